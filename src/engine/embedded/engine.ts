import { randomBytes } from "node:crypto";
import type { CacheRecord } from "../../build/cache.js";
import type { StepResult } from "../../build/solver.js";
import type { Medium } from "../../content/medium.js";
import { MemoryMedium } from "../../content/memory-medium.js";
import type { ContentStore } from "../../content/store.js";
import { ContainerRunningError } from "../../errors/containers.js";
import { commitConfig } from "../../image/commit.js";
import { layersOf } from "../../image/image.js";
import { type Verification, verifyImage } from "../../image/verify.js";
import { exportArchive } from "../../layout/export.js";
import type { DiffID, Digest } from "../../oci/digest.js";
import { parseReference } from "../../oci/reference.js";
import type { ExitStatus, Runtime, ShellSession, Stdio } from "../../runtime/process.js";
import { UpperArchive } from "../../snapshot/upper-archive.js";
import { listChanges } from "../../vfs/changes.js";
import type { FileData, FileSystem } from "../../vfs/filesystem.js";
import type { ChangeDirectory } from "../../vfs/node.js";
import type { CommittedImage, ContainerCommands } from "../commands.js";
import type {
  BuildOptions,
  BuildResult,
  Change,
  CommitOptions,
  ContainerInspect,
  ContainerSummary,
  Contents,
  CopiedPath,
  CopyIntoOptions,
  CreateOptions,
  DiskUsage,
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
  Pruned,
  PruneOptions,
  PullOptions,
  PullResult,
  PushOptions,
  PushResult,
  RegistryCredentials,
  SearchResult,
  Stack,
  StartedContainer,
} from "../engine.js";
import { Builds } from "./builds.js";
import { CacheFile } from "./cache-file.js";
import { commitsOf, copyRecord, keepCommands } from "./commits.js";
import { containerConfig } from "./config.js";
import { Container, type ContainerInit } from "./container.js";
import type { ContainerRecord } from "./container-file.js";
import { contentsOf, imageAt } from "./contents.js";
import { copyFrom, copyInto, statPath } from "./copy.js";
import { containerDirectory, graphDriver, layerDirectories, overlayOptions } from "./directories.js";
import { Holds } from "./holds.js";
import { hostFileSystem } from "./host.js";
import { Views } from "./inspect.js";
import { Processes } from "./processes.js";
import { prune } from "./prune.js";
import { pullImage } from "./pull.js";
import { pushImage } from "./push.js";
import { connect, type RegistryOptions } from "./registry.js";
import { removeImage } from "./remove-image.js";
import { searchBuiltin } from "./search.js";
import { LabStore } from "./store.js";
import type { Supervisor } from "./supervisor.js";
import { ImageTransfer } from "./transfer.js";
import { diskUsage } from "./usage.js";
import { resolveUser } from "./user.js";

export interface EmbeddedEngineOptions {
  readonly runtime: Runtime;
  /**
   * Where everything is kept, for the next engine and for engines in other processes; in memory, for this engine
   * alone, unless told.
   */
  readonly medium?: Medium;
  /** Where programs go on that are started without somebody to watch them; they run in this process without it. */
  readonly supervisor?: Supervisor;
  /** How registries are reached; over the network, with Docker's own credentials, unless told. */
  readonly registry?: RegistryOptions;
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
  readonly #store: LabStore;
  readonly #holds = new Holds(() => this.#store);
  readonly #builds: Builds;
  readonly #views: Views;
  readonly #transfer: ImageTransfer;
  readonly #runtime: Runtime;
  readonly #processes: Processes;
  readonly #registry: RegistryOptions;
  readonly #clock: () => number;
  readonly #version: string;

