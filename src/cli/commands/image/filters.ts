import type { Engine } from "../../../engine/engine.js";
import type { ImageSummary } from "../../../engine/images.js";
import { UsageError } from "../../../errors/cli.js";
import { BadPatternError } from "../../../errors/go.js";
import { matchPath } from "../../../go/path.js";
import { splitTag } from "../../../oci/reference.js";
import { splitAssignment } from "../../../posix/environment.js";
import { timeOption } from "../../time-option.js";

type Filters = ReadonlyMap<string, readonly string[]>;

/** Those that `docker images` knows; a value may be given several times. */
const KNOWN: ReadonlySet<string> = new Set(["before", "dangling", "label", "reference", "since", "until"]);

/**
 * The images that pass every filter, each with only those names that pass, as moby's image service chooses them
 * (`daemon/images/images.go`): of several times the stricter counts, labels must all be there, a name must fit one pattern.
 *
 * @throws {UsageError} a filter or a value that Docker refuses, in its words
 * @throws {NoSuchImageError} the image that `before` or `since` names
 */
export async function chooseImages(
  engine: Engine,
  images: readonly ImageSummary[],
  texts: readonly string[],
  now: Date,
): Promise<readonly ImageSummary[]> {
  const filters = grouped(texts);
  const dangling = danglingOf(filters.get("dangling"));
  const before = [
    ...(await timesOf(engine, filters.get("before"))),
    ...(filters.get("until") ?? []).flatMap(
      (value) => timeOption(value, now, "Error response from daemon") ?? [],
    ),
  ];
  const since = await timesOf(engine, filters.get("since"));
  return images
    .filter(({ created }) => {
      const time = Date.parse(created);
      return before.every((other) => time < other) && since.every((other) => time > other);
    })
    .filter(({ labels }) => (filters.get("label") ?? []).every((label) => hasLabel(labels, label)))
    .flatMap((image) => named(image, filters.get("reference")))
    .filter(({ tags }) => dangling === undefined || (tags.length === 0) === dangling);
}

function grouped(texts: readonly string[]): Filters {
  const filters = new Map<string, string[]>();
  for (const text of texts) {
    const [name, value = ""] = splitAssignment(text);
    if (!KNOWN.has(name)) throw refusal(`invalid filter '${name}'`);
    filters.set(name, [...(filters.get(name) ?? []), value]);
  }
  return filters;
}

function danglingOf(values: readonly string[] | undefined): boolean | undefined {
  if (values === undefined) return undefined;
  const isTrue = values.some((value) => value === "true" || value === "1");
  const isFalse = values.some((value) => value === "false" || value === "0");
  if (isTrue === isFalse) throw refusal(`invalid filter 'dangling=[${values.join(" ")}]'`);
  return isTrue;
}

async function timesOf(engine: Engine, names: readonly string[] = []): Promise<readonly number[]> {
  const images = await Promise.all(names.map((name) => engine.inspectImage(name)));
  return images.map(({ Created }) => Date.parse(Created ?? ""));
}

/** `name`, or `name=value`. */
function hasLabel(labels: ImageSummary["labels"], label: string): boolean {
  const [name, value] = splitAssignment(label);
  const found = labels?.[name];
  return found !== undefined && (value === undefined || found === value);
}

function named(image: ImageSummary, patterns: readonly string[] | undefined): readonly ImageSummary[] {
  if (patterns === undefined) return [image];
  const fits = (name: string): boolean => patterns.some((pattern) => matchesReference(name, pattern));
  const tags = image.tags.filter(fits);
  const digests = image.digests.filter((digest) => fits(digest.split("@", 1)[0] ?? ""));
  return tags.length + digests.length === 0 ? [] : [{ ...image, tags, digests }];
}

function matchesReference(name: string, pattern: string): boolean {
  try {
    return matchPath(pattern, name) || matchPath(pattern, splitTag(name).repository);
  } catch (error) {
    if (!(error instanceof BadPatternError)) throw error;
    throw refusal(error.message);
  }
}

function refusal(reason: string): UsageError {
  return new UsageError(`Error response from daemon: ${reason}`, 1);
}
