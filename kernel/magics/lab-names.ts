import { split } from "../../src/posix/path.js";
import type { LabName } from "../cells/compile/compiler.js";
import type { Named, Question } from "../cells/task.js";

/** Asks the lab for names. */
export type Ask = (question: Question) => Promise<readonly Named[]>;

/**
 * Paths that start with `word`, in a container or in the lesson's folder. A directory ends in `/`, so that the
 * next Tab goes into it.
 */
export async function completePath(word: string, ask: Ask, container?: string): Promise<readonly Named[]> {
  const [directory] = split(word);
  const where = container === undefined ? {} : { container };
  const entries = await ask({ about: "directory", ...where, path: directory === "" ? "." : directory });
  return entries.map(({ name, kind }) => ({
    name: `${directory}${name}${kind === "directory" ? "/" : ""}`,
    kind,
  }));
}

/**
 * Names of images, as people write them.
 * @param built whether those count that would still have to be pulled: for `run` and `FROM`, not for `rmi`
 */
export async function completeImage(ask: Ask, built: "with built-in" | "stored"): Promise<readonly Named[]> {
  const names = await ask({ about: "names" });
  return names
    .filter(({ kind }) => kind === "image" || (kind === "built-in image" && built === "with built-in"))
    .flatMap(withoutLatest);
}

export async function completeContainer(ask: Ask): Promise<readonly Named[]> {
  const names = await ask({ about: "names" });
  return names.filter(({ kind }) => kind === "container" || kind === "stopped container");
}

/** What a string in TypeScript may name. */
export async function completeNames(names: LabName, ask: Ask): Promise<readonly Named[]> {
  switch (names) {
    case "image":
      return completeImage(ask, "stored");
    case "image to pull":
      return completeImage(ask, "with built-in");
    case "container":
      return completeContainer(ask);
    case "image or container":
      return [...(await completeImage(ask, "stored")), ...(await completeContainer(ask))];
  }
}

export function completeProgram(container: string, ask: Ask): Promise<readonly Named[]> {
  return ask({ about: "programs", container });
}

/** People write `ubuntu` for `ubuntu:latest`. */
function withoutLatest(image: Named): Named[] {
  return image.name.endsWith(":latest")
    ? [{ ...image, name: image.name.slice(0, -":latest".length) }, image]
    : [image];
}

/** What is possible at the end of a line, and the word that it would replace. */
export interface LineCompletion {
  /** The word at the end of the line, which is being typed. */
  readonly word: string;
  readonly matches: readonly Named[];
}

/** Those that start with the word, each once, in order. */
export function completeFrom(candidates: readonly Named[], word: string): LineCompletion {
  const matching = candidates.filter(({ name }) => name.startsWith(word));
  const unique = new Map(matching.map((each) => [each.name, each]));
  return { word, matches: [...unique.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
