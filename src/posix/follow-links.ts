import { MAX_LINKS } from "./limits.js";
import { components, join, parent } from "./path.js";

/**
 * Where an absolute path leads when symbolic links are followed, one component at a time; `undefined` after too many
 * links. Nothing leads above `root`, and absolute links start there.
 *
 * @param targetOf the target of a link at a path, `undefined` for anything else or for a link that is to stay. `isLast`:
 *   no component comes after it
 */
export function followLinks(
  path: string,
  targetOf: (path: string, isLast: boolean) => string | undefined,
  root = "/",
): string | undefined {
  const pending = components(path).reverse();
  let at = "/";
  let links = 0;
  for (;;) {
    const part = pending.pop();
    if (part === undefined) return at;
    if (part === "..") {
      if (at !== root) at = parent(at);
      continue;
    }
    const next = join(at, part);
    const target = targetOf(next, pending.length === 0);
    if (target === undefined) {
      at = next;
      continue;
    }
    links += 1;
    if (links > MAX_LINKS) return undefined;
    if (target.startsWith("/")) at = root;
    pending.push(...components(target).reverse());
  }
}
