import { imagesBundle } from "../../../display/images.js";
import { imageTreeText } from "../../../display/text/image-tree.js";
import { damageText, imageFields, imagesFormat } from "../../../display/text/images.js";
import { UsageError } from "../../../errors/cli.js";
import { isPlainTable, listText } from "../../list-output.js";
import { show } from "../../show-bundle.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { FILTER, FORMAT_LIST, NO_TRUNC } from "../shared-options.js";
import { chooseImages } from "./filters.js";

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
    { long: "tree", type: "bool", help: "List multi-platform images as a tree (EXPERIMENTAL)" },
  ],
  args: { min: 0, max: 1 },
  run,
};

async function run({ engine, io, now, options, args: [only] }: Invocation): Promise<number> {
  const isTree = options.flag("tree");
  if (isTree) refuseWithTree(options);
  const filters = options.list("filter");
  const chosen = await chooseImages(
    engine,
    await engine.images({ all: options.flag("all") }),
    only === undefined ? filters : [...filters, `reference=${only}`],
    now(),
  );
  const damage = damageText(chosen);
  if (damage !== "") io.stderr(damage);
  if (isTree) {
    io.stdout(imageTreeText(chosen, options.flag("all"), io.columns));
    return 0;
  }
  const noTrunc = options.flag("no-trunc");
  const digests = options.flag("digests");
  const withDigests = digests || /\{\{ *\.Digest *\}\}/.test(options.text("format") ?? "");
  const output = {
    quiet: options.flag("quiet"),
    format: options.text("format"),
  };
  if (isPlainTable(output) && !noTrunc) {
    show(io, imagesBundle(chosen, { now: now(), digests }));
    return 0;
  }
  const fields = chosen.flatMap((image) => imageFields(image, { now: now(), noTrunc, digests: withDigests }));
  io.stdout(listText(imagesFormat(digests), fields, output));
  return 0;
}

/** In Docker's order, and with its name for `--digests`. */
function refuseWithTree(options: Invocation["options"]): void {
  const given = [
    ["quiet", options.flag("quiet")],
    ["no-trunc", options.flag("no-trunc")],
    ["show-digest", options.flag("digests")],
    ["format", (options.text("format") ?? "") !== ""],
  ] as const;
  const [name] = given.find(([, isGiven]) => isGiven) ?? [];
  if (name !== undefined) throw new UsageError(`--${name} is not yet supported with --tree`, 1);
}
