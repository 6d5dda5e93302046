import type { CacheRecord } from "../build/cache.js";
import type { BuildEvent } from "../build/events.js";
import type { StepResult } from "../build/solver.js";
import type { SourceTree } from "../build/source-tree.js";
import type { StepReplay } from "../build/step-replay.js";
import type { Verification } from "../image/verify.js";
import type { ChainID, DiffID, Digest } from "../oci/digest.js";
import type { ContainerConfig } from "../oci/types.js";
import type { LayerPullEvent, LayerPushEvent } from "../registry/distribution/progress.js";
import type { ExitStatus, ShellSession, Stdio } from "../runtime/process.js";
import type { FileData, FileSystem, Stat } from "../vfs/filesystem.js";
import type { ChangeDirectory } from "../vfs/node.js";
import type { CommittedImage, ContainerCommands } from "./commands.js";

/**
 * What a container engine does for its users, in Docker's words: the embedded engine and a real Docker
 * Engine behind its socket both are one.
 *
 * Life of an image: it comes by {@link pull} (or later {@link commit}, load, build), is named by
 * {@link tag}, and goes by {@link removeImage}. It never changes: a commit makes another one.
 * Life of a container: `created` → {@link start} → `running` → `exited` (start again at will) →
 * {@link removeContainer}. Its writable layer lives from create to remove, whether it runs or not.
 *
 * Images and containers are named as Docker names them: `ubuntu`, `ubuntu:22.04`, an id or a unique prefix
 * of one. A name that is not there throws `NoSuchImageError` or `NoSuchContainerError` with Docker's text.
 *
 * @example
 * await engine.pull("ubuntu");
 * const id = await engine.create({ image: "ubuntu", command: ["touch", "/hello"], name: "demo" });
 * await (await engine.start(id)).wait();          // { exitCode: 0 }
 * await engine.diff("demo");                      // [{ kind: "A", path: "/hello" }]
 * await engine.commit("demo", { reference: "hello", comment: "Add hello" });
 */
export interface Engine {
  readonly kind: "embedded" | "docker";

  pull(reference: string, options?: PullOptions): Promise<PullResult>;
  /** Sends an image to the registry that its name says; nothing is sent that is there already. */
  push(reference: string, options?: PushOptions): Promise<PushResult>;
  /** Images that can be pulled without a network, those first whose names fit best. */
  search(term: string): Promise<readonly SearchResult[]>;
  /** Asks a registry whether it accepts these credentials; keeps nothing. Its refusal is thrown. */
  checkLogin(registry: string, credentials: RegistryCredentials): Promise<void>;
  /**
   * Newest first, one entry for each image; dangling ones have no tags. Nameless images that others were made
   * from are shown only with `all`.
   */
  images(options?: { all?: boolean }): Promise<readonly ImageSummary[]>;
  inspectImage(reference: string): Promise<ImageInspect>;
  /** Newest first, as `docker history` prints it. */
  history(reference: string): Promise<readonly HistoryRow[]>;
  tag(source: string, target: string): Promise<void>;
  /** What was done, in order: names taken away, then images deleted. */
  removeImage(reference: string, options?: { force?: boolean }): Promise<readonly ImageRemoval[]>;

  /** What takes room on the disk, layers that images share counted once. */
  df(): Promise<DiskUsage>;
  /** Deletes what nothing uses. */
  prune(options: PruneOptions): Promise<Pruned>;

  /**
   * Builds an image from a Dockerfile, BuildKit's way: steps come from the cache where nothing they depend on has
   * changed. The image gets the given names.
   */
  build(options: BuildOptions): Promise<BuildResult>;
  /** What {@link build} would reuse and what it would build, and why, without building. */
  previewBuild(options: BuildOptions): Promise<readonly StepResult[]>;
  /** Results of build steps that are kept, most recently used first. */
  buildCache(): Promise<readonly CacheRecord[]>;
  /** Forgets results of build steps; images keep their layers. */
  pruneBuildCache(): Promise<readonly CacheRecord[]>;

