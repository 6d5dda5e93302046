import { createTwoFilesPatch } from "diff";

/** A unified diff of two texts; `undefined` if one of them is not text. */
export function textDiff(path: string, before: Uint8Array, after: Uint8Array): string | undefined {
  if (before.includes(0) || after.includes(0)) return undefined;
  const [old, now] = [before, after].map((bytes) => new TextDecoder().decode(bytes));
  if (old === undefined || now === undefined) return undefined;
  const patch = createTwoFilesPatch(path, path, old, now, "before", "now", { context: 2 });
  return patch.replace(/^=+\n/, "");
}
