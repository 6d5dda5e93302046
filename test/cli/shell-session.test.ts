import { beforeEach, describe, expect, test } from "vitest";
import { runShellLines } from "../../src/cli/shell-lines.js";
import { run, runConsoleLine, type TestLab, ubuntuLab } from "./engine.js";
import { recordingIO } from "./recording-io.js";

let lab: TestLab;
beforeEach(async () => {
  lab = await ubuntuLab();
});

const state = async (name: string) => (await lab.engine.inspectContainer(name)).State;

describe("docker run -ti, where lines can be asked for", () => {
  test("prompt, lines, an unfinished command, exit N", async () => {
    const { io, screen, prompts } = recordingIO({
      lines: ["echo hello > /greeting", "cd /tmp", "pwd", "for i in 1 2", "do echo $i", "done", "exit 4"],
    });
    expect(await runConsoleLine("docker run --name base -ti ubuntu", { ...lab, io })).toBe(4);
    const id = (await lab.engine.inspectContainer("base")).Id.slice(0, 12);
    expect(prompts).toEqual([
      `root@${id}:/# `,
      `root@${id}:/# `,
      `root@${id}:/tmp# `,
      `root@${id}:/tmp# `,
      "> ",
      "> ",
      `root@${id}:/tmp# `,
    ]);
    expect(screen()).toBe("/tmp\n1\n2\nexit\n");
    expect(await state("base")).toMatchObject({ Status: "exited", ExitCode: 4 });
    expect((await run("docker diff base", lab)).stdout).toBe("A /greeting\n");
  });

  test("the end of input ends the shell", async () => {
    const { io, screen } = recordingIO({ lines: ["false"] });
    expect(await runConsoleLine("docker run --name base -ti ubuntu", { ...lab, io })).toBe(1);
    expect(screen()).toBe("exit\n");
    expect((await state("base")).Status).toBe("exited");
  });

  test("an interrupted prompt leaves the container running, and says how to come back", async () => {
    const abort = new AbortController();
    const { io, screen } = recordingIO({
      signal: abort.signal,
      isNotebook: true,
      readLine: async () => {
        abort.abort();
        throw new DOMException("interrupted", "AbortError");
      },
    });
    expect(await runConsoleLine("docker run --name base -ti ubuntu", { ...lab, io })).toBe(0);
    expect((await state("base")).Running).toBe(true);
    expect(screen()).toContain("base is still running");
    expect(screen()).toContain("%%sh base");
  });

  test("a prompt that fails for another reason is not taken for an interrupt", async () => {
    const { io, screen } = recordingIO({
      readLine: async () => {
        throw new TypeError("the input went away");
      },
    });
    expect(await runConsoleLine("docker run --name base -ti ubuntu", { ...lab, io })).toBe(125);
    expect(screen()).toContain("layerlab: unexpected error: the input went away\n");
  });

  test("a program that is no shell just runs", async () => {
    const { io, screen, prompts } = recordingIO({ lines: ["never read"] });
    expect(await runConsoleLine("docker run -ti ubuntu echo hi", { ...lab, io })).toBe(0);
    expect([screen(), prompts]).toEqual(["hi\n", []]);
  });

  test("--rm takes the container away after exit", async () => {
    const { io } = recordingIO({ lines: ["exit"] });
    await runConsoleLine("docker run --rm --name base -ti ubuntu", { ...lab, io });
    expect(await lab.engine.containers({ all: true })).toEqual([]);
  });
});

describe("docker run -ti, where no line can be asked for", () => {
  test("a notebook hears how to go on, and the container waits", async () => {
    const { io, stdout } = recordingIO({ isNotebook: true });
    expect(await runConsoleLine("docker run --name base -ti ubuntu", { ...lab, io })).toBe(0);
    expect(stdout()).toContain("%%sh base\n");
    expect((await state("base")).Running).toBe(true);
  });

  test("a terminal hears Docker's refusal, and nothing is made", async () => {
    expect(await run("docker run --name base -ti ubuntu", lab)).toEqual({
      stdout: "",
      stderr: "the input device is not a TTY\n",
      exitCode: 1,
    });
    expect(await lab.engine.containers({ all: true })).toEqual([]);
  });
});

