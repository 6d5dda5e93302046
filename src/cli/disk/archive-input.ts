import { ArchiveError } from "../../errors/archive.js";
import { UsageError } from "../../errors/cli.js";
import { DaemonError } from "../../errors/engine.js";
import { InvalidLayerError } from "../../errors/layer.js";
import type { CommandIO } from "../command-io.js";
import type { HostFiles } from "./host-files.js";

/** The machine's own files, or a refusal that says why there are none. @throws {UsageError} */
export function hostFiles(io: CommandIO): HostFiles {
  if (io.files !== undefined) return io.files;
  throw new UsageError("there are no files outside containers here, so none can be read or written", 1);
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

/** Reads an archive; what is wrong with it is said in the daemon's words. */
export async function readingArchive<Result>(prefix: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof ArchiveError || error instanceof InvalidLayerError)
      throw new UsageError(`${prefix}${error.data.reason}`, 1);
    // What ends a `load` comes within its output, where Docker has no prefix.
    if (prefix === "" && error instanceof DaemonError) throw new UsageError(error.message, 1);
    throw error;
  }
}
