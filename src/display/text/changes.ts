import type { Change } from "../../engine/containers.js";

/** `docker diff`: a letter and a path on each line. */
export function changesText(changes: readonly Change[]): string {
  return changes.map((change) => `${change.kind} ${change.path}\n`).join("");
}
