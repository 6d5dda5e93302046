import { UsageError } from "../../../../errors/cli.js";
import { HostFileError } from "../../../../errors/host.js";
import type { CommandIO } from "../../../command-io.js";

/**
 * `--cidfile`: the file must not be there before the container is. Returns what writes the id.
 *
 * @throws {UsageError}
 */
export async function openIdFile(path: string, { files }: CommandIO): Promise<(id: string) => Promise<void>> {
  if (path === "") return async () => {};
  if (files === undefined)
    throw new UsageError(`failed to create the container ID file: open ${path}: there are no files here`, 1);
  if (files.lstat(path) !== undefined)
    throw new UsageError(
      `container ID file found, make sure the other container isn't running or delete ${path}`,
      1,
    );
  const directory = files.lstat(`${path.replace(/[^/]*$/, "") || "./"}`);
  if (directory === undefined)
    throw new UsageError(
      `failed to create the container ID file: open ${path}: no such file or directory`,
      1,
    );
  return async (id) => {
    try {
      await files.write(path, text(id));
    } catch (error) {
      if (!(error instanceof HostFileError)) throw error;
      throw new UsageError(`failed to write the container ID to the file: ${error.message}`, 1);
    }
  };
}

async function* text(id: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(id);
}
