import { randomBytes } from "node:crypto";
import type { Medium } from "../../content/medium.js";
import { MemoryMedium } from "../../content/memory-medium.js";
import { ContentStore } from "../../content/store.js";
import { CannotKillError, ContainerRunningError } from "../../errors/containers.js";
import { commitConfig } from "../../image/commit.js";
import { layersOf } from "../../image/image.js";
import { ImageStore } from "../../image/store.js";
import { exportArchive } from "../../layout/export.js";
import type { Digest } from "../../oci/digest.js";
import type { ExitStatus, Runtime, ShellSession, Stdio } from "../../runtime/process.js";
import { Snapshotter } from "../../snapshot/snapshotter.js";
import { listChanges } from "../../vfs/changes.js";
import type { FileData, FileSystem } from "../../vfs/filesystem.js";
import type { ChangeDirectory } from "../../vfs/node.js";
import type {
  Change,
  CommitOptions,
  ContainerInspect,
  ContainerSummary,
  CopiedPath,
  CopyIntoOptions,
  CreateOptions,
  Engine,
  ExecOptions,
  HistoryRow,
  ImageInspect,
  ImageRemoval,
  ImageSummary,
  ImportOptions,
  LoadedImage,
  LogChunk,
  PathStat,
  PullOptions,
  PullResult,
  Stack,
  StartedContainer,
} from "../engine.js";
import { containerConfig } from "./config.js";
import { Container } from "./container.js";
import { ContainerTable } from "./containers.js";
import { copyFrom, copyInto, statPath } from "./copy.js";
import { containerDirectory, graphDriver, layerDirectories, overlayOptions } from "./directories.js";
import { hostFileSystem } from "./host.js";
import { Views } from "./inspect.js";
import { pullBuiltin } from "./pull.js";
import { removeImage } from "./remove-image.js";
import { signalName } from "./signals.js";
import { ImageTransfer } from "./transfer.js";
import { resolveUser } from "./user.js";

export interface EmbeddedEngineOptions {
  readonly runtime: Runtime;
  /** Where blobs are kept; memory unless told. */
  readonly medium?: Medium;
  /** Seconds since the epoch; the system's clock unless told. */
  readonly clock?: () => number;
  /** What images committed here say of their maker (`docker_version`). */
  readonly version?: string;
}

/** The Docker release whose behaviour this engine shows, and that it is not that release. */
export const ENGINE_VERSION = "26.1.5+layerlab";

/**
 * The engine inside layerlab: images, layers and containers for real, without Docker. See {@link Engine} for
 * what each call does.
 */
export class EmbeddedEngine implements Engine {
  readonly kind = "embedded";
  readonly content: ContentStore;
  readonly #snapshots: Snapshotter;
  readonly #images: ImageStore;
  readonly #containers = new ContainerTable();
  readonly #views: Views;
  readonly #transfer: ImageTransfer;
  readonly #runtime: Runtime;
  readonly #clock: () => number;
  readonly #version: string;

