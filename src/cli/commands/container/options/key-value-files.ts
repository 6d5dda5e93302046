import { UsageError } from "../../../../errors/cli.js";
import { concatBytes } from "../../../../platform/concat.js";
import { splitAssignment } from "../../../../posix/environment.js";
import { TOOL_FAILED } from "../../../../posix/exit-status.js";
import type { CommandIO } from "../../../command-io.js";

/** These files are written by people; a device or a mistake must not fill the memory. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Lines of `--env-file` and `--label-file` (docker/cli `pkg/kvfile`): `NAME=value`, unchanged, without quotes or
 * escapes; comments and empty lines are skipped.
 *
 * @param lookUp of a name that stands alone; one that has none is left out
 * @throws {UsageError} {@link HostFileError}
 */
export async function keyValueLines(
  paths: readonly string[],
  io: CommandIO,
  lookUp: (name: string) => string | undefined = () => undefined,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const path of paths) lines.push(...linesOf(await textOf(path, io), path, lookUp));
  return lines;
}

/** The whole of a file of the machine. @throws {UsageError} {@link HostFileError} */
export async function bytesOf(path: string, io: CommandIO): Promise<Uint8Array> {
  if (io.files === undefined)
    throw new UsageError(`open ${path}: there are no files to read here`, TOOL_FAILED);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of io.files.read(path, io.signal)) {
    size += chunk.length;
    if (size > MAX_BYTES)
      throw new UsageError(
        `read ${path}: larger than ${MAX_BYTES} bytes, the most that such a file may have`,
        TOOL_FAILED,
      );
    chunks.push(chunk);
  }
  return concatBytes(chunks);
}

async function textOf(path: string, io: CommandIO): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await bytesOf(path, io));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`invalid env file (${path}): invalid utf8 bytes`, TOOL_FAILED);
  }
}

function linesOf(
  text: string,
  path: string,
  lookUp: (name: string) => string | undefined,
): readonly string[] {
  const fail = (reason: string): never => {
    throw new UsageError(`invalid env file (${path}): ${reason}`, TOOL_FAILED);
  };
  return text.split(/\r?\n/).flatMap((whole) => {
    const line = whole.replace(/^\s+/, "");
    if (line === "" || line.startsWith("#")) return [];
    const [name, value] = splitAssignment(line);
    if (name === "") fail(`no variable name on line '${line}'`);
    if (/[ \t]/.test(name)) fail(`variable '${name}' contains whitespaces`);
    if (value !== undefined) return [line];
    const found = lookUp(name);
    return found === undefined ? [] : [`${name}=${found}`];
  });
}
