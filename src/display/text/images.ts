import type { ImageSummary } from "../../engine/engine.js";
import { shortId } from "../../oci/digest.js";
import { ago, humanSize } from "../units.js";
import type { Fields, ListFormat } from "./list.js";

export interface ImagesTextOptions {
  readonly now: Date;
  readonly noTrunc?: boolean;
}

/** The columns of `docker images`; `digests` adds one. */
export function imagesFormat(digests = false): ListFormat {
  return {
    columns: ["Repository", "Tag", ...(digests ? ["Digest"] : []), "ID", "CreatedSince", "Size"],
    headings: {
      ID: "IMAGE ID",
      CreatedSince: "CREATED",
      CreatedAt: "CREATED AT",
      SharedSize: "SHARED SIZE",
      UniqueSize: "UNIQUE SIZE",
    },
    id: "ID",
  };
}

/** One line for each name of the image, or for what registries have it under; `<none>` for one that has neither. */
export function imageFields(image: ImageSummary, options: ImagesTextOptions): readonly Fields[] {
  const names = image.tags.length > 0 ? image.tags.map(splitTag) : untagged(image);
  return names.map(({ repository, tag }) => ({
    Containers: "N/A",
    CreatedAt: goTime(image.created),
    CreatedSince: ago(image.created, options.now),
    Digest: digestOf(image, repository),
    ID: options.noTrunc ? image.id : shortId(image.id),
    Repository: repository,
    SharedSize: "N/A",
    Size: humanSize(image.size),
    Tag: tag,
    UniqueSize: "N/A",
  }));
}

/** It came by digest: the repository is known, and there is no tag. */
function untagged({ digests }: ImageSummary): readonly ReturnType<typeof splitTag>[] {
  const repositories = [...new Set(digests.map((digest) => digest.slice(0, digest.indexOf("@"))))];
  if (repositories.length === 0) return [{ repository: "<none>", tag: "<none>" }];
  return repositories.map((repository) => ({ repository, tag: "<none>" }));
}

/** `localhost:5000/a/b:v1` is repository `localhost:5000/a/b`, tag `v1`. */
export function splitTag(name: string): { readonly repository: string; readonly tag: string } {
  const colon = name.lastIndexOf(":");
  return colon > name.lastIndexOf("/")
    ? { repository: name.slice(0, colon), tag: name.slice(colon + 1) }
    : { repository: name, tag: "<none>" };
}

function digestOf(image: ImageSummary, repository: string): string {
  const found = image.digests.find((digest) => digest.startsWith(`${repository}@`));
  return found === undefined ? "<none>" : found.slice(repository.length + 1);
}

/** `2026-11-20 03:37:49 +0000 UTC`, Go's `Time.String` of a whole second. */
export function goTime(time: string): string {
  const date = new Date(time);
  return `${date.toISOString().slice(0, 19).replace("T", " ")} +0000 UTC`;
}