  /** Makes a container and its writable layer; nothing runs yet. Answers its 64-digit id. Does not pull. */
  create(options: CreateOptions): Promise<string>;
  /** Starts the main process. Its output goes to the container's log, and to `stdio` too when one is given. */
  start(container: string, stdio?: Stdio): Promise<StartedContainer>;
  /** The shell of a running interactive container (`-i`, its command a shell): what `docker attach` gives. */
  attach(container: string): Promise<ShellSession>;
  exec(container: string, options: ExecOptions): Promise<ExitStatus>;
  /** A new shell beside the main process: what `docker exec -it NAME bash` gives. */
  execShell(
    container: string,
    options?: Omit<ExecOptions, "command" | "stdio" | "signal">,
  ): Promise<ShellSession>;
  /** Ends the main process; a container that is not running is left as it is. */
  stop(container: string, options?: { timeoutSeconds?: number }): Promise<void>;
  /**
   * Sends a signal to the main process. It is the first of its container and has no handlers, so the kernel
   * gives it none but KILL, as with Docker: KILL ends it (exit code 137), every other signal is without effect.
   */
  kill(container: string, options?: { signal?: string }): Promise<void>;
  /** Resolves when the main process has ended; at once, with its last code, when it does not run. */
  wait(container: string): Promise<ExitStatus>;
  rename(container: string, name: string): Promise<void>;
  logs(container: string): Promise<readonly LogChunk[]>;
  /** Calls back for everything logged from now on. Answers what ends that. */
  followLogs(container: string, listener: (chunk: LogChunk) => void): Promise<() => void>;
  /** Paths changed against the image, in Docker's order. */
  diff(container: string): Promise<readonly Change[]>;
  /** A new image: the container's image, and its writable layer as one more layer on top. Answers its id. */
  commit(container: string, options?: CommitOptions): Promise<Digest>;
  /** What was done in a container, which Docker itself does not keep. */
  commands(container: string): Promise<ContainerCommands>;
  /** The commits that made an image here, and what was done in their containers. */
  commits(image: string): Promise<CommittedImage>;
  inspectContainer(container: string): Promise<ContainerInspect>;
  /** Newest first; running ones only unless `all`. */
  containers(options?: { all?: boolean }): Promise<readonly ContainerSummary[]>;
  removeContainer(container: string, options?: { force?: boolean }): Promise<void>;

  /** Images as one archive, as `docker save` writes it. */
  save(references: readonly string[], options?: { format?: "docker" | "oci" }): AsyncIterable<Uint8Array>;
  /** Brings the images of an archive here: what `docker save` of any version wrote, or an OCI layout. */
  load(archive: AsyncIterable<Uint8Array>): Promise<readonly LoadedImage[]>;
  /** A container's merged files as one archive. */
  export(container: string): AsyncIterable<Uint8Array>;
  /** An image of one layer from an archive of files. Answers its id. */
  import(archive: AsyncIterable<Uint8Array>, options?: ImportOptions): Promise<Digest>;
  /**
   * Unpacks an archive into a directory of a container, running or not. An archive that is cut short changes
   * nothing.
   */
  copyInto(
    container: string,
    directory: string,
    archive: AsyncIterable<Uint8Array>,
    options?: CopyIntoOptions,
  ): Promise<void>;
  /** What a path of a container is; the link itself where it is one, unless the path ends in a slash. */
  statPath(container: string, path: string): Promise<PathStat>;
  /** A path of a container as an archive, and what the path is (links followed only at its end when asked). */
  copyFrom(container: string, path: string): Promise<CopiedPath>;

  /** The merged view of a container, read and written in place; for pictures and for tests. */
  fileSystem(container: string): Promise<FileSystem>;
  /** Which directories on the host are stacked for a container or an image, lowest layer first. */
  stack(name: string): Promise<Stack>;
  /** The same with what each layer holds: for views of layers and for tests. */
  contents(name: string): Promise<Contents>;
  /** Hashes every blob of an image anew, following the digests from its name down. */
  verify(reference: string): Promise<Verification>;
  /**
   * The image as it was after a step of its history (1 is the oldest, -1 the newest). An image that was stored here
   * then is answered itself; else one is made of the first layers, without a name.
   */
  imageAt(reference: string, step: number): Promise<Digest>;
}

