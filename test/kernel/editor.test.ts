import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { KernelClient } from "./client.js";

/** One kernel for all: cells leave names of their own, and none depends on another test's. */
let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start();
}, 30_000);
afterAll(() => kernel?.close());

describe("questions of editors", () => {
  test("completion on docker is typed", async () => {
    const reply = await kernel.request("shell", "complete_request", { code: "docker.", cursor_pos: 7 });
    expect(reply).toMatchObject({ status: "ok", cursor_start: 7, cursor_end: 7 });
    expect(reply.matches).toEqual(expect.arrayContaining(["run", "history", "commit"]));
  });

  test("places count in code points", async () => {
    const code = '"😀"; proces';
    const cursor = [...code].length;
    const reply = await kernel.request("shell", "complete_request", { code, cursor_pos: cursor });
    expect(reply.matches).toContain("process");
    expect([reply.cursor_start, reply.cursor_end]).toEqual([5, cursor]);
  });

  test("names of earlier cells are completed, with their types inspected", async () => {
    await kernel.execute("const inspectMe = { depth: 1 }");
    const complete = await kernel.request("shell", "complete_request", {
      code: "inspectMe.d",
      cursor_pos: 11,
    });
    expect(complete.matches).toEqual(["depth"]);
    const inspect = await kernel.request("shell", "inspect_request", {
      code: "inspectMe",
      cursor_pos: 9,
      detail_level: 0,
    });
    expect(inspect.found).toBe(true);
    expect(inspect.data).toMatchObject({
      "text/plain": "const inspectMe: {\n    depth: number;\n}",
    });
  });

  describe("strings that name something", () => {
    beforeAll(() => kernel.execute('await docker.run("alpine", "true", { name: "ended" })'));
    const IMAGES = ["alpine", "alpine:latest"];

    test.each<[code: string, found: readonly string[]]>([
      // What can be run may still have to be pulled; what is looked at is here.
      [
        'await docker.run("ub',
        ["ubuntu", "ubuntu:22.04", "ubuntu:24.04", "ubuntu:jammy", "ubuntu:latest", "ubuntu:noble"],
      ],
      ["docker.pull('node:1", ["node:18", "node:18-bookworm", "node:18.20.5"]],
      ['await docker.history("', IMAGES],
      ["docker.rmi(`al", IMAGES],
      ['docker.diff("', ["ended"]],
      ['docker.container("e', ["ended"]],
      ['docker.stack("alpine", "', [...IMAGES, "ended"]],
      ['docker.stack("alpine", "alpine", "e', ["ended"]],
      ['docker.image("alpine").then((one) => one.compare("e', ["ended"]],
      // Names that are being given, paths and commands name nothing that is here.
      ['docker.tag("alpine", "', []],
      ['docker.lenses("alpine", "al', []],
      ['docker.run("alpine", "al', []],
      // Not the lab's.
      ['const other = { run: (image: string) => image }; other.run("al', []],
      ['import x from "node:f', ["node:fs", "node:fs/promises"]],
      ['require("node:o', ["node:os"]],
      ['const way: "north" | "south" = "n', ["north"]],
      [
        "$ docker run ub",
        ["ubuntu", "ubuntu:22.04", "ubuntu:24.04", "ubuntu:jammy", "ubuntu:latest", "ubuntu:noble"],
      ],
      ["$ docker rmi ", IMAGES],
      ["$ docker rm ", ["ended"]],
      ["%%dockerfile -t app\nFROM busy", ["busybox", "busybox:1", "busybox:1.32", "busybox:latest"]],
    ])("%s", async (code, found) => {
      const reply = await kernel.request("shell", "complete_request", { code, cursor_pos: code.length });
      expect(reply.matches).toEqual(found);
    });
  });

  test("%%writefile completes the files of the lesson's folder", async () => {
    await kernel.execute("%%writefile parts/app.py\nprint(1)");
    await kernel.execute("%%writefile parts/apt.txt\ncurl");
    const matches = async (code: string): Promise<unknown> => {
      const reply = await kernel.request("shell", "complete_request", { code, cursor_pos: code.length });
      return [reply.matches, reply.cursor_start];
    };
    expect(await matches("%%writefile par")).toEqual([["parts/"], 12]);
    expect(await matches("%%writefile parts/")).toEqual([["parts/app.py", "parts/apt.txt"], 12]);
    expect(await matches("%%writefile -a parts/app")).toEqual([["parts/app.py"], 15]);
    expect(await matches("%%writefile parts/app.py\npa")).toEqual([[], 25]);
  });

  test("an object's own affairs are not its members", async () => {
    const reply = await kernel.request("shell", "inspect_request", {
      code: "docker",
      cursor_pos: 6,
      detail_level: 1,
    });
    expect(reply.data).toMatchObject({ "text/plain": expect.stringMatching(/^ {2}history: /m) });
    expect(reply.data).not.toMatchObject({ "text/plain": expect.stringMatching(/^ {2}(?:#|_)/m) });
  });

  test("a name nobody knows is not found", async () => {
    const reply = await kernel.request("shell", "inspect_request", { code: "   ", cursor_pos: 1 });
    expect(reply).toEqual({ status: "ok", found: false, data: {}, metadata: {} });
  });

  test("is_complete knows all kinds of cells", async () => {
    const status = async (code: string): Promise<unknown> =>
      (await kernel.request("shell", "is_complete_request", { code })).status;
    expect(await status("1 + 1")).toBe("complete");
    expect(await status("function f() {")).toBe("incomplete");
    expect((await kernel.request("shell", "is_complete_request", { code: "if (true) {" })).indent).toBe("  ");
    expect(await status("$ docker ps")).toBe("complete");
    expect(await status("$ docker run \\")).toBe("incomplete");
    expect(await status("%%sh base\nls")).toBe("incomplete");
    expect(await status("%nonsense")).toBe("invalid");
  });

  test("history answers by tail, range and pattern", async () => {
    const { reply } = await kernel.execute("'history 1'");
    const line = Number(reply.execution_count);
    await kernel.execute("'history 2'");
    await kernel.execute("'not stored'", { store_history: false });
    const ask = async (content: Record<string, unknown>): Promise<unknown> =>
      (await kernel.request("shell", "history_request", { output: false, raw: true, ...content })).history;
    expect(await ask({ hist_access_type: "tail", n: 1 })).toEqual([[1, line + 1, "'history 2'"]]);
    expect(
      await ask({ hist_access_type: "range", session: 0, start: line, stop: line + 1, output: true }),
    ).toEqual([[1, line, ["'history 1'", "'history 1'"]]]);
    expect(await ask({ hist_access_type: "search", pattern: "'history ?'", n: 10 })).toHaveLength(2);
  });

  test("user_expressions see the cell's names and fail one by one", async () => {
    const { reply } = await kernel.execute("const ue = 20", {
      user_expressions: { good: "ue + 1", bad: "ue.no.such" },
    });
    expect(reply.user_expressions).toMatchObject({
      good: { status: "ok", data: { "text/plain": "21" } },
      bad: { status: "error", ename: "TypeError" },
    });
  });
});
