import type { Change } from "../../engine/engine.js";

/** `docker diff`: a letter and a path a line. */
export function changesText(changes: readonly Change[]): string {
  return changes.map((change) => `${change.kind} ${change.path}\n`).join("");
}
