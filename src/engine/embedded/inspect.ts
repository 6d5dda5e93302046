import { layersOf, stepsOf } from "../../image/image.js";
import type { ImageRecord, ImageStore } from "../../image/store.js";
import type { DiffID } from "../../oci/digest.js";
import type { LayerFigures, Snapshotter } from "../../snapshot/snapshotter.js";
import type {
  ContainerInspect,
  ContainerSummary,
  HistoryRow,
  ImageInspect,
  ImageSummary,
  LayerSummary,
  StackLayer,
} from "../engine.js";
import type { Container } from "./container.js";
import { containerDirectory, graphDriver, layerDirectories } from "./directories.js";

/** How BuildKit marks the steps it makes. */
const BUILDKIT = "buildkit.dockerfile.v0";

/** What the engine keeps, in the shapes Docker shows it. Nothing here changes anything. */
export class Views {
  readonly #images: ImageStore;
  readonly #snapshots: Snapshotter;

  constructor(images: ImageStore, snapshots: Snapshotter) {
    this.#images = images;
    this.#snapshots = snapshots;
  }

  imageSize({ layers }: ImageRecord): number {
    return layers.reduce((sum, { size }) => sum + size, 0);
  }

  imageSummary(record: ImageRecord): ImageSummary {
    const { image } = record;
    return {
      id: image.id,
      tags: this.#images.tagsOf(image.id),
      digests: this.#images.digestsOf(image.id),
      created: image.config.created ?? "",
      size: this.imageSize(record),
    };
  }

  imageInspect(record: ImageRecord): ImageInspect {
    const { image, parent, lastTagTime } = record;
    const { config } = image;
    const directories = layerDirectories(layersOf(image));
    return {
      Id: image.id,
      RepoTags: this.#images.tagsOf(image.id),
      RepoDigests: this.#images.digestsOf(image.id),
      Parent: parent ?? "",
      Comment: config.history?.at(-1)?.comment ?? "",
      Created: config.created ?? "",
      DockerVersion: config.docker_version ?? "",
      Author: config.author ?? "",
      Config: config.config ?? {},
      Architecture: config.architecture,
      ...(config.variant === undefined ? {} : { Variant: config.variant }),
      Os: config.os,
      Size: this.imageSize(record),
      GraphDriver: graphDriver(directories.slice(0, -1), directories.at(-1) ?? ""),
      RootFS: { Type: "layers", Layers: layersOf(image) },
      Metadata: { LastTagTime: lastTagTime },
    };
  }

  /**
   * moby `daemon/images/image_history.go`: the newest step is the image itself, the one before it the image it
   * was committed from, and so on; where no such image was ever stored, Docker has no id to print.
   */
  history(record: ImageRecord): readonly HistoryRow[] {
    let image: ImageRecord | undefined = record;
    return [...stepsOf(record.image)].reverse().map(({ history, diffId }) => {
      const of = image;
      image = of?.parent === undefined ? undefined : this.#images.get(of.parent);
      const layer = diffId === undefined ? undefined : this.layerSummary(diffId);
      return {
        image:
          of === undefined
            ? { known: false, reason: history.comment === BUILDKIT ? "built" : "pulled" }
            : { known: true, id: of.image.id },
        tags: of === undefined ? [] : this.#images.tagsOf(of.image.id),
        ...(history.created === undefined ? {} : { created: history.created }),
        createdBy: history.created_by ?? "",
        comment: history.comment ?? "",
        size: layer?.size ?? 0,
        layer,
      };
    });
  }

  layerSummary(diffId: DiffID): LayerSummary {
    return this.#snapshots.figures(diffId);
  }

  stackLayers({ image }: ImageRecord): readonly StackLayer[] {
    const layers = layersOf(image);
    const steps = stepsOf(image).filter(({ diffId }) => diffId !== undefined);
    return layerDirectories(layers).flatMap((directory, at) => {
      const diffId = layers[at];
      if (diffId === undefined) return [];
      const { history } = steps[at] ?? {};
      const ending = this.#images.list().filter((other) => sameStack(other.layers, layers.slice(0, at + 1)));
      return [
        {
          ...this.layerSummary(diffId),
          directory: `${directory}/diff`,
          createdBy: history?.created_by ?? "",
          comment: history?.comment ?? "",
          tags: ending.flatMap((other) => this.#images.tagsOf(other.id)),
        },
      ];
    });
  }

  containerSummary(container: Container): ContainerSummary {
    const { init, state } = container;
    return {
      id: init.id,
      name: init.name,
      imageId: init.imageId,
      image: init.imageName,
      // moby quotes arguments with a blank in them, and no others.
      command: container.commandLine
        .map((word, at) => (at > 0 && word.includes(" ") ? `'${word}'` : word))
        .join(" "),
      created: init.created,
      status: state.status,
      exitCode: state.exitCode,
      ...(state.status === "created" ? {} : { startedAt: state.startedAt }),
      ...(state.status === "exited" ? { finishedAt: state.finishedAt } : {}),
      labels: init.config.Labels ?? {},
    };
  }

  containerInspect(container: Container): ContainerInspect {
    const { init, state } = container;
    const [path = "", ...args] = container.commandLine;
    const running = state.status === "running";
    return {
      Id: init.id,
      Created: init.created,
      Path: path,
      Args: args,
      State: {
        Status: state.status,
        Running: running,
        Paused: false,
        Restarting: false,
        OOMKilled: false,
        Dead: false,
        Pid: running ? 1 : 0,
        ExitCode: state.exitCode,
        Error: state.error,
        StartedAt: state.startedAt,
        FinishedAt: state.finishedAt,
      },
      Image: init.imageId,
      Name: `/${init.name}`,
      RestartCount: 0,
      Driver: "overlay2",
      Platform: "linux",
      HostConfig: { AutoRemove: init.autoRemove },
      GraphDriver: graphDriver(layerDirectories(init.snapshot.parent.layers), containerDirectory(init.id)),
      Config: init.config,
    };
  }
}

function sameStack(a: readonly LayerFigures[], b: readonly DiffID[]): boolean {
  return a.length === b.length && a.every(({ diffId }, at) => diffId === b[at]);
}
