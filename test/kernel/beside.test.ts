import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BESIDE } from "../../kernel/session/between/beside.js";
import { KernelClient, textOf } from "./client.js";
import { kernelCache } from "./kernel-cache.js";

/** The `docker` of a terminal beside the notebooks, as a process, in the labs of real kernels. */
const BIN = fileURLToPath(new URL("../../dist/kernel/bin.js", import.meta.url));

let home: string;
let cache: string;
let first: KernelClient;
let second: KernelClient;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "layerlab-beside-"));
  cache = kernelCache(join(home, "cache"));
  const start = (notebook: string) =>
    KernelClient.start({ XDG_CACHE_HOME: cache, JPY_SESSION_NAME: notebook });
  first = await start("/home/me/My lesson.ipynb");
  await first.execute("$ docker run -dti --name one ubuntu");
  second = await start("/home/me/default.ipynb");
  await second.execute("$ docker run -dti --name two ubuntu");
}, 60_000);

afterAll(async () => {
  await first?.close();
  await second?.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function docker(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const { LAYERLAB_HOME: _, DOCKER_CONTEXT: __, ...inherited } = process.env;
    execFile(
      process.execPath,
      [BIN, BESIDE, ...args],
      { cwd: home, env: { ...inherited, XDG_CACHE_HOME: cache, XDG_DATA_HOME: join(home, "data"), ...env } },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, stdout, stderr }),
    );
  });
}

const names = ["ps", "--format", "{{.Names}}"];

test("the lab of the kernel that was started last is in use, and the others are listed", async () => {
  expect((await docker(names)).stdout).toBe("two\n");
  const { stdout } = await docker(["context", "ls", "--format", "{{.Name}} {{.Current}} {{.Description}}"]);
  expect(stdout.split("\n")).toEqual([
    expect.stringMatching(/^kernel-[0-9a-f]{8} true \/home\/me\/default\.ipynb, open since \d\d:\d\d$/),
    expect.stringMatching(/^My-lesson false \/home\/me\/My lesson\.ipynb, open since/),
    expect.stringMatching(/^default false The command line's own lab/),
    "",
  ]);
});

test("another is chosen for a command, for a terminal or for good", async () => {
  expect((await docker(["--context", "My-lesson", ...names])).stdout).toBe("one\n");
  expect((await docker(["--context=My-lesson", ...names])).stdout).toBe("one\n");
  expect((await docker(["-c", "default", ...names])).stdout).toBe("");
  expect((await docker(names, { DOCKER_CONTEXT: "My-lesson" })).stdout).toBe("one\n");
  expect((await docker(names, { LAYERLAB_HOME: join(home, "own") })).stdout).toBe("");
  expect(await docker(["-c", "nosuch", "ps"])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /^context "nosuch": context not found: open are "kernel-.*", "My-lesson"\n$/,
    ),
  });
  expect(await docker(["context", "use", "nosuch"])).toMatchObject({ code: 1 });
  expect(await docker(["context", "use", "My-lesson"])).toMatchObject({ code: 0, stdout: "My-lesson\n" });
  expect((await docker(["context", "show"])).stdout).toBe("My-lesson\n");
  expect((await docker(names)).stdout).toBe("one\n");
  const overruled = await docker(["context", "use", "My-lesson"], { DOCKER_CONTEXT: "default" });
  expect(overruled.stderr).toContain("DOCKER_CONTEXT environment variable overrides");
});

test("each side sees what the other does", async () => {
  const here = ["-c", "My-lesson"];
  expect(await docker([...here, "exec", "one", "sh", "-c", "echo hi > /from-terminal"])).toMatchObject({
    code: 0,
  });
  expect(textOf(await first.execute("$ docker exec one cat /from-terminal"), "stdout")).toBe("hi\n");
  await first.execute("%%sh one\ntouch /from-cell");
  expect((await docker([...here, "diff", "one"])).stdout).toBe("A /from-cell\nA /from-terminal\n");
  writeFileSync(join(home, "Dockerfile"), "FROM ubuntu\nCOPY Dockerfile /\n");
  expect(await docker([...here, "build", "-q", "-t", "built", "."])).toMatchObject({ code: 0 });
  expect(textOf(await first.execute("$ docker run --rm built head -1 /Dockerfile"), "stdout")).toBe(
    "FROM ubuntu\n",
  );
  await first.execute("$ docker commit one saved");
  expect((await docker([...here, "run", "--rm", "saved", "cat", "/from-terminal"])).stdout).toBe("hi\n");
  expect((await docker([...here, "rm", "-f", "one"])).stdout).toBe("one\n");
  expect(textOf(await first.execute("$ docker ps -aq | wc -l"), "stdout")).toBe("0\n");
});

test("the lab of a kernel that was killed is not listed, and a choice of it counts no more", async () => {
  await docker(["context", "use", "My-lesson"]);
  const ended = new Promise((resolve) => first.process.once("exit", resolve));
  first.process.kill("SIGKILL");
  await ended;
  expect((await docker(["context", "ls", "-q"])).stdout).toMatch(/^kernel-[0-9a-f]{8}\ndefault\n$/);
  expect((await docker(names)).stdout).toBe("two\n");
});
