import { alignColumns } from "../go/tabwriter.js";
import type { Verification, VerifiedBlob } from "../image/verify.js";
import { type Digest, shortId } from "../oci/digest.js";
import type { MimeBundle } from "./displayable.js";
import { BADGES, badge } from "./html/badge.js";
import { type Content, element } from "./html/element.js";
import { note } from "./html/folded.js";
import { code, small, table } from "./html/table.js";
import { printable } from "./printable.js";

const RESULT = {
  matches: { word: "matches", badge: BADGES.added },
  differs: { word: "DIFFERS", badge: BADGES.deleted },
  missing: { word: "MISSING", badge: BADGES.deleted },
} as const;

/** The chain from a name to its layers' bytes, with every digest computed again. */
export function verifyBundle(verification: Verification): MimeBundle {
  return { "text/html": verifyHtml(verification), "text/plain": verifyText(verification) };
}

function verifyHtml({ name, blobs, ok, problems, id }: Verification): string {
  return element(
    "div",
    {},
    table({
      caption: [
        element("strong", {}, printable(name, 80)),
        `, image id `,
        code(shortId(id), id),
        `: index → manifest → configuration and layers, each digest computed again from the bytes. `,
        badge(ok ? "all match" : "not right", ok ? BADGES.added : BADGES.deleted),
      ],
      headings: ["STEP", "BLOB", "NAMED BY", "DIGEST AS WRITTEN, AND OF THE BYTES", "RESULT", "BYTES"],
      rows: rowsOf(blobs).map(([step, blob]): readonly Content[] => [
        step,
        [blobName(blob, blobs), small(code(shortType(blob.mediaType), printable(blob.mediaType)))],
        [blob.namedBy, blob.diffId === undefined ? undefined : small("as DiffID: the configuration")],
        [
          digestCell(blob.digest),
          element("br", {}),
          blob.computed === undefined ? "no such blob" : digestCell(blob.computed),
        ],
        badge(RESULT[blob.status].word, RESULT[blob.status].badge),
        sizeText(blob),
      ]),
    }),
    problems.map((problem) => note(printable(problem, 400))),
    note(
      "index.json is where one starts: nothing names its digest. From there on each document names the next by digest, so one wrong byte anywhere shows.",
    ),
  ).html;
}

function digestCell(digest: Digest): Content {
  return code(`sha256:${shortId(digest)}…`, digest);
}

/** Without the prefix that all of OCI's media types share. */
function shortType(mediaType: string): string {
  return printable(mediaType.replace(/^application\/vnd\.oci\./, ""), 60);
}

function rowsOf(blobs: readonly VerifiedBlob[]): readonly (readonly [number, VerifiedBlob])[] {
  return blobs.map((blob, at) => [at + 1, blob]);
}

function blobName(blob: VerifiedBlob, blobs: readonly VerifiedBlob[]): string {
  if (blob.role !== "layer") return blob.role === "config" ? "configuration (the image's id)" : "manifest";
  return `layer ${blobs.filter(({ role }) => role === "layer").indexOf(blob) + 1}`;
}

function sizeText({ size, actualSize }: VerifiedBlob): string {
  const written = size.toLocaleString("en-US");
  if (actualSize === undefined || actualSize === size) return written;
  return `${actualSize.toLocaleString("en-US")} instead of ${written}`;
}

function verifyText({ name, id, blobs, ok, problems }: Verification): string {
  const rows = rowsOf(blobs).map(([step, blob]) => [
    String(step),
    blob.role === "config" ? "configuration" : blobName(blob, blobs),
    blob.namedBy,
    `sha256:${shortId(blob.digest)}`,
    blob.computed === undefined ? "-" : `sha256:${shortId(blob.computed)}`,
    sizeText(blob),
    RESULT[blob.status].word,
  ]);
  const heading = ["STEP", "BLOB", "NAMED BY", "AS WRITTEN", "COMPUTED", "BYTES", "RESULT"];
  return [
    `${printable(name, 80)}, image id ${shortId(id)}: ${ok ? "every digest matches its bytes" : "not right"}\n`,
    alignColumns([heading, ...rows].map((row) => `${row.join("\t")}\n`).join("")),
    ...problems.map((problem) => `${printable(problem, 400)}\n`),
  ].join("");
}
