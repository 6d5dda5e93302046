import { randomUUID } from "node:crypto";
import { diskFiles } from "../../src/cli/disk-files.js";
import type { CommandIO } from "../../src/cli/io.js";
import type { Lab } from "../../src/lab/lab.js";
import { dim } from "./code-frame.js";
import type { LessonFolder } from "./lesson-folder.js";
import type { CommandTask } from "./protocol.js";
import { bundle } from "./show.js";
import type { TaskContext } from "./task-context.js";

/**
 * Runs a console cell, or one that a magic begins. A command that fails does not fail the cell: in a lesson that is often
 * the point. Its exit code is shown and the next line runs, as in a terminal.
 */
export async function runCommands(
  task: CommandTask,
  lab: Lab,
  folder: LessonFolder,
  context: TaskContext,
): Promise<void> {
  switch (task.kind) {
    case "shell":
      await withIO(context, folder, (io) => lab.shell(task.container, task.script, io));
      return;
    case "dockerfile":
      await withIO(context, folder, (io) =>
        lab.console(`docker build ${task.options} -f - .`, {
          ...io,
          readAll: () => Promise.resolve(new TextEncoder().encode(task.text)),
        }),
      );
      return;
    case "file": {
      const bytes = folder.write(task.path, task.content, task.append);
      const done = task.append ? "Added to" : "Wrote";
      context.output({ type: "stream", name: "stdout", text: `${done} ${task.path} (${bytes} bytes)\n` });
      return;
    }
    case "console":
      break;
  }
  for (const command of task.commands) {
    context.throwIfInterrupted();
    // With several commands in a cell the reader must see which output is whose, as a terminal shows it.
    if (task.commands.length > 1) context.output({ type: "stream", name: "stdout", text: `$ ${command}\n` });
    await withIO(context, folder, (io) => lab.console(command, io));
  }
}

async function withIO(
  context: TaskContext,
  folder: LessonFolder,
  run: (io: CommandIO) => Promise<number>,
): Promise<void> {
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
    live: () => {
      const displayId = randomUUID();
      let shown = false;
      return (data) => {
        context.output({ type: "display", display: bundle(data), displayId, update: shown });
        shown = true;
      };
    },
    ...(context.allowStdin ? { readLine: (prompt: string) => context.ask(prompt, false) } : {}),
    signal: context.signal,
    files: diskFiles(folder.path),
    isTTY: false,
    isNotebook: true,
  });
  for (const name of ["stdout", "stderr"] as const) write(name, decoders[name].decode());
  if (exitCode !== 0)
    context.output({ type: "stream", name: "stderr", text: `${dim(`[exit ${exitCode}]`)}\n` });
}
