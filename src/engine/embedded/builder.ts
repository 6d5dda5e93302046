import { type BuildRequest, type Built, buildImage, previewBuild } from "../../build/build.js";
import { fullName } from "../../build/build-names.js";
import type { BuildCache } from "../../build/cache.js";
import type { RunMount } from "../../build/run-mounts.js";
import type { StepResult } from "../../build/solver.js";
import type { BuildWorld, RunRequest, RunResult } from "../../build/world.js";
import type { ContentStore } from "../../content/store.js";
import type { Image } from "../../image/image.js";
import type { ImageStore } from "../../image/store.js";
import type { DiffID, Digest } from "../../oci/digest.js";
import { familiarString, parseReference } from "../../oci/reference.js";
import type { Runtime } from "../../runtime/process.js";
import type { Snapshotter } from "../../snapshot/snapshotter.js";
import { emptyChanges, type MutableDirectory, metadataOf } from "../../vfs/node.js";
import { UnionFileSystem } from "../../vfs/union.js";
import type { Mount } from "../../vfs/walk.js";
import type { BuildOptions } from "../engine.js";
import { standardMounts, withInitLayer } from "./rootfs.js";
import { resolveUser } from "./user.js";

export interface BuilderParts {
  readonly content: ContentStore;
  readonly images: ImageStore;
  readonly snapshots: Snapshotter;
  readonly runtime: Runtime;
  readonly cache: BuildCache;
  /** What `RUN --mount=type=cache` keeps, by id. */
  readonly cacheMounts: Map<string, MutableDirectory>;
  /** Seconds since the epoch. */
  readonly clock: () => number;
  /** An image that is here, as other processes may have left it. */
  readonly find: (reference: string) => Image | undefined;
  /** Brings an image that is not here. */
  readonly pull: (reference: string) => Promise<void>;
}

/** A finished build, its image stored and named. */
export interface StoredBuild extends Built {
  readonly id: Digest;
  readonly references: readonly string[];
}

const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/** BuildKit's name for the machine a RUN step runs on. */
const HOSTNAME = "buildkitsandbox";

/** Builds images in the embedded engine's stores. */
export class Builder {
  readonly #parts: BuilderParts;

  constructor(parts: BuilderParts) {
    this.#parts = parts;
  }

  /** Does everything but store the image: blobs of layers are there, nothing refers to them yet. */
  async build(request: BuildRequest & { readonly sourceDateEpoch?: number }): Promise<Built> {
    const { sourceDateEpoch } = request;
    const clock = sourceDateEpoch === undefined ? this.#parts.clock : () => sourceDateEpoch;
    return buildImage(request, this.#world(clock));
  }

  /** What a build would reuse and build. */
  async preview(request: BuildRequest): Promise<readonly StepResult[]> {
    return previewBuild(request, this.#world(this.#parts.clock));
  }

  /** Stores and names the image; waits for nothing, so that it can be one transaction. */
  store(built: Built, tags: readonly string[]): StoredBuild {
    const { images, snapshots } = this.#parts;
    const vertex = built.progress.start("exporting to image");
    vertex.status("exporting layers done");
    const image = images.add(
      built.config,
      built.layers.map((diffId) => snapshots.figures(diffId)),
    );
    vertex.status(`writing image ${image.id} done`);
    const now = new Date(this.#parts.clock() * 1000).toISOString();
    const references = tags.map((tag) => images.tag(image.id, tag, now));
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
      keep: (input) => void content.put(input),
      read: (digest) => (content.has(digest) ? content.read(digest) : undefined),
      run: (layers, request) => this.#run(layers, request, clock),
    };
  }

  async #run(layers: readonly DiffID[], request: RunRequest, clock: () => number): Promise<RunResult> {
    const { snapshots, runtime } = this.#parts;
    const now = request.replay?.mounted ?? clock();
    const lower = withInitLayer(
      snapshots.committed(layers).tree,
      now,
      request.mounts.map(({ target }) => target),
    );
    const upper = emptyChanges({ ...metadataOf(lower), mtime: now });
    const mounts = new Map([
      ...standardMounts({ hostname: HOSTNAME, now, overlayOptions: "lowerdir=…" }),
      ...request.mounts.map((mount) => [mount.target, this.#mount(mount, now)] as const),
    ]);
    const fs = new UnionFileSystem({ lower, upper, now: request.replay?.now ?? clock, mounts });
    const user = resolveUser(request.user, fs);
    if (fs.lstatIfExists(request.cwd) === undefined) fs.mkdir(request.cwd, { recursive: true, mode: 0o755 });
    const tty = request.replay?.tty ?? false;
    const env = {
      PATH: DEFAULT_PATH,
      HOSTNAME,
      ...(tty ? { TERM: "xterm" } : {}),
      HOME: user.home,
      ...Object.fromEntries(request.env.map(variable)),
    };
    const found = runtime.lookup(request.argv[0] ?? "", env, request.cwd, fs.as(user.credentials));
    if (!found.found) {
      const message = `/bin/sh: ${request.argv[0] ?? ""}: ${found.reason === "not-found" ? "not found" : "Permission denied"}\n`;
      request.stdio.stderr(new TextEncoder().encode(message));
      return { exitCode: found.reason === "not-found" ? 127 : 126, changes: upper };
    }
    const { exitCode } = await runtime.run({
      argv: request.argv,
      env,
      cwd: request.cwd,
      fs: fs.as(user.credentials),
      hostname: HOSTNAME,
      stdio: request.stdio,
      tty,
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    });
    return { exitCode, changes: upper };
  }

  #mount(mount: RunMount, now: number): Mount {
    if (mount.kind === "tmpfs") {
      return {
        view: { lower: undefined, upper: emptyChanges({ mode: 0o1777, uid: 0, gid: 0, mtime: now }) },
      };
    }
    const { mode, uid, gid } = mount;
    const kept = this.#parts.cacheMounts.get(mount.id) ?? emptyChanges({ mode, uid, gid, mtime: now });
    this.#parts.cacheMounts.set(mount.id, kept);
    return { view: { lower: undefined, upper: kept } };
  }
}

/** What was asked for, with what goes without saying. @throws {InvalidReferenceError} */
export function buildRequest(options: BuildOptions): BuildRequest & { readonly sourceDateEpoch?: number } {
  const { sourceDateEpoch, target, signal, replay } = options;
  return {
    dockerfile: options.dockerfile,
    dockerfileName: options.dockerfileName ?? "Dockerfile",
    context: options.context,
    tags: (options.tags ?? []).map((tag) => familiarString(parseReference(tag))),
    buildArgs: options.buildArgs ?? {},
    labels: options.labels ?? {},
    noCache: options.noCache ?? false,
    noCacheFilter: options.noCacheFilter ?? [],
    pull: options.pull ?? false,
    onEvent: options.onEvent ?? (() => {}),
    ...(target === undefined ? {} : { target }),
    ...(signal === undefined ? {} : { signal }),
    ...(replay === undefined ? {} : { replay }),
    ...(sourceDateEpoch === undefined ? {} : { sourceDateEpoch }),
  };
}

function variable(line: string): readonly [string, string] {
  const at = line.indexOf("=");
  return at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
}
