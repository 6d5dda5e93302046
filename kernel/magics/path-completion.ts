import type { Named, Question } from "../session/protocol.js";

/** Asks the lab for names. */
export type Ask = (question: Question) => Promise<readonly Named[]>;

/**
 * Paths that go on from `word`: of a container, or of the lesson's folder. A directory ends in `/`, so that the
 * next Tab goes into it.
 */
export async function completePath(word: string, ask: Ask, container?: string): Promise<readonly Named[]> {
  const directory = word.slice(0, word.lastIndexOf("/") + 1);
  const where = container === undefined ? {} : { container };
  const entries = await ask({ about: "directory", ...where, path: directory === "" ? "." : directory });
  return entries.map(({ name, kind }) => ({
    name: `${directory}${name}${kind === "directory" ? "/" : ""}`,
    kind,
  }));
}

export function completeProgram(container: string, ask: Ask): Promise<readonly Named[]> {
  return ask({ about: "programs", container });
}
