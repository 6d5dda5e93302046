import { gunzip, gzip } from "#platform/compression";
import { FileSystemError } from "../../errors/filesystem.js";
import { CompressedDataError } from "../../errors/platform.js";
import { absolute } from "../../posix/path.js";
import type { ProgramContext } from "../../process/programs.js";

const OPTIONS =
  /^(?:-[cdfknq1-9]+|--(?:stdout|to-stdout|decompress|uncompress|force|keep|no-name|quiet|fast|best)|-)$/;

/**
 * `gzip`, `gunzip` and `zcat` as parts of a pipe. just-bash takes a second for each five megabytes that come that way, and an
 * archive of `docker save` has a hundred. The levels differ in size only, and one has to do.
 *
 * @returns undefined if the call replaces files, or asks for something else
 */
export async function throughGzip(name: string, context: ProgramContext): Promise<number | undefined> {
  const args = context.argv.slice(1);
  const options = args.filter((arg) => arg.startsWith("-") && arg !== "-");
  const files = args.filter((arg) => !arg.startsWith("-"));
  const has = (pattern: RegExp): boolean => options.some((option) => pattern.test(option));
  if (!options.every((option) => OPTIONS.test(option))) return undefined;
  if (files.length > 0 && name !== "zcat" && !has(/^(?:-\w*c|--(?:to-)?stdout$)/)) return undefined;
  const { stdin } = context;
  if (files.length === 0 && stdin.length === 0) return undefined;
  const isDecompressing = name !== "gzip" || has(/^(?:-\w*d|--(?:de|un)compress$)/);
  let status = 0;
  for (const file of files.length === 0 ? ["stdin"] : files) {
    const bytes = files.length === 0 ? stdin : contentOf(file, name, context);
    if (bytes === undefined || !(await through(bytes, isDecompressing, file, context))) status = 1;
  }
  return status;
}

function contentOf(file: string, name: string, { fs, cwd, stderr }: ProgramContext): Uint8Array | undefined {
  try {
    return fs.readFile(absolute(cwd, file));
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    stderr(`${name === "zcat" || name === "gunzip" ? "gzip" : name}: ${file}: ${error.strerror}\n`);
    return undefined;
  }
}

/** @returns false if it could not */
async function through(
  bytes: Uint8Array,
  isDecompressing: boolean,
  file: string,
  context: ProgramContext,
): Promise<boolean> {
  try {
    for await (const chunk of isDecompressing ? gunzip(once(bytes)) : gzip([bytes])) context.stdout(chunk);
    return true;
  } catch (error) {
    if (!(error instanceof CompressedDataError)) throw error;
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
    context.stderr(`\ngzip: ${file}: ${isGzip ? "unexpected end of file" : "not in gzip format"}\n`);
    return false;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
