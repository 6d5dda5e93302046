import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dataOf, KernelClient, plain, textOf } from "./client.js";
import { kernelCache } from "./kernel-cache.js";

let cache: string;
let kernel: KernelClient | undefined;
beforeEach(() => {
  cache = kernelCache(mkdtempSync(join(tmpdir(), "layerlab-cache-")));
});
afterEach(async () => {
  await kernel?.close();
  kernel = undefined;
  rmSync(cache, { recursive: true, force: true });
});

const start = async (notebook?: string): Promise<KernelClient> => {
  kernel = await KernelClient.start({ XDG_CACHE_HOME: cache, JPY_SESSION_NAME: notebook ?? "" });
  return kernel;
};
const labs = (): string[] => readdirSync(join(cache, "layerlab", "labs"));

/** A container with a file of its own, an image made of it, and a file in the lesson's folder. */
async function leaveTraces({ execute }: { execute: KernelClient["execute"] }): Promise<void> {
  const made = await execute(
    "$ docker run -dti --name box ubuntu\n$ docker exec box touch /made\n$ docker commit box mine",
  );
  expect(made.reply.status).toBe("ok");
  await execute("%%writefile notes.txt\nmine");
}

describe("when only the process of the cells ends", () => {
  test.each([
    ["process.exit(7)", "exit code 7"],
    ["process.abort()", "SIGABRT"],
    ["process.kill(process.pid, 'SIGKILL')", "SIGKILL"],
  ])("after %s the lab is still there", { timeout: 60_000 }, async (code, how) => {
    const client = await start();
    await leaveTraces({ execute: (text) => client.execute(text) });
    const { reply } = await client.execute(code);
    expect(reply).toMatchObject({ status: "error", ename: "CellProcessLostError" });
    expect(reply.evalue).toContain(how);
    expect(reply.evalue).toContain("images, containers and the lesson's files are still there");
    expect(
      plain(textOf(await client.execute("$ docker exec box ls /made\n$ docker images -q mine"), "stdout")),
    ).toMatch(/\/made\r?\n/);
    const file = await client.execute("require('node:fs').readFileSync(folder + '/notes.txt', 'utf8')");
    expect(dataOf(file, "execute_result")).toEqual({ "text/plain": "'mine\\n'" });
  });
});

describe("when the kernel ends", () => {
  test("a clean end without a notebook leaves nothing on the disk", { timeout: 60_000 }, async () => {
    const client = await start();
    await leaveTraces({ execute: (text) => client.execute(text) });
    await client.request("control", "shutdown_request", { restart: false });
    await client.exited();
    expect(labs()).toEqual([]);
  });

  test("a restart begins afresh, and says what the old lab had and how to have it back", {
    timeout: 60_000,
  }, async () => {
    const client = await start("/home/me/lesson.ipynb");
    await leaveTraces({ execute: (text) => client.execute(text) });
    await client.request("control", "shutdown_request", { restart: true });
    await client.exited();

    const next = await start("/home/me/lesson.ipynb");
    const first = await next.execute("$ docker ps -aq");
    expect(textOf(first, "stdout")).toBe("");
    expect(textOf(first, "stderr")).toContain(
      "left 1 container and 2 images behind (box, mine:latest, ubuntu:latest). They are not in this kernel, which started empty. `await lab.resume()` brings them back.",
    );
    await next.execute("await lab.resume()");
    expect(textOf(await next.execute("$ docker exec box ls /made"), "stdout")).toBe("/made\n");
  });

  test("a killed kernel's lab is told of by the notebook's next one, once, and can be resumed", {
    timeout: 90_000,
  }, async () => {
    const first = await start("/home/me/lesson.ipynb");
    await leaveTraces({ execute: (text) => first.execute(text) });
    await first.close();
    const other = await start("/home/me/other.ipynb");
    expect(textOf(await other.execute("1"), "stderr")).toBe("");
    await other.close();

    const next = await start("/home/me/lesson.ipynb");
    const told = textOf(await next.execute("$ docker ps -a"), "stderr");
    expect(told).toContain("left 1 container and 2 images behind (box, mine:latest, ubuntu:latest)");
    expect(textOf(await next.execute("$ docker ps -a"), "stderr")).toBe("");

    const resumed = await next.execute("await lab.resume(); (await docker.images()).length");
    expect(plain(resumed.reply.traceback ?? "")).toBe("");
    expect(textOf(await next.execute("$ docker exec box ls /made"), "stdout")).toBe("/made\n");
    const file = await next.execute("require('node:fs').readFileSync(folder + '/notes.txt', 'utf8')");
    expect(dataOf(file, "execute_result")).toEqual({ "text/plain": "'mine\\n'" });
    // The resumed lab is now this kernel's: it comes back after a crash of the cells, and nothing else is kept.
    await next.execute("process.exit()");
    expect(textOf(await next.execute("$ docker exec box ls /made"), "stdout")).toBe("/made\n");
    expect(labs().filter((name) => name.endsWith("-resumed"))).toHaveLength(1);
    expect((await next.execute("await lab.resume()")).reply).toMatchObject({ ename: "ResumeError" });
  });

  test("two kernels never meet each other's containers", { timeout: 60_000 }, async () => {
    const one = await start("/home/me/lesson.ipynb");
    await one.execute("$ docker run -dti --name box ubuntu");
    const two = await KernelClient.start({
      XDG_CACHE_HOME: cache,
      JPY_SESSION_NAME: "/home/me/lesson.ipynb",
    });
    try {
      const { reply, messages } = await two.execute("$ docker run -dti --name box ubuntu");
      expect(reply.status).toBe("ok");
      expect(JSON.stringify(messages)).not.toContain("already in use");
      expect(existsSync(join(cache, "layerlab", "labs"))).toBe(true);
    } finally {
      await two.close();
    }
  });
});
