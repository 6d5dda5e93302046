import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Kernel, KernelMessage } from "@jupyterlab/services";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { describeWith } from "../components.js";
import { run } from "../run-program.js";
import { plain } from "./client.js";
import { RawKernel, type RawKernelSpec } from "./raw-kernel.js";

/**
 * The requests that the Jupyter extension of VS Code sends to a kernel which is not Python's, with the members it
 * sends (read from its sources, July 2026).
 */
describeWith(["build"], "VS Code", () => {
  let folder: string;
  let spec: RawKernelSpec;
  let kernel: RawKernel;

  beforeAll(async () => {
    vi.spyOn(console, "debug").mockImplementation(() => undefined);
    folder = mkdtempSync(join(tmpdir(), "layerlab vscode-"));
    await run(process.execPath, [
      join(ROOT, "dist/kernel/bin.js"),
      ...["kernel", "install", "--prefix", folder],
    ]);
    // One of the places where the extension looks for kernelspecs.
    spec = JSON.parse(readFileSync(join(folder, "share/jupyter/kernels/layerlab/kernel.json"), "utf8"));
    kernel = await RawKernel.launch(spec, folder);
  }, 60_000);
  afterAll(async () => {
    await kernel?.dispose();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  afterEach(() => {
    expect(kernel?.complaints, "messages that JupyterLab's validation did not take").toEqual([]);
  });

  type Content = Parameters<Kernel.IKernelConnection["requestExecute"]>[0];

  /** What the extension asks for a cell that is run by hand. */
  const CELL = { silent: false, stop_on_error: false, allow_stdin: true, store_history: true } as const;
  /** For code of its own: a user's start-up commands, other extensions. */
  const SILENTLY = { ...CELL, store_history: false } as const;

  async function execute(code: string, how: Omit<Content, "code"> = CELL, answer?: string) {
    const future = kernel.connection.requestExecute({ code, ...how }, false, {
      cellId: "vscode-notebook-cell:1",
    });
    const messages: KernelMessage.IIOPubMessage[] = [];
    future.onIOPub = (message) => {
      messages.push(message);
    };
    future.onStdin = (message) => {
      if (answer === undefined || !KernelMessage.isInputRequestMsg(message)) return;
      kernel.connection.sendInputReply({ value: answer, status: "ok" }, message.header);
    };
    const { content } = await future.done;
    return {
      reply: content,
      types: messages.map(({ header }) => header.msg_type),
      data: messages.find(KernelMessage.isExecuteResultMsg)?.content.data,
      text: messages
        .filter(KernelMessage.isStreamMsg)
        .map(({ content: { text } }) => text)
        .join(""),
    };
  }

  test("the start: widgets' target, kernel info, start-up commands, idle", async () => {
    expect(spec.argv.filter((part) => part.includes("{connection_file}"))).toEqual(["{connection_file}"]);
    kernel.connection.registerCommTarget("jupyter.widget", () => undefined);
    const before = (await execute("0")).reply.execution_count ?? 0;
    const commands = await execute("const fromSettings = 1;", SILENTLY);
    expect(commands.types).toEqual(["status", "execute_input", "status"]);
    expect((await kernel.connection.requestKernelInfo())?.content).toMatchObject({
      status: "ok",
      language_info: { name: "typescript", file_extension: ".ts" },
    });
    expect(kernel.connection.status).toBe("idle");
    expect((await kernel.connection.requestCommInfo({ target_name: "jupyter.widget" })).content).toEqual({
      status: "ok",
      comms: {},
    });
    // What the settings declared is there, and has no number.
    const { reply, data } = await execute("fromSettings");
    expect({ count: reply.execution_count, data }).toEqual({
      count: before + 1,
      data: { "text/plain": "1" },
    });
  });

  test("silent: nothing is shown, the state changes", async () => {
    const { types } = await execute("globalThis.quiet = 1; console.log(2); 3", { ...SILENTLY, silent: true });
    expect(types).toEqual(["status", "status"]);
    expect((await execute("Reflect.get(globalThis, 'quiet')")).data).toEqual({ "text/plain": "1" });
  });

  test("cells run one after another; one that fails stops none, as stop_on_error is false", async () => {
    const cells = await Promise.all([
      execute("const a = 1;"),
      execute("throw new Error('in the middle')"),
      execute("a + 1"),
    ]);
    const first = cells[0]?.reply.execution_count ?? 0;
    expect(cells.map(({ reply }) => [reply.status, reply.execution_count])).toEqual([
      ["ok", first],
      ["error", first + 1],
      ["ok", first + 2],
    ]);
    expect(cells[1]?.types).toEqual(["status", "execute_input", "error", "status"]);
    expect(cells[2]?.data).toEqual({ "text/plain": "2" });
  });

  test("completion: the whole document and an offset in it; ranges for each item", async () => {
    const code = "const shipment = { crates: 3 };\nshipment.cra\nconsole.log(1);";
    const cursor_pos = code.indexOf("\nconsole");
    const { content } = await kernel.connection.requestComplete({ code, cursor_pos });
    const start = cursor_pos - "cra".length;
    expect(content).toEqual({
      status: "ok",
      matches: ["crates"],
      cursor_start: start,
      cursor_end: cursor_pos,
      metadata: {
        // All or none: the extension takes these when there is one with a text for each match.
        _jupyter_types_experimental: [{ text: "crates", type: "property", start, end: cursor_pos }],
      },
    });
  });

  test("an item of the list is resolved by inspecting the line up to it", async () => {
    const code = "docker.history";
    const { content } = await kernel.connection.requestInspect({
      code,
      cursor_pos: code.length,
      detail_level: 0,
    });
    expect(content).toMatchObject({ status: "ok", found: true });
    // It shows this one, as Markdown.
    const text = content.status === "ok" ? String(content.data["text/plain"]) : "";
    expect(plain(text)).toContain("history");
  });

  test("input: the box at the top of the window", async () => {
    expect((await execute("await input('Name? ')", CELL, "Grace")).data).toEqual({ "text/plain": "'Grace'" });
  });

  test("a widget's comm is opened from a cell and heard", async () => {
    const opened = new Promise<unknown>((resolve) => {
      kernel.connection.registerCommTarget("jupyter.widget", (_, { content, buffers }) =>
        resolve([content.data, buffers?.length]),
      );
    });
    await execute('comm.open("jupyter.widget", { state: { n: 1 } }, { buffers: [new Uint8Array(2)] });');
    expect(await opened).toEqual([{ state: { n: 1 } }, 1]);
  });

  test("interrupt: by a message, as the kernelspec says; variables survive", async () => {
    expect(spec.interrupt_mode).toBe("message");
    await execute("const kept = 5;");
    const future = kernel.connection.requestExecute({ code: "console.log(1); while (true) {}", ...CELL });
    await new Promise<void>((resolve) => {
      future.onIOPub = (message) => {
        if (KernelMessage.isStreamMsg(message)) resolve();
      };
    });
    await kernel.interrupt();
    expect((await future.done).content).toMatchObject({ status: "error", ename: "InterruptedError" });
    expect((await execute("kept")).data).toEqual({ "text/plain": "5" });
  });

  test("debugging is refused in the adapter protocol's form", async () => {
    const { done } = kernel.connection.requestDebug({
      seq: 0,
      type: "request",
      command: "initialize",
      arguments: { clientID: "vscode", adapterID: "", supportsVariableType: true },
    });
    expect((await done).content).toMatchObject({ type: "response", command: "initialize", success: false });
  });

  test("closing the notebook while a cell loops leaves no process; another start knows nothing of the first", {
    timeout: 60_000,
  }, async () => {
    await execute("const before = 1;");
    const looping = kernel.connection.requestExecute({ code: "console.log(1); while (true) {}", ...CELL });
    looping.done.catch(() => undefined);
    await new Promise<void>((resolve) => {
      looping.onIOPub = (message) => {
        if (KernelMessage.isStreamMsg(message)) resolve();
      };
    });
    const started = await kernel.descendants();
    expect(started).not.toEqual([]);
    await kernel.dispose();
    await expect.poll(() => started.filter(isAlive), { timeout: 10_000 }).toEqual([]);
    kernel = await RawKernel.launch(spec, folder);
    expect((await execute("typeof before")).data).toEqual({ "text/plain": "'undefined'" });
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