  constructor(options: EmbeddedEngineOptions) {
    this.#store = new LabStore({
      medium: options.medium ?? new MemoryMedium(),
      kept: options.medium !== undefined,
      restore: (record) => this.#restore(record),
      owns: (id) => this.#holds.has(id),
    });
    const { content, images, snapshots } = this.#store;
    this.content = content;
    this.#views = new Views(images, snapshots);
    this.#runtime = options.runtime;
    this.#processes = new Processes({
      store: this.#store,
      holds: this.#holds,
      supervisor: options.supervisor,
      afterExit: (ended) => this.#afterExit(ended),
    });
    this.#registry = options.registry ?? {};
    this.#clock = options.clock ?? (() => Date.now() / 1000);
    this.#version = options.version ?? ENGINE_VERSION;
    this.#builds = new Builds({
      store: this.#store,
      cache: new CacheFile(this.#store.medium, options.medium !== undefined),
      runtime: options.runtime,
      clock: this.#clock,
      pull: async (reference) => void (await this.pull(reference)),
    });
    this.#transfer = new ImageTransfer({
      store: this.#store,
      now: () => this.#now(),
      version: this.#version,
    });
  }

  // ---- images

  async pull(reference: string, options: PullOptions = {}): Promise<PullResult> {
    return pullImage(reference, options, {
      store: this.#store,
      registry: this.#registry,
      now: () => this.#now(),
    });
  }

  async push(reference: string, options: PushOptions = {}): Promise<PushResult> {
    return pushImage(reference, options, { store: this.#store, registry: this.#registry });
  }

  async search(term: string): Promise<readonly SearchResult[]> {
    return searchBuiltin(term);
  }

  async checkLogin(registry: string, credentials: RegistryCredentials): Promise<void> {
    const { client } = await connect(
      { domain: registry, path: "" },
      { ...this.#registry, credentials: { get: async () => credentials } },
    );
    await client.login();
  }

  async images(options: { all?: boolean } = {}): Promise<readonly ImageSummary[]> {
    return this.#do(() => {
      const { images } = this.#store;
      const shown = images.list().filter(({ id }) => {
        const intermediate = images.tagsOf(id).length === 0 && images.childrenOf(id).length > 0;
        return options.all === true || !intermediate;
      });
      return shown
        .map((record) => this.#views.imageSummary(record))
        .sort((a, b) => Date.parse(b.created) - Date.parse(a.created));
    });
  }

  async inspectImage(reference: string): Promise<ImageInspect> {
    return this.#do(() => this.#views.imageInspect(this.#store.images.find(reference)));
  }

  async history(reference: string): Promise<readonly HistoryRow[]> {
    return this.#do(() => this.#views.history(this.#store.images.find(reference)));
  }

  async tag(source: string, target: string): Promise<void> {
    const { images } = this.#store;
    this.#do(() => images.tag(images.find(source).id, target, this.#now()));
  }

  async removeImage(reference: string, options: { force?: boolean } = {}): Promise<readonly ImageRemoval[]> {
    return this.#do(() => removeImage(reference, options.force ?? false, this.#store));
  }

  /** What takes room, as `docker system df -v` shows it: of the cache, what was used longest ago comes first. */
  async df(): Promise<DiskUsage> {
    return this.#do(() => diskUsage(this.#store, this.#views, this.#builds.records().toReversed()));
  }

  async prune(options: PruneOptions): Promise<Pruned> {
    return this.#do(() => prune(options, this.#store));
  }

  // ---- builds

  build(options: BuildOptions): Promise<BuildResult> {
    return this.#builds.build(options);
  }

  previewBuild(options: BuildOptions): Promise<readonly StepResult[]> {
    return this.#builds.preview(options);
  }

  async buildCache(): Promise<readonly CacheRecord[]> {
    return this.#builds.records();
  }

  async pruneBuildCache(): Promise<readonly CacheRecord[]> {
    return this.#builds.prune();
  }

  // ---- containers

  async create(options: CreateOptions): Promise<string> {
    return this.#do(() => {
      const { images, containers, snapshots } = this.#store;
      const { image } = images.find(options.image);
      const id = randomBytes(32).toString("hex");
      const name = containers.claimName(options.name);
      const config = containerConfig(image, options, id);
      const snapshot = snapshots.prepare(id, layersOf(image), this.#clock());
      const { autoRemove = false, image: imageName } = options;
      containers.add(
        this.#container({
          id,
          sequence: containers.nextSequence(),
          name,
          imageId: image.id,
          imageName,
          created: this.#now(),
          config,
          autoRemove,
          snapshot,
          overlayOptions: optionsOf(id, layersOf(image)),
        }),
      );
      return id;
    });
  }

  #container(init: ContainerInit, archive?: UpperArchive, record?: ContainerRecord): Container {
    const { files, content } = this.#store;
    return new Container(
      init,
      {
        runtime: this.#runtime,
        clock: this.#clock,
        onExit: (ended) => this.#afterExit(ended),
        ...(files === undefined
          ? {}
          : {
              archive: archive ?? new UpperArchive(content),
              earlierLog: () => files.readLog(init.id),
            }),
      },
      record,
    );
  }

  #restore(record: ContainerRecord): Container {
    const { content, snapshots } = this.#store;
    const { id, layers, upper, config: _config, state: _state, waiting: _waiting, ...init } = record;
    const archive = new UpperArchive(content);
    const container: Container = this.#container(
      {
        ...init,
        id,
        config: record.config,
        snapshot: snapshots.restore(id, layers, () => container.load()),
        overlayOptions: optionsOf(id, layers),
      },
      archive,
      record,
    );
    return container;
  }

  start(name: string, stdio?: Stdio): Promise<StartedContainer> {
    return this.#processes.start(name, stdio);
  }

  attach(name: string): Promise<ShellSession> {
    return this.#processes.attach(name);
  }

  exec(name: string, options: ExecOptions): Promise<ExitStatus> {
    return this.#processes.exec(name, options);
  }

  execShell(
    name: string,
    options: Omit<ExecOptions, "command" | "stdio" | "signal"> = {},
  ): Promise<ShellSession> {
    return this.#processes.execShell(name, options);
  }

  stop(name: string, options: { timeoutSeconds?: number } = {}): Promise<void> {
    return this.#processes.stop(name, options);
  }

  kill(name: string, options: { signal?: string } = {}): Promise<void> {
    return this.#processes.kill(name, options);
  }

  wait(name: string): Promise<ExitStatus> {
    return this.#processes.wait(name);
  }

  async rename(name: string, to: string): Promise<void> {
    this.#do(() => this.#store.containers.rename(this.#find(name), to));
  }

  followLogs(name: string, listener: (chunk: LogChunk) => void): Promise<() => void> {
    return this.#processes.followLogs(name, listener);
  }

  async logs(name: string): Promise<readonly LogChunk[]> {
    return this.#do(() => [...this.#find(name).logs]);
  }

  async diff(name: string): Promise<readonly Change[]> {
    return this.#do(() => {
      const container = this.#find(name);
      return listChanges(container.lower, container.init.snapshot.upper);
    });
  }

  async commit(name: string, options: CommitOptions = {}): Promise<Digest> {
    // No process of the container runs while its layer is read, which is what `--pause` is for.
    return this.#do(() => {
      const { images, snapshots } = this.#store;
      const container = this.#find(name);
      const { init } = container;
      const parent = images.get(init.imageId);
      if (options.reference !== undefined) parseReference(options.reference);
      const layer = snapshots.commit(init.id);
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
      const layers = config.rootfs.diff_ids.map((diffId) => snapshots.figures(diffId));
      const image = images.add(
        config,
        layers,
        parent.id,
        keepCommands(container.commands, this.#store.content),
      );
      if (options.reference !== undefined) images.tag(image.id, options.reference, this.#now());
      return image.id;
    });
  }

  async commands(name: string): Promise<ContainerCommands> {
    return this.#do(() => this.#find(name).commands);
  }

  async commits(reference: string): Promise<CommittedImage> {
    return this.#do(() => commitsOf(reference, this.#store));
  }

  async inspectContainer(name: string): Promise<ContainerInspect> {
    return this.#do(() => this.#views.containerInspect(this.#find(name)));
  }

  async containers(options: { all?: boolean } = {}): Promise<readonly ContainerSummary[]> {
    const { images, containers } = this.#store;
    return this.#do(() =>
      containers
        .list()
        .filter(({ state }) => options.all === true || state.status === "running")
        .map((container) => {
          const summary = this.#views.containerSummary(container);
          // A container keeps its image; once the name has moved on, only the id still says which.
          const named = images.has(summary.image) ? images.find(summary.image).id : undefined;
          return named === summary.imageId ? summary : { ...summary, image: summary.imageId.slice(7, 19) };
        })
        .reverse(),
    );
  }

  async removeContainer(name: string, options: { force?: boolean } = {}): Promise<void> {
    const { containers } = this.#store;
    if (this.#do(() => containers.lookup(name) === undefined && containers.removeDamaged(name))) return;
    const { state, init } = this.#do(() => this.#find(name));
    if (state.status === "running") {
      if (!options.force) throw new ContainerRunningError(init.name);
      await this.stop(name, { timeoutSeconds: 0 });
    }
    // `--rm` may have done it by now.
    if (this.#do(() => containers.lookup(init.id)) === undefined) return;
    const { release } = await this.#holds.take(
      () => this.#find(init.id),
      (container) => this.#store.drop(container),
    );
    release();
  }

  // ---- archives

  save(
    references: readonly string[],
    options: { format?: "docker" | "oci" } = {},
  ): AsyncIterable<Uint8Array> {
    return this.#leased(this.#do(() => this.#transfer.save(references, options.format ?? "docker")));
  }

  async load(archive: AsyncIterable<Uint8Array>): Promise<readonly LoadedImage[]> {
    return this.#transfer.load(archive);
  }

  async import(archive: AsyncIterable<Uint8Array>, options: ImportOptions = {}): Promise<Digest> {
    return this.#transfer.import(archive, options);
  }

  export(name: string): AsyncIterable<Uint8Array> {
    return this.#leased(streamed(this.#do(() => exportArchive(this.#find(name).unmounted()))));
  }

  /** What is being read is not deleted before its end. */
  async *#leased(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const lease = this.#store.medium.lease();
    try {
      yield* stream;
    } finally {
      lease.release();
      this.#do(() => {});
    }
  }

  async statPath(name: string, path: string): Promise<PathStat> {
    return this.#do(() => statPath(this.#find(name).unmounted(), path, name));
  }

  async copyFrom(name: string, path: string): Promise<CopiedPath> {
    const { archive, ...stat } = this.#do(() => copyFrom(this.#find(name).unmounted(), path, name));
    return { ...stat, archive: this.#leased(streamed(archive)) };
  }

  async copyInto(
    name: string,
    directory: string,
    archive: AsyncIterable<Uint8Array>,
    options: CopyIntoOptions = {},
  ): Promise<void> {
    const { container, release } = await this.#holds.take(
      () => this.#find(name),
      () => {},
    );
    const fs = container.unmounted();
    const user = container.init.config.User ?? "";
    // A container without a user of its own keeps what the archive says, with `-a` too.
    const owner = options.copyUidGid === true && user !== "" ? resolveUser(user, fs) : undefined;
    try {
      await copyInto(fs, directory, archive, {
        container: name,
        owner: owner?.credentials,
        begin: (root, data) =>
          this.#do(() =>
            container.beginCopy(
              copyRecord(root, data, owner?.credentials, {
                content: this.content,
                before: container.commands,
              }),
            ),
          ),
      });
    } finally {
      release();
    }
  }

  async fileSystem(name: string): Promise<FileSystem> {
    return this.#do(() => this.#find(name).fileSystem());
  }

  async stack(name: string): Promise<Stack> {
    return this.#do(() => this.#stack(name));
  }

  #stack(name: string): Stack {
    const { images, containers, snapshots } = this.#store;
    const container = containers.lookup(name);
    if (container === undefined) {
      const record = images.find(name);
      const [tag] = images.tagsOf(record.id);
      return { kind: "image", name: tag ?? name, id: record.id, layers: this.#views.stackLayers(record) };
    }
    const { init } = container;
    const { entries, size } = snapshots.measure(init.id);
    return {
      kind: "container",
      name: init.name,
      id: init.id,
      layers: this.#views.stackLayers(images.get(init.imageId)),
      upper: { directory: `${containerDirectory(init.id)}/diff`, entries, size },
    };
  }

  async contents(name: string): Promise<Contents> {
    return this.#do(() => contentsOf(this.#stack(name), this.#store));
  }

  async verify(reference: string): Promise<Verification> {
    return this.#do(() => verifyImage(reference, this.#store.images.find(reference), this.#store.content));
  }

  async imageAt(reference: string, step: number): Promise<Digest> {
    return this.#do(() => imageAt(reference, step, this.#store));
  }

  /**
   * The disk of the machine the engine runs on, as far as containers are concerned: one directory for each
   * layer, holding just what the layer changes, and one for each container. Read-only; a deletion shows as
   * overlayfs keeps it, a character device 0/0. It is a picture of this moment.
   */
  host(): FileSystem {
    return this.#do(() => {
      const { images, containers, snapshots } = this.#store;
      const directories = new Map<string, ChangeDirectory>();
      for (const stack of images.stacks()) {
        for (const [at, directory] of layerDirectories(stack).entries()) {
          const diffId = stack[at];
          if (diffId !== undefined) directories.set(directory, snapshots.layer(diffId).changes);
        }
      }
      for (const { init } of containers.list())
        directories.set(containerDirectory(init.id), init.snapshot.upper);
      return hostFileSystem(directories);
    });
  }

  /** Everything the engine answers or changes, is answered or changed in a transaction. */
  #do<Result>(work: () => Result): Result {
    return this.#store.transact(work);
  }

  #find(name: string): Container {
    return this.#store.containers.find(name);
  }

  #afterExit(container: Container): void {
    this.#do(() => {
      if (container.init.autoRemove) this.#store.drop(container);
    });
  }

  #now(): string {
    return new Date(this.#clock() * 1000).toISOString();
  }
}

function optionsOf(id: string, layers: readonly DiffID[]): string {
  return overlayOptions(graphDriver(layerDirectories(layers), containerDirectory(id)));
}

async function* streamed(data: FileData): AsyncGenerator<Uint8Array> {
  yield* data.chunks();
}