export interface BuildOptions {
  /** The Dockerfile's text. */
  readonly dockerfile: string;
  /** How progress names it; `Dockerfile` unless told. */
  readonly dockerfileName?: string;
  /** What COPY and ADD read; `.dockerignore` in its root is obeyed. */
  readonly context: SourceTree;
  readonly tags?: readonly string[];
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  /** Name or number of the stage to build; the last one unless told. */
  readonly target?: string;
  readonly noCache?: boolean;
  /** Stages to build without the cache. */
  readonly noCacheFilter?: readonly string[];
  /** Ask the registry for base images that are here, too. */
  readonly pull?: boolean;
  /** Seconds since the epoch: every time in the image is this one, so equal inputs give equal ids. */
  readonly sourceDateEpoch?: number;
  /**
   * What steps that make layers meet in place of what a build gives them, counted from 0 in each stage. Such a build
   * neither uses the cache nor fills it.
   */
  readonly replay?: (step: number) => StepReplay | undefined;
  readonly onEvent?: (event: BuildEvent) => void;
  readonly signal?: AbortSignal;
}

export interface BuildResult {
  readonly id: Digest;
  readonly references: readonly string[];
  /** Each step that makes a layer, in the Dockerfile's order: reused or built, and why. */
  readonly steps: readonly StepResult[];
  readonly seconds: number;
}

export interface PullOptions {
  readonly onProgress?: (event: PullProgress) => void;
  /** `linux/arm64`; the machine's own, or any, unless told. */
  readonly platform?: string;
  /** Plain HTTP where the registry has no HTTPS. On this machine it needs no saying. */
  readonly insecure?: boolean;
  readonly signal?: AbortSignal;
}

/** One line of a pull's display. */
export type PullProgress =
  | {
      readonly kind: "pulling-from";
      readonly repository: string;
      readonly tag: string;
      /** Absent for a built-in image. */
      readonly registry?: string;
    }
  | LayerPullEvent;

export interface PushOptions {
  readonly onProgress?: (event: PushProgress) => void;
  readonly insecure?: boolean;
  readonly signal?: AbortSignal;
}

/** One line of a push's display. */
export type PushProgress = { readonly kind: "pushing-to"; readonly repository: string } | LayerPushEvent;

/** What happened to one layer between here and a registry. */
export interface LayerTransfer {
  /** As the progress names it. */
  readonly id: string;
  readonly diffId: DiffID;
  /** Of the blob in the registry, which is compressed. */
  readonly digest: Digest;
  /** Bytes of files. */
  readonly size: number;
  /** Bytes that went over the network for it. */
  readonly transferred: number;
  /** `there`: it was where it was to go; `mounted`: the registry had it in another repository. */
  readonly how: "transferred" | "there" | "mounted";
}

export interface PushResult {
  /** `localhost:5000/x:latest` */
  readonly reference: string;
  readonly tag: string;
  /** The manifest's, and its bytes. */
  readonly digest: Digest;
  readonly size: number;
  /** Lowest first. */
  readonly layers: readonly LayerTransfer[];
}

export interface SearchResult {
  readonly name: string;
  readonly description: string;
  /** Nobody counts stars without a network. */
  readonly stars: number;
  readonly official: boolean;
  readonly tags: readonly string[];
}

export interface RegistryCredentials {
  readonly username: string;
  readonly password: string;
}

export interface PullResult {
  readonly id: Digest;
  /** The manifest's digest, as `Digest:` shows it. */
  readonly digest: Digest;
  /** `ubuntu:latest` */
  readonly reference: string;
  readonly upToDate: boolean;
  /** Lowest first; absent for a built-in image, which comes over no network. */
  readonly layers?: readonly LayerTransfer[];
}

export interface ImageSummary {
  readonly id: Digest;
  /** `name:tag`, sorted. */
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  /** RFC 3339. */
  readonly created: string;
  /** Bytes of all layers' files. */
  readonly size: number;
}

export interface HistoryRow {
  /** The image this step ended in, or why there is none to name. */
  readonly image:
    | { readonly known: true; readonly id: Digest }
    | { readonly known: false; readonly reason: MissingReason };
  readonly tags: readonly string[];
  /** RFC 3339; absent where the image does not say. */
  readonly created?: string;
  readonly createdBy: string;
  readonly comment: string;
  /** Bytes of files and of symlink targets; 0 for a step that only changed configuration. */
  readonly size: number;
  readonly layer: LayerSummary | undefined;
}

/** Why Docker prints `<missing>`: no image of that step was ever stored here. */
export type MissingReason =
  /** The step belongs to an image that came whole from elsewhere; only its end is an image here. */
  | "pulled"
  /** The step was made by a build, and a build stores only the image it ends in. */
  | "built";

