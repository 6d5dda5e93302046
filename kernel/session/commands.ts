import { diskFiles } from "../../src/cli/disk-files.js";
import type { CommandIO } from "../../src/cli/io.js";
import type { Lab } from "../../src/lab/lab.js";
import { dim } from "./code-frame.js";
import type { CommandTask } from "./protocol.js";
import { bundle } from "./show.js";
import type { TaskContext } from "./task-context.js";

/**
 * Runs a console cell or a `%%sh` cell. A command that fails does not fail the cell: in a lesson that is often
 * the point. Its exit code is shown and the next line runs, as in a terminal.
 */
export async function runCommands(task: CommandTask, lab: Lab, context: TaskContext): Promise<void> {
  if (task.kind === "shell") {
    await withIO(context, (io) => lab.shell(task.container, task.script, io));
    return;
  }
  for (const command of task.commands) {
    context.throwIfInterrupted();
    // With several commands in a cell the reader must see which output is whose, as a terminal shows it.
    if (task.commands.length > 1) context.output({ type: "stream", name: "stdout", text: `$ ${command}\n` });
    await withIO(context, (io) => lab.console(command, io));
  }
}

async function withIO(context: TaskContext, run: (io: CommandIO) => Promise<number>): Promise<void> {
  // One decoder a stream, for this command alone: a character may come in two chunks.
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const write = (name: "stdout" | "stderr", chunk: string | Uint8Array): void => {
    const text = typeof chunk === "string" ? chunk : decoders[name].decode(chunk, { stream: true });
    if (text !== "") context.output({ type: "stream", name, text });
  };
  const exitCode = await run({
    stdout: (chunk) => write("stdout", chunk),
    stderr: (chunk) => write("stderr", chunk),
    display: (data) => context.output({ type: "display", display: bundle(data), update: false }),
    ...(context.allowStdin ? { readLine: (prompt: string) => context.ask(prompt, false) } : {}),
    signal: context.signal,
    files: diskFiles(),
    isTTY: false,
    isNotebook: true,
  });
  for (const name of ["stdout", "stderr"] as const) write(name, decoders[name].decode());
  if (exitCode !== 0)
    context.output({ type: "stream", name: "stderr", text: `${dim(`[exit ${exitCode}]`)}\n` });
}