test("docker run -i in a pipe: the shell reads the lines", async () => {
  const { io, stdout } = recordingIO({
    readAll: async () => new TextEncoder().encode("echo one\ncd /tmp; pwd\nexit 5\n"),
  });
  expect(await runConsoleLine("docker run -i --name piped ubuntu bash", { ...lab, io })).toBe(5);
  expect(stdout()).toBe("one\n/tmp\n");
  expect(await state("piped")).toMatchObject({ Status: "exited", ExitCode: 5 });
});

test("docker run -i in a pipe: another program gets the bytes", async () => {
  const { io, stdout } = recordingIO({ readAll: async () => new TextEncoder().encode("b\na\n") });
  expect(await runConsoleLine("docker run -i ubuntu sort", { ...lab, io })).toBe(0);
  expect(stdout()).toBe("a\nb\n");
});

test("docker run -i and exec -i of a program that reads: what is typed up to the end", async () => {
  const { io, stdout, prompts } = recordingIO({ lines: ["b", "a"], isNotebook: true });
  expect(await runConsoleLine("docker run -i ubuntu sort", { ...lab, io })).toBe(0);
  expect(stdout()).toBe("a\nb\n");
  expect(prompts).toEqual(Array(3).fill("^D ends the input: "));
  const read = recordingIO({ lines: ["x y"] });
  await runConsoleLine("docker run -i ubuntu bash -c 'read x; echo got $x'", { ...lab, io: read.io });
  expect(read.stdout()).toBe("got x y\n");
  expect(read.prompts).toEqual([""]);
  await runConsoleLine("docker run -d --name reads ubuntu sleep 100", { ...lab, io });
  const within = recordingIO({ lines: ["one"] });
  await runConsoleLine("docker exec -i reads cat", { ...lab, io: within.io });
  expect(within.stdout()).toBe("one\n");
});

test("with a terminal, or without -i, nothing is asked for", async () => {
  const { io, stdout, prompts } = recordingIO({ lines: ["unread"], isNotebook: true });
  await runConsoleLine("docker run -it ubuntu echo one", { ...lab, io });
  await runConsoleLine("docker run ubuntu cat", { ...lab, io });
  expect(stdout()).toMatch(/^one\r?\n$/);
  expect(prompts).toEqual([]);
});

describe("attach, exec and start -ai", () => {
  beforeEach(() => run("docker run -dit --name base ubuntu", lab));

  test("attach is the container's own shell: what was left there is there", async () => {
    const first = recordingIO({ lines: ["cd /tmp", "X=kept"], isNotebook: true });
    const abort = new AbortController();
    const leave = {
      ...first.io,
      signal: abort.signal,
      readLine: async (prompt: string) => {
        const line = await first.io.readLine?.(prompt);
        if (line === undefined) abort.abort();
        return line;
      },
    };
    await runConsoleLine("docker attach base", { ...lab, io: leave });
    const second = recordingIO({ lines: ["pwd; echo $X", "exit 2"] });
    expect(await runConsoleLine("docker attach base", { ...lab, io: second.io })).toBe(2);
    expect(second.stdout()).toContain("/tmp\nkept\n");
    expect((await state("base")).Status).toBe("exited");
  });

  test("exec -it bash is a shell of its own: its exit leaves the container running", async () => {
    const { io, prompts } = recordingIO({ lines: ["cd /tmp", "exit 6"] });
    expect(await runConsoleLine("docker exec -it base bash", { ...lab, io })).toBe(6);
    expect(prompts.at(-1)).toContain(":/tmp# ");
    expect((await state("base")).Running).toBe(true);
  });

  test("exec of a program: output, exit code, Docker's text when it is not there", async () => {
    expect(await run("docker exec -w /etc -e A=1 base sh -c 'pwd; echo $A; exit 9'", lab)).toEqual({
      stdout: "/etc\n1\n",
      stderr: "",
      exitCode: 9,
    });
    expect(await run("docker exec base nosuchcmd", lab)).toMatchObject({
      stdout:
        'OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuchcmd": executable file not found in $PATH: unknown\r\n',
    });
  });

  test("start -ai after exit is the same container, with its files", async () => {
    await runShellLines(lab.engine, "base", "echo kept > /note\nexit", recordingIO().io);
    const { io, stdout } = recordingIO({ lines: ["cat /note", "exit"] });
    expect(await runConsoleLine("docker start -ai base", { ...lab, io })).toBe(0);
    expect(stdout()).toContain("kept\n");
  });

  test("attach to a stopped one", async () => {
    await run("docker stop base", lab);
    expect(await run("docker attach base", lab)).toEqual({
      stdout: "",
      stderr: "You cannot attach to a stopped container, start it first\n",
      exitCode: 1,
    });
  });
});

