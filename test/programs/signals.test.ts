import { beforeAll, describe, expect, test } from "vitest";
import { createLab, type Lab } from "../../src/index.js";

let lab: Lab;
beforeAll(async () => {
  lab = await createLab();
  await lab.engine.pull("ubuntu");
  await lab.engine.pull("node");
  await lab.engine.pull("python");
});

interface Row {
  readonly what: string;
  readonly script: string;
  readonly init?: boolean;
  /** What is sent, each after the output that is waited for; `stop` and `wait` end it. */
  readonly sends: readonly (readonly [after: string, signal: string])[];
  /** `docker stop -t`. */
  readonly timeout?: number;
  readonly code: number;
  readonly output: string;
}

/**
 * Recorded from Docker 20.10 with bash 5.2 (and ash, which differs in nothing shown here): the scripts below, with `kill -s`,
 * `stop` and `wait`, and the code and log that were left.
 */
const ROWS: readonly Row[] = [
  {
    what: "stop runs the trap, whose exit is the container's",
    script: 'trap "echo got; exit 5" TERM; echo up; while :; do sleep 0.05; done',
    sends: [["up", "stop"]],
    code: 5,
    output: "up\ngot\n",
  },
  {
    what: "a trap that does not end it, and one that does",
    script:
      'trap "echo hup" HUP; trap "echo usr" USR1; trap "exit 4" INT; echo up; while :; do sleep 0.05; done',
    sends: [
      ["up", "HUP"],
      ["hup", "SIGUSR1"],
      ["usr", "USR2"],
      ["usr", "2"],
    ],
    code: 4,
    output: "up\nhup\nusr\n",
  },
  {
    what: "wait is interrupted, and says by what",
    script: 'trap "echo t" TERM; { sleep 0.05; echo up; sleep 0.3; } & wait; echo $?; wait; echo $?',
    sends: [["up", "TERM"]],
    code: 0,
    output: "up\nt\n143\n0\n",
  },
  {
    what: "a function is a trap, with the variables of that moment",
    script: "f() { echo f $x; exit 3; }; x=2; trap f TERM; x=8; echo up; while :; do sleep 0.05; done",
    sends: [["up", "stop"]],
    code: 3,
    output: "up\nf 8\n",
  },
  {
    what: "the EXIT trap comes after the signal's",
    script: 'trap "echo bye" EXIT; trap "echo t; exit 2" TERM; echo up; while :; do sleep 0.05; done',
    sends: [["up", "stop"]],
    code: 2,
    output: "up\nt\nbye\n",
  },
  {
    what: "bash's EXIT trap runs when TERM ends it",
    script: 'trap "echo bye" EXIT; echo up; while :; do sleep 0.05; done',
    sends: [["up", "TERM"]],
    code: 143,
    output: "up\nbye\n",
  },
  {
    what: "a first process does not notice what it does not handle; stop ends it",
    script: "echo up; sleep 100; :",
    sends: [
      ["up", "TERM"],
      ["up", "stop"],
    ],
    code: 137,
    output: "up\n",
  },
  {
    what: "what is ignored is waited for, then killed",
    script: 'trap "" TERM; echo up; sleep 100; :',
    sends: [["up", "stop"]],
    timeout: 0.2,
    code: 137,
    output: "up\n",
  },
  {
    what: "exec forgets the traps",
    script: `trap "echo x" TERM; exec sh -c "echo up; sleep 100; :"`,
    sends: [["up", "stop"]],
    code: 137,
    output: "up\n",
  },
  {
    what: "--init passes a signal on to one that ends by it",
    script: "echo up; sleep 100; echo after",
    init: true,
    sends: [["up", "HUP"]],
    code: 129,
    output: "up\n",
  },
  {
    what: "with --init, stop is 143",
    script: "echo up; sleep 100",
    init: true,
    sends: [["up", "stop"]],
    code: 143,
    output: "up\n",
  },
  {
    what: "an inner shell is not the one that is sent it",
    script: "sh -c \"trap 'echo in' TERM; echo up; sleep 0.3; echo done\"; echo out",
    sends: [["up", "TERM"]],
    code: 0,
    output: "up\ndone\nout\n",
  },
  {
    what: "the last command of -c takes the shell's place",
    script: "bash -c 'trap \"echo in; exit 6\" TERM; echo up; while :; do sleep 0.05; done'",
    sends: [["up", "stop"]],
    code: 6,
    output: "up\nin\n",
  },
  {
    what: "a shell sends itself signals; KILL does nothing to a first process",
    script:
      'trap "echo u1" USR1; kill -USR1 $$; echo next; kill -s TERM $$; echo alive; kill -KILL $$; echo no',
    sends: [],
    code: 0,
    output: "u1\nnext\nalive\nno\n",
  },
  {
    what: "looking for signals changes no status, and ends no script of set -e",
    script:
      'set -e; trap "echo u" USR1; kill -USR1 $$; (exit 4) || echo $?; if (exit 5); then :; else echo $?; fi; ! true; echo $?; false || echo or; (exit 3); echo not',
    sends: [],
    code: 3,
    output: "u\n4\n5\n1\nor\n",
  },
  {
    what: "traps are listed in bash's words",
    script: `trap "echo a" TERM HUP; trap "echo b" 2; trap "" USR1; trap; trap - HUP; trap INT; trap; trap "echo q" QQ; echo $?`,
    sends: [],
    code: 0,
    output: `trap -- 'echo a' SIGHUP
trap -- 'echo b' SIGINT
trap -- '' SIGUSR1
trap -- 'echo a' SIGTERM
trap -- '' SIGUSR1
trap -- 'echo a' SIGTERM
bash: line 1: trap: QQ: invalid signal specification
1
`,
  },
];

