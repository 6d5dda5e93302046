import { relative, sep } from "node:path";
import { missingAdvice, missingThingAdvice } from "../../cells/missing-things.js";
import type { Failure } from "../../cells/task.js";

/**
 * What to do about a name that no cell has set, an image, a container or a file that none has made: cells were run out of
 * order, or the kernel was started again.
 *
 * @param folder the lesson's
 * @returns `undefined` for any other failure
 */
export function missingNameAdvice(
  { name, message }: Failure,
  source: string,
  folder: string | undefined,
): string | undefined {
  if (/^NoSuch(Image|Container)Error$/.test(name)) return missingThingAdvice(message);
  const path = /^ENOENT: .* '(.+)'$/.exec(message)?.[1];
  if (path !== undefined && folder !== undefined && path.startsWith(`${folder}${sep}`))
    return missingAdvice(relative(folder, path));
  const missing = name === "ReferenceError" ? /^(.+) is not defined$/.exec(message)?.[1] : undefined;
  if (missing === undefined) return undefined;
  if (isAnswer(missing, source))
    return `This answers a question that has not been asked yet: run its cell first, the one with \`${missing} = lab.predict(…)\`.`;
  return `No cell has set ${missing} since the kernel started: run the one that does, or Run > Run All Above Selected Cell.`;
}

/** `guess.is(…)`, as the answers of lessons are written. */
function isAnswer(missing: string, source: string): boolean {
  const at = source.indexOf(`${missing}.is(`);
  return at >= 0 && !/[\w$.]/.test(source[at - 1] ?? "");
}
