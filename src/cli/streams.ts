import { ArchiveError } from "../errors/archive.js";
import { UsageError } from "../errors/cli.js";
import { InvalidLayerError } from "../errors/layer.js";
import type { HostFiles } from "./host-files.js";
import type { CommandIO } from "./io.js";

/** Files of the machine, or why there are none. @throws {UsageError} */
export function hostFiles(io: CommandIO): HostFiles {
  if (io.files !== undefined) return io.files;
  throw new UsageError("there are no files outside of containers here, so none can be read or written", 1);
}

/** Standard input as a stream; `undefined` where it is a terminal, or a cell. */
export function standardInput(io: CommandIO): AsyncIterable<Uint8Array> | undefined {
  if (io.stdin !== undefined) return io.stdin();
  const { readAll } = io;
  if (readAll === undefined || io.readLine !== undefined) return undefined;
  return (async function* () {
    yield await readAll();
  })();
}

/** Writes an archive to standard output, as fast as it is taken. */
export async function toStandardOutput(io: CommandIO, archive: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of archive) {
    io.signal?.throwIfAborted();
    io.stdout(chunk);
    await io.flushed?.();
  }
}

/** Bytes on a screen help nobody. @throws {UsageError} */
export function refuseScreen(io: CommandIO): void {
  if (io.isTTY || io.isNotebook)
    throw new UsageError("cowardly refusing to save to a terminal. Use the -o flag or redirect", 1);
}

/**
 * Refuses a place for an archive before anything is read, as the client does.
 *
 * @param doing `failed to save image`
 * @throws {UsageError}
 */
export function checkOutput(files: HostFiles, output: string, doing: string): void {
  const path = files.absolute(output);
  const parent = path.slice(0, path.lastIndexOf("/")) || "/";
  const shown = output.includes("/") ? output.slice(0, output.lastIndexOf("/")) || "/" : ".";
  if (files.stat(parent) === undefined)
    throw new UsageError(`${doing}: invalid output path: stat ${shown}: no such file or directory`, 1);
  if (files.stat(path)?.kind === "directory")
    throw new UsageError(`${doing}: cannot write to a directory`, 1);
}

/** An archive that the daemon could not read, in the daemon's words. */
export async function readingArchive<Result>(prefix: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof ArchiveError || error instanceof InvalidLayerError)
      throw new UsageError(`${prefix}${error.data.reason}`, 1);
    throw error;
  }
}
