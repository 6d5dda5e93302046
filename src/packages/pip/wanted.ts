import { FileSystemError } from "../../errors/filesystem.js";
import { absolute, split } from "../../posix/path.js";
import type { ProgramContext } from "../../process/programs.js";
import { UsageError } from "./command-line.js";
import { exists } from "./python-layout.js";
import { parseRequirement, type Requirement, requirementLines } from "./requirement.js";

/** The requirement that a word of the command line stands for. @throws {UsageError} {@link InvalidRequirement} */
export function plainRequirement(context: ProgramContext, word: string): Requirement {
  if (/^(https?|git\+|file:)/.test(word))
    throw new UsageError(`ERROR: layerlab: ${word} cannot be fetched: containers here have no network\n`, 1);
  if (word.includes("/") || word === "." || word.endsWith(".whl")) {
    const there = exists(context.fs, absolute(context.cwd, word));
    if (!there)
      throw new UsageError(
        `WARNING: Requirement '${word}' looks like a filename, but the file does not exist\nERROR: ${word} is not a valid wheel filename.\n`,
        1,
      );
    throw new UsageError(`ERROR: layerlab: packages cannot be built from files here: ${word}\n`, 1);
  }
  return parseRequirement(word);
}

/** The requirements of a file, and of those it names with `-r`. @throws {UsageError} {@link InvalidRequirement} */
export function readRequirements(
  context: ProgramContext,
  file: string,
  above: readonly string[] = [],
): Requirement[] {
  const path = absolute(context.cwd, file);
  if (above.includes(path)) return [];
  let content: Uint8Array;
  try {
    content = context.fs.readFile(path);
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    const number = error.code === "ENOENT" ? 2 : error.code === "EISDIR" ? 21 : 13;
    throw new UsageError(
      `ERROR: Could not open requirements file: [Errno ${number}] ${error.strerror}: '${file}'\n`,
      1,
    );
  }
  return requirementLines(new TextDecoder().decode(content)).flatMap(({ text, line }) => {
    const [, nested] = /^(?:-r|--requirement)[\s=]+(\S+)/.exec(text) ?? [];
    if (nested !== undefined) {
      const [folder] = split(file);
      return readRequirements(context, nested.startsWith("/") ? nested : folder + nested, [...above, path]);
    }
    // Options for indexes and hashes do not matter: there is only one index.
    if (text.startsWith("-")) return [];
    const plain = text.replace(/\s+--hash.*$/, "");
    return [parseRequirement(plain, `-r ${file} (line ${line})`, ` (from line ${line} of ${file})`)];
  });
}
