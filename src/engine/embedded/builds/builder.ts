import { type Built, buildImage, previewBuild } from "../../../builder/build.js";
import { fullName } from "../../../builder/build-names.js";
import type { BuildCache } from "../../../builder/cache.js";
import { type BuildCheck, checkBuild } from "../../../builder/check.js";
import type { ImageSource } from "../../../builder/copy-from.js";
import { type BuildOutline, outlineBuild } from "../../../builder/describe.js";
import type { Progress } from "../../../builder/events.js";
import { type BuildOptions, tagsOf } from "../../../builder/options.js";
import type { CacheImport, CacheSource } from "../../../builder/remote-cache/options.js";
import type { StepResult } from "../../../builder/step-result.js";
import type { BuildWorld, RunRequest, RunResult } from "../../../builder/world.js";
import type { ContentStore } from "../../../content/store.js";
import type { Image } from "../../../image/image.js";
import type { ImageStore } from "../../../image/store.js";
import type { DiffID, Digest } from "../../../oci/digest.js";
import { fitness, parsePlatform } from "../../../oci/platform.js";
import type { Runtime } from "../../../process/process.js";
import type { Snapshotter } from "../../../snapshot/snapshotter.js";
import { emptyChanges, type MutableDirectory, metadataOf } from "../../../vfs/node.js";
import { UnionFileSystem } from "../../../vfs/union.js";
import { processSpec, startFailure } from "../container/process-spec.js";
import {
  buildNetworkFiles,
  type NetworkFiles,
  networkFiles,
  standardMounts,
  withInitLayer,
  withMountPoints,
} from "../container/root-file-system.js";
import { extraHostsText, LOCALHOST, NO_NAMESERVER } from "../networks/files.js";
import { mountOf, mountPointsOf } from "./mounting.js";

export interface BuilderParts {
  readonly content: ContentStore;
  readonly images: ImageStore;
  readonly snapshots: Snapshotter;
  readonly runtime: Runtime;
  readonly cache: BuildCache;
  /** Files of `RUN --mount=type=cache`, by id. */
  readonly cacheMounts: Map<string, MutableDirectory>;
  /** Seconds since the epoch. */
  readonly clock: () => number;
  /** A local image, in the state that other processes may have left it in. */
  readonly find: (reference: string) => Image | undefined;
  /** Gives a name back to the image that had it. */
  readonly keepName: (reference: string, id: Digest) => void;
  /** Pulls an image that is not here, for the platform if one is asked for. */
  readonly pull: (reference: string, platform?: string) => Promise<void>;
  readonly openCache: (cache: CacheImport) => Promise<CacheSource>;
}

/** A finished build, its image stored and named. */
export interface StoredBuild extends Built {
  readonly id: Digest;
  readonly references: readonly string[];
}

/** The host name that BuildKit gives to a RUN step. */
const HOSTNAME = "buildkitsandbox";

/** Builds images in the embedded engine's stores. */
export class Builder {
  readonly #parts: BuilderParts;

  constructor(parts: BuilderParts) {
    this.#parts = parts;
  }

