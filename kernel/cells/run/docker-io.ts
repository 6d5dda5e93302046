import type { CommandIO } from "../../../src/cli/command-io.js";
import type { HostFiles } from "../../../src/cli/disk/host-files.js";
import type { Lab } from "../../../src/lab/lab.js";
import { missingThingAdvice } from "../missing-things.js";
import { dim } from "../show/code-frame.js";
import { bundle } from "../show/show.js";
import type { Output } from "../task.js";
import type { TaskContext } from "./task-context.js";

/** The lab as tasks see it, once it is open. */
export interface OpenedLab {
  readonly lab: Lab;
  readonly folder: Folder;
  /** The lesson's folder, as docker's commands use it. */
  readonly files: HostFiles;
}

/** The folder that a lesson works in. */
interface Folder {
  readonly path: string;
  /** Writes or appends to a file in it, making directories. Returns the number of bytes given. */
  write(name: string, content: string, append: boolean): number;
}

/** As much of what is written to stderr is looked at for what to advise. */
const COMPLAINTS = 4096;

/** Runs something that writes like a program; everything shows in the cell, followed by the exit code if it is not 0. */
export async function runDocker(
  context: TaskContext,
  { files }: OpenedLab,
  run: (io: CommandIO) => Promise<number>,
): Promise<void> {
  // A command learns of the interrupt by its signal, and prints while it comes to its end. An error thrown at that would end the
  // shell of a container, which is to stay.
  const output = (shown: Output): void => {
    if (!context.signal.aborted) context.output(shown);
  };
  let complaints = "";
  // One decoder per stream, for this command alone: a character may be split between two chunks.
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const write = (name: "stdout" | "stderr", chunk: string | Uint8Array): void => {
    const text = typeof chunk === "string" ? chunk : decoders[name].decode(chunk, { stream: true });
    if (text !== "") output({ type: "stream", name, text });
    // Of an image that it has to pull, docker speaks on stdout here: on stderr it would have red ground.
    if (name === "stderr" || text.startsWith("Unable to find"))
      complaints = (complaints + text).slice(-COMPLAINTS);
  };
  const exitCode = await run({
    stdout: (chunk) => write("stdout", chunk),
    stderr: (chunk) => write("stderr", chunk),
    display: (data) => output({ type: "display", display: bundle(data), update: false }),
    live: () => {
      const displayId = crypto.randomUUID();
      let shown = false;
      return (data) => {
        output({ type: "display", display: bundle(data), displayId, update: shown });
        shown = true;
      };
    },
    ...(context.allowStdin ? { readLine: (prompt: string) => context.ask(prompt, false) } : {}),
    signal: context.signal,
    files,
    isTTY: false,
    isNotebook: true,
  });
  for (const name of ["stdout", "stderr"] as const) write(name, decoders[name].decode());
  // Many a lesson's point is that a program fails. Jupyter would put the code on red ground as if the cell had failed.
  if (exitCode !== 0) output({ type: "stream", name: "stdout", text: `${dim(`[exit ${exitCode}]`)}\n` });
  const advice = exitCode === 0 ? undefined : missingThingAdvice(complaints);
  if (advice !== undefined) output({ type: "stream", name: "stdout", text: `${dim(advice)}\n` });
}
