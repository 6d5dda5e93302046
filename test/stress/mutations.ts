import type { Random } from "./stress.js";

/** Bytes that are almost the given ones: what a broken wire, a broken disk or an enemy makes of them. */
export function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = random.below(copy.length + 1);
  const length = 1 + random.below(600);
  switch (random.below(7)) {
    case 0:
      if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
      return copy;
    case 1:
      return copy.subarray(0, at);
    case 2:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(Math.max(0, at - length))]);
    case 3:
      return copy.fill(random.below(256), at, at + length);
    case 4:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(at + length)]);
    case 5:
      return Buffer.concat([copy, Uint8Array.from({ length }, () => random.below(256))]);
    default:
      return new Uint8Array(0);
  }
}

const ODD: readonly [unknown, ...unknown[]] = [
  null,
  true,
  -1,
  1e308,
  2 ** 53,
  "",
  "../../../../outside",
  "sha256:../../../outside",
  `sha256:${"0".repeat(64)}`,
  "\u0000\u001b[2J",
  "x".repeat(70_000),
  [],
  [[[]]],
  {},
  { digest: "sha256:../x", size: -5, mediaType: "x" },
];

/** A JSON document with something odd in a place of it. */
export function oddDocument(document: unknown, random: Random): unknown {
  if (typeof document !== "object" || document === null || random.below(4) === 0) return random.pick(ODD);
  if (Array.isArray(document)) {
    if (random.below(4) === 0) return [...document, random.pick(ODD)];
    const at = random.below(document.length);
    return document.map((item, index) => (index === at ? oddDocument(item, random) : item));
  }
  const names = Object.keys(document);
  const name = names[random.below(names.length)] ?? "more";
  if (random.below(5) === 0)
    return Object.fromEntries(Object.entries(document).filter(([key]) => key !== name));
  return { ...document, [name]: oddDocument(Reflect.get(document, name), random) };
}
