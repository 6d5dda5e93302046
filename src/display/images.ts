import type { ImageSummary } from "../engine/images.js";
import { absoluteTime } from "../go/units.js";
import { shortId } from "../oci/digest.js";
import type { MimeBundle } from "./displayable.js";
import { type Content, element } from "./html/element.js";
import { code, small, table } from "./html/table.js";
import { imageFields, imagesFormat } from "./text/images.js";
import { tableText } from "./text/list.js";

export interface ImagesViewOptions {
  readonly now: Date;
  readonly digests?: boolean;
}

/** `docker images` as a table; its text is Docker's own. */
export function imagesBundle(images: readonly ImageSummary[], options: ImagesViewOptions): MimeBundle {
  const lines = images.flatMap((image) => imageFields(image, options).map((fields) => ({ image, fields })));
  const rows = lines.map(({ image, fields }): readonly Content[] => [
    fields.Repository === "<none>"
      ? [code("<none>"), small("no name points to it any more")]
      : fields.Repository,
    fields.Tag === "<none>" ? code("<none>") : fields.Tag,
    ...(options.digests ? [code(fields.Digest ?? "")] : []),
    code(shortId(image.id), image.id),
    [
      element(
        "span",
        { title: absoluteTime(image.created), style: "white-space: nowrap" },
        fields.CreatedSince,
      ),
      ...(image.damage === undefined ? [] : [small(image.damage)]),
    ],
    fields.Size,
  ]);
  const format = imagesFormat(options.digests);
  return {
    "text/html": table({
      caption: `Images stored here: ${images.length}. One image may have several names; layers that images share are stored once.`,
      headings: ["REPOSITORY", "TAG", ...(options.digests ? ["DIGEST"] : []), "IMAGE ID", "CREATED", "SIZE"],
      rows,
      empty: "No images yet. docker pull brings one, docker commit makes one.",
    }).html,
    "text/plain": tableText(
      format,
      lines.map(({ fields }) => fields),
    ),
  };
}
