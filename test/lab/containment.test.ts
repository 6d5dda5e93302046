import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLab, type Lab } from "../../src/lab/lab.js";

const SECRET = "the host's own secret";
const VARIABLE = "LAYERLAB_TEST_SECRET";
const folder = mkdtempSync(join(tmpdir(), "layerlab-containment-"));
const FILE = join(folder, "secret");

const shell = (script: string) => ["ubuntu", "bash", "-c", script] as const;
const node = (script: string) => ["node:20", "node", "-e", script] as const;
const python = (script: string) => ["python:3.12", "python3", "-c", script] as const;

/** Tries at what belongs to the machine, by its files, its variables, its processes and its network. */
const TRIES: Readonly<Record<string, (port: number) => readonly [image: string, ...argv: string[]]>> = {
  "a file by its path": () => shell(`cat ${FILE}; cat < ${FILE}; echo "$(<${FILE})"; source ${FILE}`),
  "its folder": () =>
    shell(`ls -la ${folder}; cd ${folder} && cat secret; find / -name secret -exec cat {} +`),
  "more .. than there are folders": () => shell(`cat /../../../..${FILE}; cat ../../../../../../..${FILE}`),
  "a link to it": () =>
    shell(`ln -s ${FILE} /l; cat /l; cp -L /l /copy; cat /copy; ln ${FILE} /hard; cat /hard`),
  "the root of a process": () =>
    shell(`for p in 1 self $$ ${process.pid}; do cat /proc/$p/root${FILE} /proc/$p/cwd/secret; done`),
  "the files that a process has open": () =>
    shell("cat /proc/self/fd/* /proc/1/fd/* /dev/fd/* < /dev/null; cat <&3 <&4 <&5"),
  variables: () => shell(`env; export -p; set; cat /proc/*/environ; echo $${VARIABLE}`),
  "a device": () =>
    shell("mknod /d b 254 1; cat /d; mknod /m c 1 1; head -c 100 /m; cat /dev/mem /dev/kmem /dev/vda1"),
  "a mount": () =>
    shell(`mount --bind ${folder} /mnt; mount -t proc proc /p; cat /mnt/secret; nsenter -t 1 -m cat ${FILE}`),
  "the loopback network": (port) =>
    shell(
      `curl -s -m 2 http://127.0.0.1:${port}/; wget -T 2 -qO- http://localhost:${port}/; exec 3<>/dev/tcp/127.0.0.1/${port}; cat <&3`,
    ),
  "a process of the machine": () => shell(`kill -9 ${process.pid}; kill -STOP ${process.pid}; kill -9 -1`),
  "node: its file functions": () =>
    node(
      `for (const get of [() => require("fs").readFileSync("${FILE}", "utf8"), () => require("fs").readdirSync("${folder}"), () => process.binding("fs"), () => process.mainModule.require("fs").readFileSync("${FILE}", "utf8"), () => require("${FILE}"), () => require("module").createRequire("/")("fs").readFileSync("${FILE}", "utf8")]) try { console.log(get()) } catch (error) { console.log(String(error)) }`,
    ),
  "node: its variables and constructors": () =>
    node(
      `for (const get of [() => process.env, () => globalThis.constructor.constructor("return process")().env, () => Function("return this")().process.env, () => (async () => {}).constructor("return process")(), () => Error.prepareStackTrace, () => new Error().stack]) try { console.log(get()) } catch (error) { console.log(String(error)) }`,
    ),
  "node: programs and threads": () =>
    node(
      `for (const get of [() => require("child_process").execSync("cat ${FILE}").toString(), () => new (require("worker_threads").Worker)("console.log(process.env)", { eval: true }), () => require("vm").runInNewContext("this.constructor.constructor('return process')().env"), () => process.dlopen({}, "/lib/x.node")]) try { console.log(get()) } catch (error) { console.log(String(error)) }`,
    ),
  "node: the network": (port) =>
    node(
      `for (const get of [() => require("net").connect(${port}).on("error", () => {}), () => require("http").get("http://127.0.0.1:${port}/").on("error", () => {}), () => fetch("http://127.0.0.1:${port}/").catch(() => {})]) try { get() } catch (error) { console.log(String(error)) }`,
    ),
  "python: files and variables": () =>
    python(
      `import os\nfor get in [lambda: open("${FILE}").read(), lambda: os.listdir("${folder}"), lambda: dict(os.environ), lambda: os.getenv("${VARIABLE}"), lambda: open("/proc/self/environ").read(), lambda: os.popen("cat ${FILE}").read()]:\n  try: print(get())\n  except BaseException as error: print(repr(error))`,
    ),
  "python: what it runs in": () =>
    python(
      `def a():\n  import js; return js.process.env\ndef b():\n  import pyodide; return pyodide.code.run_js("process.env")\ndef c():\n  import ctypes; return ctypes.CDLL(None).getenv(b"${VARIABLE}")\ndef d():\n  import subprocess; return subprocess.run(["cat", "${FILE}"], capture_output=True).stdout\ndef e():\n  import posix; return posix.environ\ndef f():\n  import _posixsubprocess; return _posixsubprocess\nfor get in [a, b, c, d, e, f]:\n  try: print(get())\n  except BaseException as error: print(repr(error))`,
    ),
  "python: the network": (port) =>
    python(
      `def a():\n  import socket; return socket.create_connection(("127.0.0.1", ${port}), 2)\ndef b():\n  import urllib.request; return urllib.request.urlopen("http://127.0.0.1:${port}/", timeout=2).read()\nfor get in [a, b]:\n  try: print(get())\n  except BaseException as error: print(repr(error))`,
    ),
};