  /** Does everything except exporting the image: the blobs of its layers exist, but nothing refers to them yet. */
  async build(options: BuildOptions, progress?: Progress): Promise<Built> {
    const { sourceDateEpoch } = options;
    const clock = sourceDateEpoch === undefined ? this.#parts.clock : () => sourceDateEpoch;
    return buildImage(options, this.#world(clock), progress);
  }

  /** What a build would reuse and build. */
  async preview(options: BuildOptions): Promise<readonly StepResult[]> {
    return previewBuild(options, this.#world(this.#parts.clock));
  }

  /** What is to be said of the Dockerfile. */
  async check(options: BuildOptions): Promise<BuildCheck> {
    return checkBuild(options, this.#world(this.#parts.clock));
  }

  /** What a build can be given. */
  async outline(options: BuildOptions): Promise<BuildOutline> {
    return outlineBuild(options, this.#world(this.#parts.clock));
  }

  /** Stores and names the image. Does not wait for anything, so it can run in one transaction. */
  store(built: Built, options: BuildOptions): StoredBuild {
    const { images, snapshots } = this.#parts;
    const vertex = built.progress.start("exporting to image");
    vertex.status("exporting layers done");
    const image = images.add(
      built.config,
      built.layers.map((diffId) => snapshots.summary(diffId)),
    );
    vertex.status(`writing image ${image.id} done`);
    const now = new Date(this.#parts.clock() * 1000).toISOString();
    const references = tagsOf(options).map((tag) => images.tag(image.id, tag, now));
    for (const reference of references) vertex.status(`naming to ${fullName(reference)} done`);
    vertex.done();
    return { ...built, id: image.id, references };
  }

  #world(clock: () => number): BuildWorld {
    const { content, snapshots, cache, openCache } = this.#parts;
    const loaded = new Map<string, Promise<Image>>();
    return {
      cache,
      clock,
      openCache,
      // What a build has found stays what it is while the build goes on.
      image: (source, { pull }): Promise<Image> => {
        const key = `${source.reference} ${source.platform ?? ""}`;
        const known = loaded.get(key) ?? this.#image(source, pull);
        loaded.set(key, known);
        return known;
      },
      tree: (layers) => snapshots.committed(layers).tree,
      layer: (diffId) => snapshots.layer(diffId),
      hasLayer: (diffId) => content.has(diffId),
      addLayer: (changes) => snapshots.add(changes),
      run: (layers, request) => this.#run(layers, request, clock),
    };
  }

  /** The name here stays with the image it has: a build for another platform asks for that one's, and moves no tag. */
  async #image({ reference, platform }: ImageSource, isPulled: boolean): Promise<Image> {
    const { images, find, pull } = this.#parts;
    const here = find(reference);
    const fits =
      here !== undefined &&
      (platform === undefined || fitness(here.config, parsePlatform(platform)) !== undefined);
    if (here !== undefined && fits && !isPulled) return here;
    await pull(reference, platform);
    const image = find(reference) ?? images.find(reference).image;
    if (here !== undefined && !fits) this.#parts.keepName(reference, here.id);
    return image;
  }

  async #run(layers: readonly DiffID[], request: RunRequest, clock: () => number): Promise<RunResult> {
    const { snapshots, runtime, cacheMounts } = this.#parts;
    const now = request.replay?.mounted ?? clock();
    const { tree } = snapshots.committed(layers);
    // What was done in a container meets the same files again: a container has an init layer, a build's step has none.
    const lower = withMountPoints(
      request.replay === undefined ? tree : withInitLayer(tree, now),
      now,
      mountPointsOf(request.mounts),
    );
    const upper = emptyChanges({ ...metadataOf(lower), mtime: now });
    const mounts = new Map([
      ...standardMounts({ hostname: HOSTNAME, now, overlayOptions: "lowerdir=…" }),
      ...(request.replay === undefined
        ? buildNetworkFiles({ hostname: HOSTNAME, now, hosts: extraHostsText(request.hosts) })
        : networkFiles(replayedFiles(now))),
      ...request.mounts.map((mount) => [mount.target, mountOf(mount, now, cacheMounts)] as const),
    ]);
    const fs = new UnionFileSystem({ lower, upper, now: request.replay?.now ?? clock, mounts });
    const { argv, env, cwd, user, stdio, signal, replay } = request;
    const spec = processSpec({ argv, env, cwd, user, hostname: HOSTNAME, tty: replay?.tty ?? false }, fs);
    const failure = startFailure(spec, runtime);
    if (failure !== undefined) {
      // With BuildKit, runc says so in the step's own output, and the step fails like any other.
      const message = `runc run failed: unable to start container process: ${failure.reason}\n`;
      stdio.stderr(new TextEncoder().encode(message));
      return { exitCode: 1, changes: upper };
    }
    const { exitCode } = await runtime.run({ ...spec, stdio, ...(signal === undefined ? {} : { signal }) });
    return { exitCode, changes: upper };
  }
}

/** As they were in the one container that there was when its commands were recorded. */
function replayedFiles(now: number): NetworkFiles {
  return {
    ...{ hostname: HOSTNAME, now, hosts: `${LOCALHOST}172.17.0.2\t${HOSTNAME}\n`, resolver: NO_NAMESERVER },
  };
}