  constructor(options: EmbeddedEngineOptions) {
    this.content = new ContentStore(options.medium ?? new MemoryMedium());
    this.#snapshots = new Snapshotter(this.content);
    this.#images = new ImageStore(this.content);
    this.#views = new Views(this.#images, this.#snapshots);
    this.#runtime = options.runtime;
    this.#clock = options.clock ?? (() => Date.now() / 1000);
    this.#version = options.version ?? ENGINE_VERSION;
    this.#transfer = new ImageTransfer({
      content: this.content,
      images: this.#images,
      snapshots: this.#snapshots,
      now: () => this.#now(),
      version: this.#version,
    });
  }

  // ---- images

  async pull(reference: string, options: PullOptions = {}): Promise<PullResult> {
    return pullBuiltin(reference, options, {
      images: this.#images,
      snapshots: this.#snapshots,
      now: () => this.#now(),
    });
  }

  async images(options: { all?: boolean } = {}): Promise<readonly ImageSummary[]> {
    const shown = this.#images.list().filter(({ image: { id } }) => {
      const intermediate = this.#images.tagsOf(id).length === 0 && this.#images.childrenOf(id).length > 0;
      return options.all === true || !intermediate;
    });
    return shown
      .map((record) => this.#views.imageSummary(record))
      .sort((a, b) => Date.parse(b.created) - Date.parse(a.created));
  }

  async inspectImage(reference: string): Promise<ImageInspect> {
    return this.#views.imageInspect(this.#images.find(reference));
  }

  async history(reference: string): Promise<readonly HistoryRow[]> {
    return this.#views.history(this.#images.find(reference));
  }

  async tag(source: string, target: string): Promise<void> {
    this.#images.tag(this.#images.find(source).image.id, target, this.#now());
  }

  async removeImage(reference: string, options: { force?: boolean } = {}): Promise<readonly ImageRemoval[]> {
    return removeImage(reference, options.force ?? false, {
      images: this.#images,
      snapshots: this.#snapshots,
      containers: this.#containers,
    });
  }

  // ---- containers

  async create(options: CreateOptions): Promise<string> {
    const { image } = this.#images.find(options.image);
    const id = randomBytes(32).toString("hex");
    const name = this.#containers.claimName(options.name);
    const config = containerConfig(image, options, id);
    const snapshot = this.#snapshots.prepare(id, layersOf(image), this.#clock());
    const driver = graphDriver(layerDirectories(layersOf(image)), containerDirectory(id));
    const container = new Container(
      {
        id,
        name,
        imageId: image.id,
        imageName: options.image,
        created: this.#now(),
        config,
        autoRemove: options.autoRemove ?? false,
        snapshot,
        overlayOptions: overlayOptions(driver),
      },
      { runtime: this.#runtime, clock: this.#clock, onExit: (ended) => this.#afterExit(ended) },
    );
    this.#containers.add(container);
    return id;
  }

  async start(name: string, stdio?: Stdio): Promise<StartedContainer> {
    const container = this.#containers.find(name);
    try {
      const exit = container.start(stdio);
      return { id: container.id, wait: () => exit };
    } catch (error) {
      // `--rm` also tidies up after a container that could not be started.
      this.#afterExit(container);
      throw error;
    }
  }

  async attach(name: string): Promise<ShellSession> {
    return this.#containers.find(name).attach();
  }

  async exec(name: string, options: ExecOptions): Promise<ExitStatus> {
    return this.#containers.find(name).exec(options);
  }

  async execShell(
    name: string,
    options: Omit<ExecOptions, "command" | "stdio" | "signal"> = {},
  ): Promise<ShellSession> {
    return this.#containers.find(name).execShell(options);
  }

  async stop(name: string): Promise<void> {
    await this.#containers.find(name).stop();
  }

  async kill(name: string, options: { signal?: string } = {}): Promise<void> {
    const signal = signalName(options.signal ?? "KILL");
    const container = this.#killable(name);
    if (signal === "KILL") await container.stop();
  }

  #killable(name: string): Container {
    const container = this.#containers.lookup(name);
    if (container === undefined) throw new CannotKillError(name, `No such container: ${name}`, 404);
    if (container.state.status !== "running")
      throw new CannotKillError(name, `container ${container.id} is not running`, 409);
    return container;
  }

  async wait(name: string): Promise<ExitStatus> {
    return this.#containers.find(name).wait();
  }

  async rename(name: string, to: string): Promise<void> {
    this.#containers.rename(this.#containers.find(name), to);
  }

  async followLogs(name: string, listener: (chunk: LogChunk) => void): Promise<() => void> {
    return this.#containers.find(name).follow(listener);
  }

  async logs(name: string): Promise<readonly LogChunk[]> {
    return [...this.#containers.find(name).logs];
  }

  async diff(name: string): Promise<readonly Change[]> {
    const container = this.#containers.find(name);
    return listChanges(container.lower, container.init.snapshot.upper);
  }

  async commit(name: string, options: CommitOptions = {}): Promise<Digest> {
    const container = this.#containers.find(name);
    const { init } = container;
    const parent = this.#images.get(init.imageId);
    // Every call here is synchronous from now on: no process of the container runs while its layer is read,
    // which is what `--pause` is for.
    const layer = this.#snapshots.commit(init.id);
    const config = commitConfig(parent.image, {
      created: this.#now(),
      container: init.id,
      containerConfig: init.config,
      layer,
      comment: options.comment ?? "",
      author: options.author ?? "",
      changes: options.changes ?? [],
      engineVersion: this.#version,
    });
    const layers = config.rootfs.diff_ids.map((diffId) => this.#snapshots.layer(diffId));
    const image = this.#images.add(config, layers, parent.image.id);
    this.#snapshots.register(layersOf(image));
    if (options.reference !== undefined) this.#images.tag(image.id, options.reference, this.#now());
    return image.id;
  }

  async inspectContainer(name: string): Promise<ContainerInspect> {
    return this.#views.containerInspect(this.#containers.find(name));
  }

  async containers(options: { all?: boolean } = {}): Promise<readonly ContainerSummary[]> {
    return this.#containers
      .list()
      .filter(({ state }) => options.all === true || state.status === "running")
      .map((container) => {
        const summary = this.#views.containerSummary(container);
        // A container keeps its image; once the name has moved on, only the id still says which.
        const named = this.#images.has(summary.image) ? this.#images.find(summary.image).image.id : undefined;
        return named === summary.imageId ? summary : { ...summary, image: summary.imageId.slice(7, 19) };
      })
      .reverse();
  }

  async removeContainer(name: string, options: { force?: boolean } = {}): Promise<void> {
    const container = this.#containers.find(name);
    if (container.state.status === "running") {
      if (!options.force) throw new ContainerRunningError(container.init.name);
      await container.stop();
    }
    this.#drop(container);
  }

  // ---- archives

  save(
    references: readonly string[],
    options: { format?: "docker" | "oci" } = {},
  ): AsyncIterable<Uint8Array> {
    return this.#transfer.save(references, options.format ?? "docker");
  }

  async load(archive: AsyncIterable<Uint8Array>): Promise<readonly LoadedImage[]> {
    return this.#transfer.load(archive);
  }

  async import(archive: AsyncIterable<Uint8Array>, options: ImportOptions = {}): Promise<Digest> {
    return this.#transfer.import(archive, options);
  }

  export(name: string): AsyncIterable<Uint8Array> {
    return streamed(exportArchive(this.#containers.find(name).unmounted()));
  }

  async statPath(name: string, path: string): Promise<PathStat> {
    return statPath(this.#containers.find(name).unmounted(), path, name);
  }

  async copyFrom(name: string, path: string): Promise<CopiedPath> {
    const { archive, ...stat } = copyFrom(this.#containers.find(name).unmounted(), path, name);
    return { ...stat, archive: streamed(archive) };
  }

  async copyInto(
    name: string,
    directory: string,
    archive: AsyncIterable<Uint8Array>,
    options: CopyIntoOptions = {},
  ): Promise<void> {
    const container = this.#containers.find(name);
    const fs = container.unmounted();
    const user = container.init.config.User ?? "";
    // A container without a user of its own keeps what the archive says, with `-a` too.
    const owner = options.copyUidGid === true && user !== "" ? resolveUser(user, fs) : undefined;
    await copyInto(fs, directory, archive, { container: name, owner: owner?.credentials });
  }

  async fileSystem(name: string): Promise<FileSystem> {
    return this.#containers.find(name).fileSystem();
  }

  async stack(name: string): Promise<Stack> {
    const container = this.#containers.lookup(name);
    if (container === undefined) {
      const record = this.#images.find(name);
      const [tag] = this.#images.tagsOf(record.image.id);
      return {
        kind: "image",
        name: tag ?? name,
        id: record.image.id,
        layers: this.#views.stackLayers(record),
      };
    }
    const { init } = container;
    const { entries, size } = this.#snapshots.measure(init.id);
    return {
      kind: "container",
      name: init.name,
      id: init.id,
      layers: this.#views.stackLayers(this.#images.get(init.imageId)),
      upper: { directory: `${containerDirectory(init.id)}/diff`, entries, size },
    };
  }

  /**
   * The disk of the machine the engine runs on, as far as containers are concerned: one directory for each
   * layer, holding just what the layer changes, and one for each container. Read-only; a deletion shows as
   * overlayfs keeps it, a character device 0/0. It is a picture of this moment.
   */
  host(): FileSystem {
    const directories = new Map<string, ChangeDirectory>();
    for (const { image } of this.#images.list()) {
      for (const [at, directory] of layerDirectories(layersOf(image)).entries()) {
        const diffId = layersOf(image)[at];
        if (diffId !== undefined) directories.set(directory, this.#snapshots.layer(diffId).changes);
      }
    }
    for (const { init } of this.#containers.list())
      directories.set(containerDirectory(init.id), init.snapshot.upper);
    return hostFileSystem(directories);
  }

  #afterExit(container: Container): void {
    if (container.init.autoRemove) this.#drop(container);
  }

  #drop(container: Container): void {
    if (!this.#containers.remove(container)) return;
    this.#snapshots.remove(container.id);
  }

  #now(): string {
    return new Date(this.#clock() * 1000).toISOString();
  }
}

async function* streamed(data: FileData): AsyncGenerator<Uint8Array> {
  yield* data.chunks();
}
