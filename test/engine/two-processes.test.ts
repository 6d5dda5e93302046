import { describe, expect, test } from "vitest";
import { exec } from "./contract/support.js";
import { base, blobs, elsewhere, home, open, text, up, withTiny } from "./kept-engines.js";

describe("two processes", () => {
  test("one waits at the prompt, the other changes, commits and copies: both see all of it", async () => {
    const path = home();
    const first = await withTiny(path);
    await up(first, "box");
    const shell = await first.attach("box");
    let printed = "";
    const stdio = {
      stdout: (chunk: Uint8Array) => {
        printed += text(chunk);
      },
      stderr: () => {},
    };
    await shell.execute("cd /data; echo one > first", stdio);
    const second = elsewhere(path, process.ppid);
    await exec(second, "box", "cat /data/first > /data/second; rm /data/first");
    expect((await second.diff("box")).map(({ kind, path: at }) => `${kind} ${at}`)).toContain(
      "A /data/second",
    );
    await shell.execute("pwd; cat second; ls", stdio);
    expect(printed).toMatch(/^\/data\none\n/);
    expect(printed).not.toContain("first");
    await first.rename("box", "renamed");
    expect((await second.containers()).map(({ name }) => name)).toEqual(["renamed"]);
    const id = await second.commit("renamed", { reference: "seen" });
    expect((await first.inspectImage("seen")).Id).toBe(id);
    await second.stop("renamed");
    expect(await shell.execute("echo still here", stdio)).toEqual({ exitCode: 137 });
    expect([shell.closed, printed.includes("still")]).toEqual([true, false]);
  });

  test("what runs in one is seen by the other, stopped by it, and changed by nobody else", async () => {
    const path = home();
    const first = await withTiny(path);
    await first.create({
      image: "tiny",
      name: "busy",
      command: ["sh", "-c", "echo started; busybox sleep 1000"],
    });
    const run = await first.start("busy");
    const second = elsewhere(path, process.ppid);
    expect((await second.containers()).map(({ name, status }) => [name, status])).toEqual([
      ["busy", "running"],
    ]);
    await expect(exec(second, "busy", "true")).rejects.toMatchObject({
      code: "ECONTAINERBUSY",
      message: expect.stringContaining("docker stop busy"),
    });
    await expect(second.removeContainer("busy")).rejects.toThrow("container is running");
    const waited = second.wait("busy");
    await second.stop("busy");
    expect(await run.wait()).toEqual({ exitCode: 137 });
    expect(await waited).toEqual({ exitCode: 137 });
    expect((await second.logs("busy")).map(({ bytes }) => text(bytes))).toEqual(["started\n"]);
    await second.removeContainer("busy");
    expect(await first.containers({ all: true })).toEqual([]);
  });

  test("nothing is deleted while somebody stores", async () => {
    const path = home();
    const engine = await withTiny(path);
    const { RootFS } = await engine.inspectImage("tiny");
    const second = open(path);
    let saved = 0;
    for await (const chunk of second.save(["tiny"])) {
      if (saved === 0) await engine.removeImage("tiny");
      saved += chunk.length;
    }
    expect(saved).toBeGreaterThan(base.length);
    expect(RootFS.Layers.length).toBe(1);
    await engine.images();
    expect(blobs(path)).toEqual([]);
  });
});
