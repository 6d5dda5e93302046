/**
 * What made a layer, in the fewest words: the Dockerfile instruction inside `/bin/sh -c #(nop) …` and behind
 * BuildKit's `# buildkit`, or the command itself.
 */
function madeBy(createdBy: string): string {
  const text = createdBy.replace(/\s+/g, " ").trim();
  const instruction = /^\/bin\/sh -c #\(nop\) +(.*)$/.exec(text)?.[1] ?? text;
  return instruction.replace(/ # buildkit$/, "").trim();
}

/** The same with content hashes shortened, for labels: `ADD file:07cdbabf7829… in /`. */
export function madeByBriefly(createdBy: string): string {
  return madeBy(createdBy).replace(/\b([0-9a-f]{12})[0-9a-f]{28,}\b/g, "$1…");
}

/** A comment that says something about the layer. BuildKit's own, which it writes for every step, does not. */
export function ownComment(comment: string): string {
  return comment.startsWith("buildkit.") ? "" : comment;
}