describe("%%sh lines", () => {
  test("look as in a terminal; a failing line stops nothing; the shell's state stays between cells", async () => {
    await run("docker run -dit --name base ubuntu", lab);
    const id = (await lab.engine.inspectContainer("base")).Id.slice(0, 12);
    const first = recordingIO({ isNotebook: true });
    const code = await runShellLines(
      lab.engine,
      "base",
      "cd /tmp\nif true\nthen echo yes\nfi\nprintf abc\nX=1\nnosuch\npwd\n",
      first.io,
    );
    expect(code).toBe(0);
    expect(first.screen()).toBe(
      [
        `root@${id}:/# cd /tmp`,
        `root@${id}:/tmp# if true`,
        "> then echo yes",
        "> fi",
        "yes",
        `root@${id}:/tmp# printf abc`,
        "abc",
        `root@${id}:/tmp# X=1`,
        `root@${id}:/tmp# nosuch`,
        "bash: nosuch: command not found",
        `root@${id}:/tmp# pwd`,
        "/tmp",
        "",
      ].join("\n"),
    );
    const second = recordingIO({ isNotebook: true });
    expect(await runShellLines(lab.engine, "base", "echo $X; pwd; false", second.io)).toBe(1);
    expect(second.screen()).toBe(`root@${id}:/tmp# echo $X; pwd; false\n1\n/tmp\n`);
  });

  test("in a container without a shell of its own they get one", async () => {
    await run("docker run -d --name bg ubuntu sleep 1000", lab);
    const { io, screen } = recordingIO();
    expect(await runShellLines(lab.engine, "bg", "echo hi > /x; cat /x", io)).toBe(0);
    expect(screen()).toMatch(/^root@[0-9a-f]{12}:\/# echo hi > \/x; cat \/x\nhi\n$/);
    await run("docker rm -f bg", lab);
  });

  test("exit ends the container, and later lines do not run", async () => {
    await run("docker run -dit --name base ubuntu", lab);
    const { io, screen } = recordingIO();
    expect(await runShellLines(lab.engine, "base", "exit 3\necho never", io)).toBe(3);
    expect(screen()).toMatch(/# exit 3\nexit\n$/);
    expect((await state("base")).Status).toBe("exited");
  });

  test("a container that does not run, and one that is not there", async () => {
    await run("docker create --name idle ubuntu", lab);
    const idle = recordingIO();
    expect(await runShellLines(lab.engine, "idle", "ls", idle.io)).toBe(1);
    expect(idle.stderr()).toMatch(
      /^Error response from daemon: container [0-9a-f]{64} is not running\nStart it first: docker start idle\n$/,
    );
    const none = recordingIO();
    expect(await runShellLines(lab.engine, "none", "ls", none.io)).toBe(1);
    expect(none.stderr()).toBe("Error response from daemon: No such container: none\n");
  });
});