/** The same with Node.js, as its documentation has it. */
const NODE: readonly Row[] = [
  {
    what: "a listener ends it",
    script:
      'process.once("SIGTERM", (name, number) => { console.log(name, number); process.exit(7); }); setInterval(() => {}, 1e6); console.log("up")',
    sends: [["up", "stop"]],
    code: 7,
    output: "up\nSIGTERM 15\n",
  },
  {
    what: "one that does not, and work that goes on",
    script:
      'process.on("SIGHUP", () => console.log("again")); let n = 0; process.on("SIGUSR2", () => { n = 9 }); const t = setInterval(() => { if (n) clearInterval(t) }, 20); process.on("exit", (code) => console.log("left", n)); console.log("up")',
    sends: [
      ["up", "HUP"],
      ["again", "USR2"],
    ],
    code: 0,
    output: "up\nagain\nleft 9\n",
  },
  {
    what: "without a listener it notices nothing, as every first process",
    script: 'setTimeout(() => console.log("done"), 300); console.log("up")',
    sends: [["up", "TERM"]],
    code: 0,
    output: "up\ndone\n",
  },
];

const PYTHON_UP = 'print("up", flush=True)';
/** The same with Python, as its documentation has it. */
const PYTHON: readonly Row[] = [
  {
    what: "a handler that raises ends it, asleep as it is",
    script: `import signal, sys, time
def stop(number, frame):
    print("got", signal.Signals(number).name)
    sys.exit(5)
signal.signal(signal.SIGTERM, stop)
${PYTHON_UP}
time.sleep(1000)`,
    sends: [["up", "stop"]],
    code: 5,
    output: "up\ngot SIGTERM\n",
  },
  {
    what: "a handler that returns: a computation sees it, a sleep goes on",
    script: `import signal, time
n = 0
def count(*_):
    global n
    n += 1
print(signal.signal(signal.SIGUSR1, count) == signal.SIG_DFL, signal.getsignal(signal.SIGUSR1) is count)
${PYTHON_UP}
while n < 1: pass
print("computed", flush=True)
began = time.monotonic()
time.sleep(0.3)
print(n, time.monotonic() - began >= 0.3)`,
    sends: [
      ["up", "USR1"],
      ["computed", "USR1"],
    ],
    code: 0,
    output: "True True\nup\ncomputed\n2 True\n",
  },
  {
    what: "INT is a KeyboardInterrupt",
    script: `import time
${PYTHON_UP}
try:
    time.sleep(1000)
except KeyboardInterrupt:
    print("interrupted", flush=True)
time.sleep(1000)`,
    sends: [
      ["up", "INT"],
      ["interrupted", "INT"],
    ],
    code: 130,
    output: `up
interrupted
Traceback (most recent call last):
  File "<string>", line 7, in <module>
KeyboardInterrupt
`,
  },
  {
    what: "pause, until one that is handled",
    script: `import signal
signal.signal(signal.SIGHUP, lambda *_: print("hup"))
${PYTHON_UP}
signal.pause()
print("after")`,
    sends: [["up", "HUP"]],
    code: 0,
    output: "up\nhup\nafter\n",
  },
  {
    what: "an event loop",
    script: `import asyncio, signal
async def main():
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    ${PYTHON_UP}
    await stop.wait()
    print("clean")
asyncio.run(main())`,
    sends: [["up", "stop"]],
    code: 0,
    output: "up\nclean\n",
  },
  {
    what: "what is ignored is waited for, then killed",
    script: `import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
${PYTHON_UP}
time.sleep(1000)`,
    sends: [["up", "stop"]],
    timeout: 0.2,
    code: 137,
    output: "up\n",
  },
];

describe("python", () => {
  test.each(PYTHON)("$what", (row) => check("python", ["python3", "-c"], row));
});

describe("node", () => {
  test.each(NODE)("$what", (row) => check("node", ["node", "-e"], row));
});

describe.each(["bash", "sh"])("%s", (shell) => {
  const rows = ROWS.filter(({ what }) => shell === "bash" || !what.includes("bash"));
  test.each(rows)("$what", (row) => check("ubuntu", [shell, "-c"], row));
});

async function check(
  image: string,
  interpreter: readonly string[],
  { script, init, sends, timeout, code, output }: Row,
): Promise<void> {
  const { engine } = lab;
  const id = await engine.create({
    image,
    command: [...interpreter, script],
    hostConfig: init === true ? { Init: true } : {},
  });
  let said = "";
  let heard: () => void = () => {};
  const write = (chunk: Uint8Array): void => {
    said += new TextDecoder().decode(chunk);
    heard();
  };
  const run = await engine.start(id, { stdout: write, stderr: write });
  for (const [after, signal] of sends) {
    while (!said.includes(`${after}\n`))
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    if (signal === "stop") await engine.stop(id, timeout === undefined ? {} : { timeoutSeconds: timeout });
    else await engine.kill(id, { signal });
  }
  expect({ code: (await run.wait()).exitCode, output: said }).toEqual({ code, output });
  await engine.removeContainer(id, { force: true });
}