export interface LayerSummary {
  readonly diffId: DiffID;
  /** Bytes of files and of symlink targets (hard links once): Docker's SIZE. */
  readonly size: number;
  /** Bytes of the tar archive. */
  readonly archiveSize: number;
  /** Entries of the archive. */
  readonly entries: number;
}

export type ImageRemoval =
  | { readonly kind: "untagged"; readonly reference: string }
  /** An image by its id, or a layer nothing stands on any more by its ChainID. */
  | { readonly kind: "deleted"; readonly id: Digest | ChainID };

/** `docker system df`; all sizes are bytes of files. */
export interface DiskUsage {
  readonly images: UsageOf<ImageUsage>;
  readonly containers: UsageOf<ContainerUsage>;
  readonly volumes: UsageOf<never>;
  /** Active ones are those whose layer an image has too: deleting them frees nothing. */
  readonly buildCache: UsageOf<CacheRecord>;
}

export interface UsageOf<Item> {
  readonly total: number;
  /** Images that a container was made from; containers that run. */
  readonly active: number;
  readonly size: number;
  /** What would be free without those that are not active. */
  readonly reclaimable: number;
  /** The lines of `-v`. */
  readonly items: readonly Item[];
}

export interface ImageUsage extends ImageSummary {
  /** Of layers that other images stand on too. */
  readonly sharedSize: number;
  readonly uniqueSize: number;
  /** How many containers were made from it. */
  readonly containers: number;
}

export interface ContainerUsage extends ContainerSummary {
  /** Of its writable layer. */
  readonly size: number;
}

export interface PruneOptions {
  /** `system`: containers, then images, then blobs that an interrupted command has left. */
  readonly kind: "images" | "containers" | "system";
  /** Also images that have a name, when no container was made from them. */
  readonly all?: boolean;
  /** Only what was made before; seconds since the epoch. */
  readonly until?: number;
}

export interface Pruned {
  /** Ids. */
  readonly containers: readonly string[];
  readonly images: readonly ImageRemoval[];
  /** Bytes. */
  readonly spaceReclaimed: number;
}

