import { isRecord } from "../../go/reflect/value.js";
import { join } from "../../posix/path.js";
import { type BakeTarget, membersOf, textsOf } from "./bake-file.js";
import { refusal } from "./refusal.js";

/** A target as the line of a `build` that does the same. */
export interface BakeLine {
  readonly words: readonly string[];
  /** What stands in the file instead of a Dockerfile; it goes to the build's standard input. */
  readonly inline: string | undefined;
}

/** Members that are an option with the same text, or a list of them. */
const OPTIONS: Readonly<Record<string, string>> = {
  tags: "tag",
  target: "target",
  network: "network",
  output: "output",
  secret: "secret",
  platforms: "platform",
  "cache-from": "cache-from",
  "cache-to": "cache-to",
  "no-cache-filter": "no-cache-filter",
  annotations: "annotation",
  attest: "attest",
  ssh: "ssh",
  "shm-size": "shm-size",
  ulimits: "ulimit",
  entitlements: "allow",
};

/** Members whose names and values are one option each. */
const MAPS: Readonly<Record<string, string>> = {
  args: "build-arg",
  labels: "label",
  contexts: "build-context",
};

const OTHERS = new Set([
  "context",
  "dockerfile",
  "dockerfile-inline",
  "no-cache",
  "pull",
  "description",
  "name",
]);

/** @throws {UsageError} for a member that nobody knows */
export function lineOf(name: string, target: BakeTarget): BakeLine {
  const words: string[] = [];
  for (const [member, value] of Object.entries(target)) {
    const option = OPTIONS[member];
    const map = MAPS[member];
    if (option !== undefined) for (const text of specsOf(value)) words.push(`--${option}=${text}`);
    else if (map !== undefined) words.push(...pairs(value).map((pair) => `--${map}=${pair}`));
    else if (!OTHERS.has(member))
      throw refusal(
        `target ${name}: ${member} is not offered by layerlab: what a build line has no option for cannot be baked`,
      );
  }
  for (const flag of ["no-cache", "pull"])
    if (target[flag] === true || target[flag] === "true") words.push(`--${flag}`);
  const { context = ".", dockerfile, "dockerfile-inline": inline } = target;
  const directory = typeof context === "string" ? context : ".";
  if (typeof inline === "string") return { words: [...words, "--file=-", directory], inline };
  if (typeof dockerfile === "string")
    words.push(`--file=${dockerfile.startsWith("/") ? dockerfile : join(directory, dockerfile)}`);
  return { words: [...words, directory], inline: undefined };
}

/** `type=local,dest=out`, or the same as an object. */
function specsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return typeof value === "string" ? [value] : [];
  return value.flatMap((each: unknown) =>
    isRecord(each)
      ? [
          Object.entries(each)
            .map(([key, text]) => `${key}=${String(text)}`)
            .join(","),
        ]
      : textsOf(each),
  );
}

/** An argument without a value is left out, as buildx does it. */
function pairs(value: unknown): readonly string[] {
  return Object.entries(membersOf(value)).flatMap(([name, text]) =>
    text === null || text === undefined ? [] : [`${name}=${String(text)}`],
  );
}
