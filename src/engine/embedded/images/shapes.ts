import { LayerlabError } from "../../../errors/base.js";
import { config as CONFIG } from "../../../go/docker/config.js";
import { imageInspect as IMAGE_INSPECT } from "../../../go/docker/image.js";
import { complete, marshal } from "../../../go/marshal.js";
import { layersOf, stepsOf } from "../../../image/image.js";
import type { ImageRecord } from "../../../image/records.js";
import { containerConfig } from "../../../oci/image-config.js";
import type { ContainerConfig } from "../../../oci/types.js";
import type { HistoryRow, ImageInspect, ImageSummary } from "../../images.js";
import type { LabStore } from "../store/store.js";
import { graphDriver, layerDirectories } from "../views/directories.js";

/** Images in the shapes that Docker shows. Nothing here changes anything. */

type Stores = Pick<LabStore, "images" | "snapshots">;

/** The mark that BuildKit puts on its steps. */
const BUILDKIT = "buildkit.dockerfile.v0";

export function imageSummary(record: ImageRecord, { images }: Stores): ImageSummary {
  const { id } = record;
  return {
    id,
    tags: images.tagsOf(id),
    digests: images.digestsOf(id),
    size: sizeOf(record),
    ...creation(record),
  };
}

/** A list shows every image, even one with a damaged configuration: everything else is in the index. */
function creation(record: ImageRecord): Pick<ImageSummary, "created" | "labels" | "damage"> {
  try {
    const { created, config } = record.image.config;
    return {
      created: created ?? "",
      ...(config === undefined ? {} : { labels: config.Labels ?? {} }),
    };
  } catch (error) {
    if (error instanceof LayerlabError) return { created: "", damage: error.message };
    throw error;
  }
}

export function imageInspect(record: ImageRecord, { images }: Stores): ImageInspect {
  const { image, parent, lastTagTime } = record;
  const { config } = image;
  const directories = layerDirectories(layersOf(image));
  return complete(IMAGE_INSPECT, {
    Id: image.id,
    RepoTags: images.tagsOf(image.id),
    RepoDigests: images.digestsOf(image.id),
    Parent: parent ?? "",
    Comment: config.history?.at(-1)?.comment ?? "",
    ...(config.created === undefined ? {} : { Created: config.created }),
    DockerVersion: config.docker_version ?? "",
    Author: config.author ?? "",
    Config: wholeConfig(config.config ?? {}),
    Architecture: config.architecture,
    ...(config.variant === undefined ? {} : { Variant: config.variant }),
    Os: config.os,
    Size: sizeOf(record),
    GraphDriver: graphDriver(directories.slice(0, -1), directories.at(-1) ?? ""),
    RootFS: { Type: "layers", Layers: layersOf(image) },
    Metadata: { LastTagTime: lastTagTime },
  });
}

/** An image states only some settings; Docker shows every setting there is. */
function wholeConfig(config: ContainerConfig): ContainerConfig {
  return containerConfig(marshal({ type: CONFIG, data: config }), "config") ?? {};
}

/**
 * moby `daemon/images/image_history.go`: the newest step is the image itself, the one before it the image it
 * was committed from, and so on; where no such image was ever stored, Docker has no id to print.
 */
export function history(record: ImageRecord, { images, snapshots }: Stores): readonly HistoryRow[] {
  let image: ImageRecord | undefined = record;
  return [...stepsOf(record.image)].reverse().map(({ history, diffId }) => {
    const of = image;
    image = of?.parent === undefined ? undefined : images.get(of.parent);
    const layer = diffId === undefined ? undefined : snapshots.summary(diffId);
    return {
      image:
        of === undefined
          ? { known: false, reason: history.comment === BUILDKIT ? "built" : "pulled" }
          : { known: true, id: of.id },
      tags: of === undefined ? [] : images.tagsOf(of.id),
      ...(history.created === undefined ? {} : { created: history.created }),
      createdBy: history.created_by ?? "",
      comment: history.comment ?? "",
      size: layer?.size ?? 0,
      layer,
    };
  });
}

function sizeOf({ layers }: ImageRecord): number {
  return layers.reduce((sum, { size }) => sum + size, 0);
}
