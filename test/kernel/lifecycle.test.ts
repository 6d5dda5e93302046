import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dataOf, KernelClient, textOf } from "./client.js";

let kernel: KernelClient;
beforeEach(async () => {
  kernel = await KernelClient.start();
}, 30_000);
afterEach(() => kernel?.close());

describe("the process that runs the cells", () => {
  test("process.exit costs that process only, and the cell says what is lost", async () => {
    await kernel.execute("const lost = 1");
    const execution = await kernel.execute('console.log("last words"); process.exit(3)');
    expect(textOf(execution, "stdout")).toBe("last words\n");
    expect(execution.reply).toMatchObject({ status: "error", ename: "CellProcessLostError" });
    expect(execution.reply.evalue).toContain("(exit code 3)");
    expect(dataOf(await kernel.execute("typeof lost"), "execute_result")).toEqual({
      "text/plain": "'undefined'",
    });
  });

  test("one that ends between cells is announced by the next cell", async () => {
    const first = await kernel.execute("setTimeout(() => process.exit(0), 20)");
    // The next cell may still reach the old process, or find the new one; and the first may not be done.
    const next = await kernel.execute("await new Promise((done) => setTimeout(done, 200))");
    const said = [first, next].map((each) => `${textOf(each, "stderr")}${String(each.reply.evalue ?? "")}`);
    expect(said.join("")).toContain("A new one has been started");
  });

  test("globals of the notebook are there again after it", async () => {
    await kernel.execute("process.kill(process.pid, 'SIGKILL')");
    const execution = await kernel.execute("[typeof docker, typeof lab.console, typeof display]");
    expect(dataOf(execution, "execute_result")).toEqual({
      "text/plain": "[ 'object', 'function', 'function' ]",
    });
  });
});

describe("an interrupt before the first cell has begun stops it", () => {
  test.each([
    ["while its process starts", "while (true) {}"],
    ["while its compiler is loaded", 'import "node:fs"; while (true) {}'],
    ["while the engine is loaded", "docker; while (true) {}"],
  ])("%s", async (_, code) => {
    const sent = kernel.next(({ type }) => type === "execute_input");
    const cell = kernel.execute(code);
    await sent;
    await kernel.request("control", "interrupt_request", {});
    expect((await cell).reply).toMatchObject({ status: "error", ename: "InterruptedError" });
    const next = await kernel.execute("typeof docker", { allow_stdin: true });
    expect(dataOf(next, "execute_result")).toEqual({ "text/plain": "'object'" });
  });
});

describe("the kernel's own life", () => {
  test("shutdown is answered and ends everything, a looping cell included", async () => {
    const running = kernel.next(({ type }) => type === "execute_input");
    void kernel.execute("while (true) {}");
    await running;
    const reply = await kernel.request("control", "shutdown_request", { restart: true });
    expect(reply).toEqual({ status: "ok", restart: true });
    expect(await kernel.exited()).toBe(0);
  });

  test("SIGTERM ends it", async () => {
    kernel.process.kill("SIGTERM");
    expect(await kernel.exited()).toBe(0);
  });

  test("cells that print right after the start are heard", async () => {
    const execution = await kernel.execute('console.log("first")');
    expect(textOf(execution, "stdout")).toBe("first\n");
  });
});
