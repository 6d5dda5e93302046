import { type Built, buildImage, previewBuild } from "../../../builder/build.js";
import { fullName } from "../../../builder/build-names.js";
import type { BuildCache } from "../../../builder/cache.js";
import { type BuildOptions, tagsOf } from "../../../builder/options.js";
import type { RunMount } from "../../../builder/run-mounts.js";
import type { StepResult } from "../../../builder/step-result.js";
import type { BuildWorld, RunRequest, RunResult } from "../../../builder/world.js";
import type { ContentStore } from "../../../content/store.js";
import type { Image } from "../../../image/image.js";
import type { ImageStore } from "../../../image/store.js";
import type { DiffID, Digest } from "../../../oci/digest.js";
import type { Runtime } from "../../../process/process.js";
import type { Snapshotter } from "../../../snapshot/snapshotter.js";
import { emptyChanges, emptyDirectory, type MutableDirectory, metadataOf } from "../../../vfs/node.js";
import type { Mount } from "../../../vfs/union/walk.js";
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
import { LOCALHOST, NO_NAMESERVER } from "../networks/files.js";

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
  /** Pulls an image that is not here. */
  readonly pull: (reference: string) => Promise<void>;
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

  /** Does everything except storing the image: the blobs of its layers exist, but nothing refers to them yet. */
  async build(options: BuildOptions): Promise<Built> {
    const { sourceDateEpoch } = options;
    const clock = sourceDateEpoch === undefined ? this.#parts.clock : () => sourceDateEpoch;
    return buildImage(options, this.#world(clock));
  }

  /** What a build would reuse and build. */
  async preview(options: BuildOptions): Promise<readonly StepResult[]> {
    return previewBuild(options, this.#world(this.#parts.clock));
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
    const { content, images, snapshots, cache, pull, find } = this.#parts;
    return {
      cache,
      clock,
      image: async (reference, options): Promise<Image> => {
        if (options.pull || find(reference) === undefined) await pull(reference);
        return find(reference) ?? images.find(reference).image;
      },
      tree: (layers) => snapshots.committed(layers).tree,
      layer: (diffId) => snapshots.layer(diffId),
      hasLayer: (diffId) => content.has(diffId),
      addLayer: (changes) => snapshots.add(changes),
      run: (layers, request) => this.#run(layers, request, clock),
    };
  }

  async #run(layers: readonly DiffID[], request: RunRequest, clock: () => number): Promise<RunResult> {
    const { snapshots, runtime } = this.#parts;
    const now = request.replay?.mounted ?? clock();
    const { tree } = snapshots.committed(layers);
    // What was done in a container meets the same files again: a container has an init layer, a build's step has none.
    const lower = withMountPoints(
      request.replay === undefined ? tree : withInitLayer(tree, now),
      now,
      request.mounts.map(({ target }) => target),
    );
    const upper = emptyChanges({ ...metadataOf(lower), mtime: now });
    const mounts = new Map([
      ...standardMounts({ hostname: HOSTNAME, now, overlayOptions: "lowerdir=…" }),
      ...(request.replay === undefined
        ? buildNetworkFiles({ hostname: HOSTNAME, now })
        : networkFiles(replayedFiles(now))),
      ...request.mounts.map((mount) => [mount.target, this.#mount(mount, now)] as const),
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

  #mount(mount: RunMount, now: number): Mount {
    if (mount.kind === "tmpfs") {
      return {
        view: { lower: undefined, upper: emptyChanges({ mode: 0o1777, uid: 0, gid: 0, mtime: now }) },
      };
    }
    if (mount.kind === "script") {
      const upper = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: now });
      const fs = new UnionFileSystem({ lower: emptyDirectory(), upper, now: () => now });
      fs.writeFile(`/${mount.name}`, new TextEncoder().encode(mount.content), { mode: 0o755 });
      return { view: { lower: undefined, upper } };
    }
    const { mode, uid, gid } = mount;
    const kept = this.#parts.cacheMounts.get(mount.id) ?? emptyChanges({ mode, uid, gid, mtime: now });
    this.#parts.cacheMounts.set(mount.id, kept);
    return { view: { lower: undefined, upper: kept } };
  }
}

/** As they were in the one container that there was when its commands were recorded. */
function replayedFiles(now: number): NetworkFiles {
  return {
    ...{ hostname: HOSTNAME, now, hosts: `${LOCALHOST}172.17.0.2\t${HOSTNAME}\n`, resolver: NO_NAMESERVER },
  };
}
