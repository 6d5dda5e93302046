import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { describeWith } from "../components.js";

const program = join(ROOT, "dist/kernel/bin.js");

/** Nothing here ends by itself: a command that a signal does not end runs into the test's own limit. */
describeWith(["build"], "a signal ends what never ends, and the store stays whole", () => {
  const folder = mkdtempSync(join(tmpdir(), "layerlab-interrupt-"));
  const env = { ...process.env, LAYERLAB_HOME: join(folder, "home") };
  const layerlab = (...argv: string[]) =>
    spawnSync(process.execPath, [program, ...argv], { encoding: "utf8", env });
  const started: ChildProcessWithoutNullStreams[] = [];
  const start = (argv: readonly string[]): ChildProcessWithoutNullStreams => {
    const child = spawn(process.execPath, [program, ...argv], { env });
    started.push(child);
    return child;
  };

  beforeAll(() => {
    for (const image of ["ubuntu", "node:20", "python:3.12"]) expect(layerlab("pull", image).status).toBe(0);
    const talk = ["sh", "-c", "echo up; sleep 100000"];
    expect(layerlab("create", "--name", "idle", "ubuntu").status).toBe(0);
    expect(layerlab("run", "-d", "--name", "other", "ubuntu", ...talk).status).toBe(0);
  });
  afterAll(() => {
    for (const child of started) child.kill("SIGKILL");
    layerlab("rm", "-f", "other", "idle");
    rmSync(folder, { recursive: true, force: true });
  });

  const shell = (script: string): string[] => ["run", "--rm", "ubuntu", "sh", "-c", `echo up; ${script}`];
  const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
    ["an empty loop of a shell", shell("while :; do :; done")],
    ["a shell that waits for a program", shell("sleep 100000")],
    ["a background job", shell("sleep 100000 & wait")],
    ["yes", shell("yes > /dev/null")],
    ["cat of a device", shell("cat /dev/zero > /dev/null")],
    ["a program started again and again", shell("while :; do find /etc > /dev/null; done")],
    ["one that starts others", shell("yes | xargs -n 1 echo > /dev/null; sleep 100000")],
    ["a large copy", shell("while :; do cp -r /usr/share /tmp/copy; done")],
    ["node, computing", ["run", "--rm", "node:20", "node", "-e", "console.log('up'); for (;;);"]],
    ["node, writing", ["run", "--rm", "node:20", "node", "-e", "for (;;) console.log('up')"]],
    [
      "node, waiting",
      ["run", "--rm", "node:20", "node", "-e", "console.log('up'); setInterval(() => {}, 1e6)"],
    ],
    ["python, computing", ["run", "--rm", "python:3.12", "python3", "-uc", "print('up')\nwhile True: pass"]],
    [
      "python, sleeping",
      ["run", "--rm", "python:3.12", "python3", "-uc", "import time; print('up'); time.sleep(1e6)"],
    ],
    ["exec in a supervised container", ["exec", "other", "sh", "-c", "echo up; while :; do :; done"]],
    ["logs -f", ["logs", "-f", "other"]],
  ];

  /** What a shell would report. */
  async function statusAfter(
    child: ChildProcessWithoutNullStreams,
    ready: Promise<unknown>,
    signal: "SIGINT" | "SIGTERM",
  ): Promise<{ readonly status: number; readonly stderr: string }> {
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const ended = once(child, "close");
    await Promise.race([ready, ended]);
    child.kill(signal);
    const [code, by] = await ended;
    return { status: by === null ? code : 128 + constants.signals[by as NodeJS.Signals], stderr };
  }

  function printed(child: ChildProcessWithoutNullStreams, wanted: string): Promise<void> {
    return new Promise((resolve) => {
      let text = "";
      child.stdout.setEncoding("utf8").on("data", (more: string) => {
        text = (text + more).slice(-1000);
        if (text.includes(wanted)) resolve();
      });
    });
  }

  test.each(COMMANDS)("Ctrl-C: %s", async (_, argv) => {
    const child = start(argv);
    expect(await statusAfter(child, printed(child, "up\n"), "SIGINT")).toEqual({ status: 130, stderr: "" });
  });

  test.each(COMMANDS.filter(([name]) => /empty loop|node, computing|logs/.test(name)))(
    "SIGTERM: %s",
    async (_, argv) => {
      const child = start(argv);
      expect(await statusAfter(child, printed(child, "up\n"), "SIGTERM")).toEqual({
        status: 143,
        stderr: "",
      });
    },
  );

  test("a step of a build", async () => {
    const context = join(folder, "context");
    mkdirSync(context);
    writeFileSync(join(context, "Dockerfile"), "FROM node:20\nRUN echo up && node -e 'for (;;);'\n");
    const child = start(["build", "--progress=plain", context]);
    const ready = new Promise<void>((resolve) => {
      child.stderr.on("data", (text: string) => {
        if (/^#\d+ \d+\.\d+ up$/m.test(text)) resolve();
      });
    });
    expect((await statusAfter(child, ready, "SIGINT")).status).toBe(130);
  });

  test.each([
    ["import", ["import", "-"]],
    ["build", ["build", "-"]],
    ["cp", ["cp", "-", "idle:/"]],
    ["run -i", ["run", "-i", "--rm", "ubuntu", "cat"]],
  ])("a pipe whose writer never closes it: %s", async (_, argv) => {
    const child = start(argv);
    child.stdin.on("error", () => {});
    // A file of an archive that is longer than what comes of it, and more than a pipe holds: it is being read.
    const header = tarHeader("large", 1 << 30);
    const some = new Promise((resolve) => {
      child.stdin.write(header);
      child.stdin.write(new Uint8Array(256 * 1024).fill(35), resolve);
    });
    expect((await statusAfter(child, some, "SIGINT")).status).toBe(130);
  });

  // Where the kernel tells what a thread waits for.
  test.runIf(process.platform === "linux").each([
    ["import", ["import", "FIFO"]],
    ["build -f", ["build", "-f", "FIFO", "."]],
    ["load", ["load", "-i", "FIFO"]],
  ])("a pipe that nobody opens for writing: %s", async (name, argv) => {
    const pipe = join(folder, `${name}.fifo`);
    expect(spawnSync("mkfifo", [pipe]).status).toBe(0);
    const child = start(argv.map((each) => (each === "FIFO" ? pipe : each)));
    expect((await statusAfter(child, waitingAtPipe(child.pid), "SIGINT")).status).toBe(130);
  });

  test.each([
    ["says nothing", ""],
    [
      "says a byte now and then",
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n",
    ],
  ])("a registry that %s", async (_, head) => {
    const server = createServer();
    const asked = once(server, "asked");
    server.on("connection", (socket) => {
      socket.on("error", () => {});
      socket.once("data", () => {
        if (head !== "") socket.write(head);
        const timer = setInterval(() => (head === "" ? undefined : socket.write(" ")), 200);
        socket.on("close", () => clearInterval(timer));
        server.emit("asked");
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("the server has no port");
      const child = start(["pull", `127.0.0.1:${address.port}/some/image`]);
      expect((await statusAfter(child, asked, "SIGINT")).status).toBe(130);
    } finally {
      server.close();
    }
  });

  test("the store is whole", () => {
    expect(layerlab("ps", "-a", "--format", "{{.Names}}")).toMatchObject({
      status: 0,
      stdout: "other\nidle\n",
    });
    expect(layerlab("system", "df")).toMatchObject({ status: 0, stderr: "" });
    expect(layerlab("run", "--rm", "ubuntu", "echo", "fine")).toMatchObject({ status: 0, stdout: "fine\n" });
  });
});

/** Resolves when one of the process's threads waits for the other end of a pipe, in the kernel's own word for it. */
async function waitingAtPipe(pid: number | undefined): Promise<void> {
  const tasks = `/proc/${pid}/task`;
  const waits = (): boolean =>
    readdirSync(tasks).some(
      (task) => readFileSync(join(tasks, task, "wchan"), "utf8") === "wait_for_partner",
    );
  await vi.waitUntil(waits, { timeout: 15_000 });
}

/** The header of a file in the oldest form of tar. */
function tarHeader(name: string, size: number): Uint8Array {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write("0000644\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  header.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  header.write(`${"0".repeat(11)}\0`, 136);
  header.write("        0", 148);
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}
