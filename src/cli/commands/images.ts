import { imagesBundle } from "../../display/images.js";
import { imageFields, imagesFormat, splitTag } from "../../display/text/images.js";
import type { ImageSummary } from "../../engine/engine.js";
import { UsageError } from "../../errors/cli.js";
import { matchesGlob } from "../glob.js";
import { isPlainTable, listText } from "../list-output.js";
import { show } from "../show.js";
import type { CommandSpec, Invocation } from "../spec.js";
import { FILTER, FORMAT_LIST, NO_TRUNC } from "./options.js";

export const imagesCommand: CommandSpec = {
  paths: ["image ls", "images"],
  otherNames: { "image list": "image ls" },
  usage: "[OPTIONS] [REPOSITORY[:TAG]]",
  summary: "List images",
  options: [
    {
      long: "all",
      short: "a",
      type: "bool",
      help: "Show all images (default hides intermediate images)",
    },
    { long: "digests", type: "bool", help: "Show digests" },
    FILTER,
    FORMAT_LIST,
    NO_TRUNC,
    { long: "quiet", short: "q", type: "bool", help: "Only show image IDs" },
  ],
  refused: "tree",
  args: { min: 0, max: 1 },
  run,
};

async function run({ engine, io, now, options, args: [only] }: Invocation): Promise<number> {
  const filters = options.list("filter");
  const chosen = chooseImages(
    await engine.images({ all: options.flag("all") }),
    only === undefined ? filters : [...filters, `reference=${only}`],
  );
  const noTrunc = options.flag("no-trunc");
  const digests = options.flag("digests");
  const output = {
    quiet: options.flag("quiet"),
    format: options.text("format"),
    type: "*formatter.imageContext",
  };
  if (isPlainTable(output) && !noTrunc) {
    show(io, imagesBundle(chosen, { now: now(), digests }));
    return 0;
  }
  const fields = chosen.flatMap((image) => imageFields(image, { now: now(), noTrunc }));
  io.stdout(listText(imagesFormat(digests), fields, output));
  return 0;
}

/** Images that pass every filter; of an image's names only those that pass. */
function chooseImages(images: readonly ImageSummary[], filters: readonly string[]): readonly ImageSummary[] {
  return filters.reduce<readonly ImageSummary[]>((left, filter) => {
    const at = filter.indexOf("=");
    const value = filter.slice(at + 1);
    switch (filter.slice(0, at)) {
      case "dangling":
        if (!/^(true|false|1|0)$/.test(value)) {
          throw new UsageError(`Error response from daemon: invalid filter 'dangling=[${value}]'`, 1);
        }
        return left.filter((image) => (image.tags.length === 0) === (value === "true" || value === "1"));
      case "reference":
        return left.flatMap((image) => {
          const tags = image.tags.filter((tag) => matchesReference(tag, value));
          if (tags.length > 0) return [{ ...image, tags }];
          const repositories =
            image.tags.length > 0 ? [] : image.digests.map((digest) => digest.split("@", 1)[0]);
          return repositories.some((name) => name !== undefined && matchesReference(name, value))
            ? [image]
            : [];
        });
      default:
        throw new UsageError(`Error response from daemon: invalid filter '${filter.slice(0, at)}'`, 1);
    }
  }, images);
}

function matchesReference(name: string, pattern: string): boolean {
  return matchesGlob(pattern, name) || matchesGlob(pattern, splitTag(name).repository);
}
