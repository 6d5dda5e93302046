import type { Instruction } from "../dockerfile/parse.js";
import type { WrittenStep } from "./step.js";

/**
 * What an instruction was read with.
 *
 * @param readIn the directory that a COPY, ADD or WORKDIR starts from; an operation that runs has its own
 */
export function writtenStep(
  instruction: Instruction,
  environment: ReadonlyMap<string, string>,
  readIn: string | undefined,
): WrittenStep {
  const heredocs = instruction.heredocs.map(({ name, content }) => ({ name, content }));
  if (readIn === undefined) return { heredocs };
  return { heredocs, variables: namedVariables(instruction, environment), cwd: readIn };
}

/** Those that a line and what is written below it name, `NAME=value`. */
function namedVariables(
  { original, heredocs }: Instruction,
  environment: ReadonlyMap<string, string>,
): readonly string[] {
  const texts = [original, ...heredocs.flatMap(({ content, expand }) => (expand ? [content] : []))];
  const names = texts.flatMap((text) => Array.from(text.matchAll(/\$\{?(\w+)/g), ([, name = ""]) => name));
  return [...new Set(names)].flatMap((name) => {
    const value = environment.get(name);
    return value === undefined ? [] : [`${name}=${value}`];
  });
}
