import type { Copies, CopyReader, LowerCopy, UpperCopy } from "../analysis/copies.js";
import { alignColumns } from "../go/tabwriter.js";
import { humanSize } from "../go/units.js";
import { shortId } from "../oci/digest.js";
import type { MimeBundle } from "./displayable.js";
import { beside, box, down, drawing, mono, name, quiet } from "./drawing/kit.js";
import type { Content, Html } from "./html/element.js";
import { counted } from "./html/folded.js";
import { layerName, layerStory } from "./layer-name.js";
import { mountWords } from "./mounts.js";
import { printable } from "./printable.js";

/** How many containers are shown. */
const MAX_READERS = 12;

/** Copy-on-write of one file: the lower copy, each container's own, and which of them its programs read. */
export function copiesBundle(copies: Copies): MimeBundle {
  return { "text/html": copiesHtml(copies).html, "text/plain": copiesText(copies) };
}

const WORDS =
  "A file of an image is there once. Before a container's first change of it, the whole file is copied into the container's own layer; from then on its programs read that copy, and all others go on reading the lower one.";

function copiesHtml(copies: Copies): Html {
  const readers = copies.readers.slice(0, MAX_READERS);
  const groups = [...new Set(readers.map(({ lower }) => lower))];
  return drawing(
    { title: titleOf(copies), words: WORDS },
    groups.map((lower) => [
      beside(150, readers.filter((reader) => reader.lower === lower).map(drawReader), "bottom"),
      lowerBox(lower === undefined ? undefined : copies.lower[lower]),
    ]),
    moreText(copies) === "" ? undefined : quiet(moreText(copies)),
  );
}

function drawReader(reader: CopyReader): Content {
  return [
    box("paper", {}, name(`${reader.kind} ${printable(reader.name, 60)}`), quiet(readsText(reader))),
    down("reads"),
    upperBox(reader),
  ];
}

function upperBox(reader: CopyReader): Html {
  const { upper, deletes, kind, mount } = reader;
  if (mount !== undefined)
    return box("mount", {}, name(mono(mountWords(mount).target)), quiet(mountWords(mount).what));
  if (upper !== undefined)
    return box(
      "writable",
      { thick: true },
      name(`its own copy${sizeText(upper)}`),
      quiet(differsText(reader)),
    );
  if (deletes) return box("hole", {}, name("hole"), quiet("deleted in its own layer: the lower copy stays"));
  return box(
    "faint",
    {},
    kind === "image" ? "an image has no layer of its own" : "no copy of its own: see below",
  );
}

function lowerBox(copy: LowerCopy | undefined): Html {
  if (copy === undefined) return box("faint", {}, "no lower copy: the image has no such path");
  return box(
    "layer",
    copy.diffId === undefined ? {} : { title: copy.diffId },
    name(`the lower copy, in ${layerName(copy)}${sizeText(copy)}`),
    quiet(
      layerStory(copy, 80),
      copy.diffId === undefined ? undefined : ["  ·  ", mono(shortId(copy.diffId))],
    ),
  );
}

function sizeText({ size, kind }: LowerCopy | UpperCopy): string {
  return size === undefined ? `, ${kind}` : `, ${humanSize(size)}`;
}

function differsText({ upper, lower }: CopyReader): string {
  if (lower === undefined) return "new: there is no lower copy";
  const differs = upper?.differs ?? [];
  if (differs.length === 0) return "nothing in it is different from the lower copy";
  return `different from the lower copy: ${printable(differs.join(", "), 200)}`;
}

function readsText({ reads, upper, mount }: CopyReader): string {
  switch (reads) {
    case "upper":
      return `reads its own copy${upper === undefined ? "" : sizeText(upper)}`;
    case "lower":
      return "reads the lower copy";
    case "mount":
      return `reads what is mounted${mount === undefined ? "" : ` at ${mountWords(mount).target}`}`;
    case "nothing":
      return "sees no such file";
  }
}

function moreText({ readers }: Copies): string {
  const more = readers.length - MAX_READERS;
  return more > 0 ? `and ${counted(more, "container")} more, in .data` : "";
}

function titleOf({ path }: Copies): string {
  return `The copies of ${printable(path, 120)}`;
}

function copiesText(copies: Copies): string {
  const { lower, readers } = copies;
  const rows = readers.slice(0, MAX_READERS).map((reader) => {
    const { upper, deletes, mount } = reader;
    const own =
      mount !== undefined
        ? mountWords(mount).what
        : upper !== undefined
          ? `a copy${sizeText(upper)}; ${differsText(reader)}`
          : deletes
            ? "a hole: deleted"
            : "no copy";
    return [
      `${reader.kind} ${printable(reader.name, 60)}`,
      own,
      reader.lower === undefined ? "none" : lowerText(lower[reader.lower]),
      readsText(reader),
    ];
  });
  const table = alignColumns(
    [["WHO", "ITS OWN LAYER", "LOWER COPY", "READS"], ...rows].map((row) => `${row.join("\t")}\n`).join(""),
  );
  const more = moreText(copies);
  return `${titleOf(copies)}. ${WORDS}\n${table}${more === "" ? "" : `${more}\n`}`;
}

function lowerText(copy: LowerCopy | undefined): string {
  return copy === undefined ? "none" : `${layerName(copy)}${sizeText(copy)}`;
}
