import type { Documents, NamedBlob, NamedLayer } from "../analysis/documents.js";
import { alignColumns } from "../go/tabwriter.js";
import { humanSize } from "../go/units.js";
import { shortId } from "../oci/digest.js";
import type { MimeBundle } from "./displayable.js";
import { box, columns, down, drawing, mono, name, quiet } from "./drawing/kit.js";
import { BADGES, badge } from "./html/badge.js";
import { type Content, element, type Html } from "./html/element.js";
import { counted, note } from "./html/folded.js";
import { printable } from "./printable.js";

/** How many layers are shown, the first ones in the manifest. */
const MAX_LAYERS = 24;

/** An image's documents and layers as a graph: each names the next by the digest of its bytes. */
export function documentsBundle(documents: Documents): MimeBundle {
  return { "text/html": documentsHtml(documents).html, "text/plain": documentsText(documents) };
}

/** How many images of an archive are shown. */
const MAX_IMAGES = 6;

/** The documents of all images of an archive, one after another. */
export function archiveDocumentsBundle(images: readonly Documents[]): MimeBundle {
  const shown = images.slice(0, MAX_IMAGES);
  const more =
    images.length > shown.length
      ? `and ${counted(images.length - shown.length, "image")} more, in .data`
      : undefined;
  if (images.length === 0) {
    const none = "The archive's index.json names no image.";
    return { "text/html": note(none).html, "text/plain": `${none}\n` };
  }
  return {
    "text/html": element("div", {}, shown.map(documentsHtml), more === undefined ? undefined : note(more))
      .html,
    "text/plain": [...shown.map(documentsText), ...(more === undefined ? [] : [`${more}\n`])].join("\n"),
  };
}

const WORDS =
  "Each document names the next ones by digest: the SHA-256 of their bytes. So the manifest's digest stands for all that is below it, and one changed byte in a layer is another digest all the way up.";

function documentsHtml(documents: Documents): Html {
  const { name: of, manifest, config, layers, problems } = documents;
  const shown = layers.slice(0, MAX_LAYERS);
  return drawing(
    { title: titleOf(documents), words: WORDS },
    box("paper", {}, name("index.json"), quiet("the names here: ", mono(printable(of, 80)))),
    manifest === undefined
      ? undefined
      : [
          down("names, by digest and size"),
          blobBox("paper", "manifest", manifest),
          columns([
            {
              share: 1,
              least: 280,
              content: [
                down("names the configuration"),
                config === undefined
                  ? quiet("which cannot be read")
                  : blobBox(
                      "paper",
                      "configuration",
                      config,
                      "its digest is the image's id; it has the history, the settings, and each layer's DiffID",
                    ),
              ],
            },
            {
              share: 1,
              least: 280,
              content: [
                down("names the layers, lowest first"),
                shown.map((layer) => blobBox("layer", `layer ${layer.number}`, layer, diffIdContent(layer))),
                layers.length > shown.length
                  ? quiet(`and ${counted(layers.length - shown.length, "layer")} more`)
                  : undefined,
              ],
            },
          ]),
        ],
    problems.map((problem) => note(`✗ ${printable(problem, 300)}`)),
  );
}

function blobBox(kind: "paper" | "layer", title: string, blob: NamedBlob, more?: Content): Html {
  return box(
    blob.status === "matches" ? kind : "hole",
    {},
    name(title, blob.status === "matches" ? undefined : [" ", badge(statusText(blob), BADGES.deleted)]),
    quiet(mono(shortDigest(blob.digest), blob.digest), `  ·  ${humanSize(blob.size)}`),
    quiet(printable(blob.mediaType, 100)),
    more === undefined ? undefined : quiet(more),
  );
}

function diffIdContent({ diffId, digest }: NamedLayer): Content {
  if (diffId === undefined) return "DiffID unknown: the configuration cannot be read";
  return diffId === digest
    ? "the same as its DiffID: it is kept uncompressed"
    : ["DiffID ", mono(shortDigest(diffId), diffId)];
}

function diffIdText({ diffId, digest }: NamedLayer): string {
  if (diffId === undefined) return "unknown";
  return diffId === digest ? "the same" : shortDigest(diffId);
}

function statusText({ status }: NamedBlob): string {
  return status === "missing" ? "missing" : "its bytes have another digest";
}

function shortDigest(digest: string): string {
  return `sha256:${shortId(digest)}`;
}

function titleOf({ name: of }: Documents): string {
  return `The documents of ${printable(of, 80)}`;
}

function documentsText(documents: Documents): string {
  const { name: of, manifest, config, layers, problems } = documents;
  const row = (what: string, blob: NamedBlob, diffId = "") => [
    what,
    shortDigest(blob.digest),
    humanSize(blob.size),
    diffId,
    blob.status === "matches" ? "" : statusText(blob),
  ];
  const rows = [
    ["WHAT", "DIGEST", "SIZE", "DIFFID", ""],
    [`index.json: ${printable(of, 60)}`, "", "", "", ""],
    ...(manifest === undefined ? [] : [row("└ manifest", manifest)]),
    ...(config === undefined ? [] : [row("  ├ configuration", config)]),
    ...layers.slice(0, MAX_LAYERS).map((layer) => row(`  └ layer ${layer.number}`, layer, diffIdText(layer))),
    ...(layers.length > MAX_LAYERS ? [[`    and ${layers.length - MAX_LAYERS} more`, "", "", "", ""]] : []),
  ];
  return [
    `${titleOf(documents)}. ${WORDS}\n`,
    alignColumns(rows.map((cells) => `${cells.join("\t")}\n`).join("")),
    ...problems.map((problem) => `✗ ${printable(problem, 300)}\n`),
  ].join("");
}
