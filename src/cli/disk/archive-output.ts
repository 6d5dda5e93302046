import { UsageError } from "../../errors/cli.js";
import { parent } from "../../posix/path.js";
import { type CommandIO, showsInNotebook } from "../command-io.js";
import type { OptionSpec } from "../syntax/option-spec.js";
import type { ParsedOptions } from "../syntax/parsed-options.js";
import { hostFiles } from "./archive-input.js";
import type { HostFiles } from "./host-files.js";

export const OUTPUT: OptionSpec = {
  long: "output",
  short: "o",
  type: "string",
  help: "Write to a file, instead of STDOUT",
};

/**
 * Writes an archive where `--output` says, or to stdout, which must not be a terminal.
 *
 * @param doing completes the client's text for a place it cannot write to: "failed to save image"
 * @param archive is asked for only once it is certain that there is a place for it
 */
export async function writeArchiveOutput(
  io: CommandIO,
  options: ParsedOptions,
  doing: string,
  archive: () => AsyncIterable<Uint8Array>,
): Promise<number> {
  const output = options.text("output") ?? "";
  if (output === "") {
    refuseScreen(io);
    await toStandardOutput(io, archive());
    return 0;
  }
  const files = hostFiles(io);
  checkOutput(files, output, doing);
  await files.write(output, archive());
  return 0;
}

/** Writes an archive to standard output, no faster than it is read there. */
export async function toStandardOutput(io: CommandIO, archive: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of archive) {
    io.signal?.throwIfAborted();
    io.stdout(chunk);
    await io.flushed?.();
  }
}

/** Nobody can use bytes on a screen. @throws {UsageError} */
function refuseScreen(io: CommandIO): void {
  if (io.isTTY || showsInNotebook(io))
    throw new UsageError("cowardly refusing to save to a terminal. Use the -o flag or redirect", 1);
}

/**
 * Refuses an output path before anything is read, as the client does.
 *
 * @throws {UsageError}
 */
function checkOutput(files: HostFiles, output: string, doing: string): void {
  const path = files.absolute(output);
  if (files.stat(parent(path)) === undefined)
    throw new UsageError(
      `${doing}: invalid output path: stat ${parent(output)}: no such file or directory`,
      1,
    );
  if (files.stat(path)?.kind === "directory")
    throw new UsageError(`${doing}: cannot write to a directory`, 1);
}
