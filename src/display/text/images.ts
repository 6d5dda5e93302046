import type { ImageSummary } from "../../engine/images.js";
import { imageRow } from "../../go/docker/rows.js";
import { printTime } from "../../go/time.js";
import { absoluteTime, ago, humanSize, unixSeconds } from "../../go/units.js";
import { shortId } from "../../oci/digest.js";
import { splitTag } from "../../oci/reference.js";
import type { Fields, ListFormat } from "./list.js";

export interface ImagesTextOptions {
  readonly now: Date;
  readonly noTrunc?: boolean;
  /** A line for each digest that a registry has the image under. */
  readonly digests?: boolean;
}

/** The columns of `docker images`; `digests` adds one. */
export function imagesFormat(digests = false): ListFormat {
  return {
    row: imageRow,
    columns: ["Repository", "Tag", ...(digests ? ["Digest"] : []), "ID", "CreatedSince", "Size"],
    headings: {
      ID: "IMAGE ID",
      CreatedSince: "CREATED",
      CreatedAt: "CREATED AT",
      SharedSize: "SHARED SIZE",
      UniqueSize: "UNIQUE SIZE",
      VirtualSize: "SIZE",
    },
    id: "ID",
    raw: (quiet) => (quiet ? "image_id: {{.ID}}" : rawFormat(digests)),
    empty: { CreatedSince: "N/A" },
  };
}

/**
 * A line for each name of the image, and for each repository that it came from by digest and has no tag in; `<none>` if
 * there is neither (docker/cli `formatter/image.go`).
 */
export function imageFields(image: ImageSummary, options: ImagesTextOptions): readonly Fields[] {
  return linesOf(image, options.digests ?? false).map(({ repository, tag, digest }) => ({
    Containers: "N/A",
    CreatedAt: goTime(image.created),
    CreatedSince: createdSince(image, options.now),
    Digest: digest,
    ID: options.noTrunc ? image.id : shortId(image.id),
    Repository: repository,
    SharedSize: "N/A",
    Size: humanSize(image.size),
    Tag: tag,
    UniqueSize: "N/A",
    VirtualSize: humanSize(image.size, 4),
  }));
}

function createdSince({ created, damage }: ImageSummary, now: Date): string {
  if (damage !== undefined) return "N/A (damaged)";
  return unixSeconds(created) === ZERO_TIME ? "" : ago(created, now);
}

/** A line for each image that cannot be read, with the reason and what to do. */
export function damageText(images: readonly ImageSummary[]): string {
  return images
    .map(({ id, tags, damage }) =>
      damage === undefined ? "" : `WARNING: image ${tags[0] ?? shortId(id)} cannot be read: ${damage}\n`,
    )
    .join("");
}

function rawFormat(digests: boolean): string {
  const digest = digests ? "digest: {{.Digest}}\n" : "";
  return `repository: {{ .Repository }}\ntag: {{.Tag}}\n${digest}image_id: {{.ID}}\ncreated_at: {{.CreatedAt}}\nvirtual_size: {{.Size}}\n`;
}

interface Line {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

function linesOf({ tags, digests }: ImageSummary, withDigests: boolean): readonly Line[] {
  const names = tags.map(splitTag);
  const byDigest = digests.map((name) => {
    const at = name.indexOf("@");
    return { repository: name.slice(0, at), tag: NONE, digest: name.slice(at + 1) };
  });
  const tagged = names.flatMap(({ repository, tag = NONE }): readonly Line[] => {
    const own = withDigests ? byDigest.filter((line) => line.repository === repository) : [];
    return own.length === 0 ? [{ repository, tag, digest: NONE }] : own.map((line) => ({ ...line, tag }));
  });
  const others = byDigest.filter((line) => !names.some(({ repository }) => repository === line.repository));
  const untagged = withDigests
    ? others
    : [...new Set(others.map(({ repository }) => repository))].map((repository) => ({
        repository,
        tag: NONE,
        digest: "",
      }));
  const lines = [...tagged, ...untagged];
  return lines.length === 0 ? [{ repository: NONE, tag: NONE, digest: NONE }] : lines;
}

const NONE = "<none>";

/** The zero value of Go's `time.Time`, 0001-01-01, which stands for no creation time. */
const ZERO_TIME = -62_135_596_800;

/** `2026-11-20 03:37:49 +0000 UTC`, Go's `Time.String` of a whole second. */
export function goTime(time: string): string {
  return printTime(absoluteTime(time));
}