/** Runs a program to its end, which comes at the latest when it is killed. Returns all it printed, up to a bound. */
async function run(lab: Lab, image: string, command: readonly string[], killAfterMs?: number) {
  let printed = "";
  const print = (chunk: Uint8Array): void => {
    if (printed.length < 1e6) printed += new TextDecoder().decode(chunk);
  };
  const name = `try-${++tries}`;
  await lab.engine.create({ image, name, command });
  await lab.engine.start(name, { stdout: print, stderr: print });
  const timer =
    killAfterMs === undefined ? undefined : setTimeout(() => void lab.engine.kill(name), killAfterMs);
  const { exitCode } = await lab.engine.wait(name);
  clearTimeout(timer);
  await lab.engine.removeContainer(name);
  return { exitCode, printed };
}
let tries = 0;

describe("a container cannot reach", () => {
  let lab: Lab;
  let server: Server;
  let visits = 0;
  let port = 0;

  beforeAll(async () => {
    writeFileSync(FILE, `${SECRET}\n`);
    process.env[VARIABLE] = SECRET;
    server = createServer((socket) => {
      visits++;
      socket.on("error", () => {});
      socket.end(`HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${SECRET}`);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    port = typeof address === "object" && address !== null ? address.port : 0;
    lab = await createLab();
    for (const image of ["ubuntu", "node:20", "python:3.12"]) await lab.docker.pull(image);
  }, 60_000);

  afterAll(() => {
    delete process.env[VARIABLE];
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(Object.entries(TRIES))("%s", async (_, line) => {
    const [image, ...argv] = line(port);
    const { printed } = await run(lab, image, argv);
    expect(printed).not.toContain(SECRET);
    // It did try.
    expect(printed).not.toBe("");
    expect(visits).toBe(0);
    expect(readFileSync(FILE, "utf8")).toBe(`${SECRET}\n`);
  });
});

/** Programs that ask for more than there is: each ends, with an error or killed, and the next one runs. */
const RUNAWAYS: Readonly<Record<string, readonly [image: string, ...argv: string[]]>> = {
  "a fork bomb": shell(":(){ :|:& };:"),
  "endless recursion": shell("f() { f; }; f"),
  "a string that doubles": shell("x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done"),
  "braces without end": shell("echo {1..100}{1..100}{1..100}{1..100}{1..100} | wc -c"),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: bash's.
  "a list that doubles": shell('a=(1); while :; do a+=("${a[@]}"); done'),
  "nested substitutions": shell(`${"$(echo ".repeat(2000)}x${")".repeat(2000)}`),
  "a large file": shell("truncate -s 10T /x; cat /x > /y"),
  "a large write": shell("head -c 100000000000 /dev/zero > /x"),
  "many files": shell("i=0; while :; do echo $i > /tmp/$i; i=$((i+1)); done"),
  "deep folders": shell("while :; do mkdir d && cd d || exit; done"),
  "output without end": shell("yes"),
  "node: a large buffer": node("const all = []; for (;;) all.push(new Uint8Array(64e6).fill(1))"),
  "node: a string that doubles": node("let s = 'x'; for (;;) s += s"),
  "node: a slow pattern": node("/^(a+)+$/.test('a'.repeat(100) + 'b')"),
  "python: a large list": python("x = [0]\nwhile True: x += x"),
  "python: recursion": python("import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()\nf()"),
};

describe("a program that asks for too much ends, and nothing else does:", () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await createLab();
    for (const image of ["ubuntu", "node:20", "python:3.12"]) await lab.docker.pull(image);
  }, 60_000);

  test.each(Object.entries(RUNAWAYS))("%s", { timeout: 60_000 }, async (_, [image, ...command]) => {
    const { exitCode } = await run(lab, image, command, 300);
    expect(exitCode).toBeTypeOf("number");
    expect(await run(lab, "ubuntu", ["echo", "fine"])).toEqual({ exitCode: 0, printed: "fine\n" });
  });
});
