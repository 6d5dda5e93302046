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