export interface CreateOptions {
  readonly image: string;
  /** Replaces the image's Cmd; empty or absent: the image's own. */
  readonly command?: readonly string[];
  readonly name?: string;
  /** `-i`: keep stdin open. */
  readonly interactive?: boolean;
  /** `-t`: a terminal. */
  readonly tty?: boolean;
  /** `-d` */
  readonly detach?: boolean;
  /** `--rm`: removed when it exits. */
  readonly autoRemove?: boolean;
  /** `NAME=value`, or `NAME` alone (left out: there is no host environment to take it from). */
  readonly env?: readonly string[];
  readonly workdir?: string;
  /** `name`, `uid`, `name:group`, `uid:gid`. */
  readonly user?: string;
  /** `--entrypoint`; an empty string takes the image's away. */
  readonly entrypoint?: string;
  readonly hostname?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface StartedContainer {
  readonly id: string;
  /** Resolves when the main process ends. */
  wait(): Promise<ExitStatus>;
}

export interface ExecOptions {
  readonly command: readonly string[];
  readonly stdio: Stdio;
  readonly env?: readonly string[];
  readonly workdir?: string;
  readonly user?: string;
  readonly tty?: boolean;
  readonly signal?: AbortSignal;
}

export interface LogChunk {
  readonly stream: "stdout" | "stderr";
  readonly time: string;
  readonly bytes: Uint8Array;
}

export interface LoadedImage {
  readonly id: Digest;
  /** Names it got; a name that another image had has moved. */
  readonly references: readonly string[];
  /** Names that another image had until now, and which. */
  readonly moved: readonly { readonly reference: string; readonly from: Digest }[];
}

export interface ImportOptions {
  readonly reference?: string;
  /** `-m`; Docker's own text for it where none is given. */
  readonly comment?: string;
  /** `-c` */
  readonly changes?: readonly string[];
  /** `linux/amd64` unless told. */
  readonly platform?: string;
}

export interface CopyIntoOptions {
  /** `-a`: everything belongs to the container's user; else to whom the archive says. */
  readonly copyUidGid?: boolean;
}

export interface PathStat {
  readonly stat: Stat;
  /** Of a symbolic link: the path it leads to, absolute and followed to its end. */
  readonly linkTarget?: string;
}

export interface CopiedPath extends PathStat {
  readonly archive: AsyncIterable<Uint8Array>;
}

/** One line of `docker diff`: Added, Changed or Deleted. */
export interface Change {
  readonly kind: "A" | "C" | "D";
  readonly path: string;
}

export interface CommitOptions {
  readonly reference?: string;
  /** `-m` */
  readonly comment?: string;
  /** `-a` */
  readonly author?: string;
  /** `-c`: Dockerfile instructions, e.g. `CMD node app.js`. */
  readonly changes?: readonly string[];
  /** `-p`, on unless told: hold the container's processes while its layer is read. */
  readonly pause?: boolean;
}

/** `docker image inspect`, Docker's own members and order. */
export interface ImageInspect {
  readonly Id: Digest;
  readonly RepoTags: readonly string[];
  readonly RepoDigests: readonly string[];
  readonly Parent: string;
  readonly Comment: string;
  readonly Created: string;
  readonly DockerVersion: string;
  readonly Author: string;
  readonly Config: ContainerConfig;
  readonly Architecture: string;
  readonly Variant?: string;
  readonly Os: string;
  readonly Size: number;
  readonly GraphDriver: GraphDriver;
  readonly RootFS: { readonly Type: "layers"; readonly Layers: readonly DiffID[] };
  readonly Metadata: { readonly LastTagTime: string };
}

export interface GraphDriver {
  readonly Data: {
    /** Lower directories, topmost first, joined by `:`. Absent for an image of one layer. */
    readonly LowerDir?: string;
    readonly MergedDir: string;
    readonly UpperDir: string;
    readonly WorkDir: string;
  };
  readonly Name: "overlay2";
}

export type ContainerStatus = "created" | "running" | "exited";

/** `docker container inspect`, the members people use, in Docker's order. */
export interface ContainerInspect {
  readonly Id: string;
  readonly Created: string;
  readonly Path: string;
  readonly Args: readonly string[];
  readonly State: {
    readonly Status: ContainerStatus;
    readonly Running: boolean;
    readonly Paused: boolean;
    readonly Restarting: boolean;
    readonly OOMKilled: boolean;
    readonly Dead: boolean;
    readonly Pid: number;
    readonly ExitCode: number;
    readonly Error: string;
    readonly StartedAt: string;
    readonly FinishedAt: string;
  };
  readonly Image: Digest;
  /** With Docker's leading slash. */
  readonly Name: string;
  readonly RestartCount: number;
  readonly Driver: "overlay2";
  readonly Platform: "linux";
  readonly HostConfig: { readonly AutoRemove: boolean };
  readonly GraphDriver: GraphDriver;
  readonly Config: ContainerConfig;
}

export interface ContainerSummary {
  readonly id: string;
  /** Without the slash. */
  readonly name: string;
  readonly imageId: Digest;
  /** The image as it was named at create. */
  readonly image: string;
  /** Path and arguments as one line. */
  readonly command: string;
  readonly created: string;
  readonly status: ContainerStatus;
  readonly exitCode: number;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The layers under a name, as they lie on the host: what an overlay mount is made of. */
export interface Stack {
  readonly kind: "image" | "container";
  readonly name: string;
  readonly id: string;
  /** Lowest first. */
  readonly layers: readonly StackLayer[];
  /** A container's own directory. */
  readonly upper?: { readonly directory: string; readonly entries: number; readonly size: number };
}

export interface StackLayer extends LayerSummary {
  /** The directory the layer is unpacked into on the host. */
  readonly directory: string;
  readonly createdBy: string;
  readonly comment: string;
  /** Tags of stored images whose layers end here. */
  readonly tags: readonly string[];
}

/** What the layers under a name hold. */
export interface Contents {
  readonly kind: "image" | "container";
  readonly name: string;
  readonly id: string;
  /** Lowest first. */
  readonly layers: readonly LayerContents[];
  /** A container's own layer as it is now: it goes on changing. */
  readonly upper?: { readonly directory: string; readonly changes: ChangeDirectory };
}

export interface LayerContents extends StackLayer {
  readonly chainId: ChainID;
  readonly changes: ChangeDirectory;
  /** The tar archive, uncompressed. */
  readonly archive: FileData;
}
