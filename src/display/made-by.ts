/**
 * What made a layer, in the fewest words: the Dockerfile instruction inside `/bin/sh -c #(nop) …` and behind
 * BuildKit's `# buildkit`, or the command itself.
 */
export function madeBy(createdBy: string): string {
  const text = createdBy.replace(/\s+/g, " ").trim();
  const instruction = /^\/bin\/sh -c #\(nop\) +(.*)$/.exec(text)?.[1] ?? text;
  return instruction.replace(/ # buildkit$/, "").trim();
}

/** The same with content hashes shortened: `ADD file:07cdbabf7829… in /`. For places where it is only a label. */
export function madeByBriefly(createdBy: string): string {
  return madeBy(createdBy).replace(/\b([0-9a-f]{12})[0-9a-f]{28,}\b/g, "$1…");
}

/** A comment that says something of the layer; what BuildKit writes beside every step (its own name) does not. */
export function ownComment(comment: string): string {
  return comment.startsWith("buildkit.") ? "" : comment;
}
