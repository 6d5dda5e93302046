import type { Digest } from "../../../oci/digest.js";
import { KILLED } from "../../../posix/exit-status.js";
import { normalize } from "../../../posix/path.js";
import type { ProcessNetwork } from "../../../process/network.js";
import type { Runtime } from "../../../process/process.js";
import type { ActiveSnapshot } from "../../../snapshot/snapshotter.js";
import type { UpperArchive } from "../../../snapshot/upper-archive.js";
import type { FileSystem } from "../../../vfs/filesystem.js";
import type { DirectoryNode } from "../../../vfs/node.js";
import type { Mount, View } from "../../../vfs/union/walk.js";
import { UnionFileSystem } from "../../../vfs/union.js";
import type { ContainerCommands } from "../../commands.js";
import type { LogChunk } from "../../processes.js";
import type { CommandRecord, Running } from "../commands/record.js";
import { hostsText, resolverText } from "../networks/files.js";
import { type NetworkState, NO_NETWORK } from "../networks/state.js";
import { containerDirectory } from "../views/directories.js";
import type { MountPoint } from "../volumes/mount-point.js";
import { ContainerLife } from "./life.js";
import { ContainerLog } from "./log.js";
import { ownRows } from "./mount-table.js";
import { allPoints, inOrder, type MountSources, mountInto } from "./mounting.js";
import { commandLine } from "./own-processes.js";
import {
  type ContainerFacts,
  type ContainerRecord,
  type ContainerState,
  NEVER,
  RecordedContainer,
  type RecordParts,
} from "./record.js";
import {
  keepingHosts,
  type MountDetails,
  type NetworkFiles,
  networkFiles,
  standardMounts,
  withInitLayer,
} from "./root-file-system.js";
import { workingDirectory } from "./working-directory.js";

export interface ContainerParts {
  readonly snapshot: ActiveSnapshot;
  readonly runtime: Runtime;
  /** Seconds since the epoch. */
  readonly clock: () => number;
  /** Called each time the main process has ended, after the state has been updated. */
  readonly onExit: (container: Container) => void;
  /** What the container gets of its networks as it starts. */
  readonly join: (container: Container) => NetworkState;
  readonly happened: RecordParts["happened"];
  /** What its programs see of the lab's network. */
  readonly traffic: (container: Container) => ProcessNetwork;
  /** Its program could not be started, after it had got what it has of its networks. */
  readonly failed: (network: NetworkState) => void;
  /** Its state has changed while nobody asked. */
  readonly changed: () => void;
  /** The other containers that run. */
  readonly others: (container: Container) => readonly Container[];
  /** `lowerdir=…,upperdir=…,workdir=…`: the options of the root in /proc/mounts. */
  readonly overlayOptions: string;
  /** Where mounted volumes and files of the machine come from. */
  readonly sources: MountSources;
  /** Where the writable layer is stored; absent in an engine that stores nothing. */
  readonly archive?: UpperArchive;
  /** The content of the log's file; absent in an engine that stores nothing. */
  readonly writtenLog?: () => readonly LogChunk[];
}

/**
 * One container: its record, what runs in it, and what it has printed. The writable layer lives as long as
 * the container, whether or not it runs; processes see it through a union file system that is mounted at each start.
 */
export class Container {
  readonly life: ContainerLife;
  readonly log: ContainerLog;
  readonly #parts: ContainerParts;
  readonly #recorded: RecordedContainer;
  #lower: DirectoryNode | undefined;
  /** Writes /etc/hosts again if others have come or gone. */
  #names: (() => void) | undefined;
  #mounts: ReadonlyMap<string, Mount> = new Map();

  constructor(facts: ContainerFacts, parts: ContainerParts, kept?: ContainerRecord) {
    const { snapshot, runtime, clock, onExit, writtenLog } = parts;
    this.#parts = parts;
    this.#recorded = new RecordedContainer(facts, snapshot, parts, kept);
    this.log = new ContainerLog({
      now: () => new Date(clock() * 1000).toISOString(),
      ...(writtenLog === undefined ? {} : { written: writtenLog }),
    });
    this.life = new ContainerLife({
      recorded: this.#recorded,
      log: this.log,
      runtime,
      mount: (network) => this.#mounted(network),
      join: () => parts.join(this),
      ...{ changed: parts.changed, failed: parts.failed, traffic: parts.traffic(this) },
      now: () => new Date(clock() * 1000).toISOString(),
      meet: () => this.#names?.(),
      onExit: () => onExit(this),
    });
  }

  get id(): string {
    return this.#recorded.facts.id;
  }

  get facts(): ContainerFacts {
    return this.#recorded.facts;
  }

  get state(): ContainerState {
    return this.#recorded.state;
  }

  /** What it has of its networks: nothing while it does not run. */
  get network(): NetworkState {
    return this.state.status === "running" ? (this.state.network ?? NO_NETWORK) : NO_NETWORK;
  }

  /** The main process is a shell at its prompt, which needs no process to stay alive. */
  get waiting(): boolean {
    return this.#recorded.waiting;
  }

  get commandLine(): readonly string[] {
    return commandLine(this.#recorded);
  }

  get snapshot(): ActiveSnapshot {
    return this.#recorded.snapshot;
  }

  /** The image's merged layers with Docker's init layer: what lies below the writable layer. */
  get lower(): DirectoryNode {
    // Docker makes the init layer together with the container, so it has that time; it is built on first use.
    this.#lower ??= withInitLayer(this.snapshot.parent.tree, Date.parse(this.facts.created) / 1000);
    return this.#lower;
  }

  /** The merged view, with the mounts if this process runs something in the container. */
  fileSystem(): FileSystem {
    return this.life.fileSystem ?? this.unmounted();
  }

  /** The container's own files, without what is mounted over them: what export works on. */
  unmounted(): FileSystem {
    return this.#view(new Map());
  }

  /**
   * What cp works on: Docker mounts volumes and files of the machine for that, and its three files in /etc, where the
   * container has had them.
   */
  forCopying(): FileSystem {
    const mounts = new Map(this.state.startedAt === NEVER ? [] : networkFiles(this.#networkFiles()));
    const points = this.facts.mounts.points.filter(({ type }) => type !== "tmpfs");
    this.#mount(mounts, points);
    return this.#view(mounts);
  }

  /**
   * Makes the working directory where it is missing, root's, as Docker does when the container is made.
   * @throws {WorkingDirectoryError} something else lies there
   */
  makeWorkingDirectory(): void {
    const path = this.facts.config.WorkingDir ?? "";
    if (path === "") return;
    const make = workingDirectory(this.unmounted(), path, `${containerDirectory(this.id)}/merged`);
    if (make !== undefined) this.#recorded.commands.makeDirectory(normalize(path), make);
  }

  #mountDetails(): MountDetails {
    const { clock, overlayOptions } = this.#parts;
    return { hostname: this.facts.config.Hostname ?? "", now: clock(), overlayOptions };
  }

  #networkFiles(network = this.state.network ?? NO_NETWORK): NetworkFiles & MountDetails {
    return {
      ...this.#mountDetails(),
      hosts: hostsText(this, network, this.#parts.others(this)),
      resolver: resolverText(this),
    };
  }

  /** As its processes see it: with everything that is mounted. */
  #mounted(network: NetworkState): FileSystem {
    const files = this.#networkFiles(network);
    const { mounts: asked } = this.facts;
    const own = networkFiles(files);
    this.#names = keepingHosts(own, () => hostsText(this, this.network, this.#parts.others(this)));
    const kept = [...own].map(
      ([path, { view, ...file }]) =>
        [path, { ...file, view: { ...view, readOnly: asked.readOnly } }] as const,
    );
    const points = inOrder(allPoints(asked));
    const shown = { readOnly: asked.readOnly, own: ownRows(points, own, this.facts.id, asked.readOnly) };
    const mounts = new Map<string, Mount>([...standardMounts(files, shown, this.facts.hostConfig), ...kept]);
    this.#mount(mounts, points);
    this.#mounts = mounts;
    return this.#view(mounts, asked.readOnly);
  }

  /** What lies at a place while this process runs something in the container. */
  mountedAt(place: string): View | undefined {
    return this.life.fileSystem === undefined ? undefined : this.#mounts.get(place)?.view;
  }

  /** The places that are made for mounts are not what a command did. */
  #mount(mounts: Map<string, Mount>, points: readonly MountPoint[]): void {
    const { clock, sources } = this.#parts;
    const { commands } = this.#recorded;
    for (const point of inOrder(points))
      commands.makeDirectory(point.destination, () =>
        mountInto({ fs: this.#view(mounts), mounts, now: clock() }, point, sources),
      );
  }

  #view(mounts: ReadonlyMap<string, Mount>, readOnly = false): UnionFileSystem {
    return new UnionFileSystem({
      lower: this.lower,
      upper: this.snapshot.upper,
      now: this.#recorded.commands.now,
      onChange: () => this.#recorded.touched(),
      readOnly,
      mounts,
    });
  }

  /** What was done in it. */
  get commands(): ContainerCommands {
    return this.#recorded.commands.kept();
  }

  /** Blobs that the record of its commands refers to. */
  get archives(): readonly Digest[] {
    return this.#recorded.commands.archives;
  }

  /** An archive is about to be unpacked in it. */
  beginCopy(copy: Parameters<CommandRecord["copy"]>[0]): Running {
    return this.#recorded.commands.copy(copy);
  }

  /** It is in other networks from now on, or asked for something else of its host. */
  reconfigure(...change: Parameters<RecordedContainer["reconfigure"]>): void {
    this.#recorded.reconfigure(...change);
  }

  paused(paused: boolean): void {
    this.#recorded.paused(paused);
  }

  /** It has another name, which is told. */
  renamed(name: string): void {
    this.#recorded.renamed(name);
  }

  rename(name: string): void {
    this.#recorded.rename(name);
  }

  /** Whether its files have changed since the last {@link record}. */
  get changed(): boolean {
    return this.#recorded.changed;
  }

  /** Everything to store; its changed files are in the content store afterwards. */
  record(): ContainerRecord {
    return this.#recorded.record();
  }

  /**
   * Adopts what another process wrote. While this process runs something in a container, others change only
   * its name.
   */
  adopt(record: ContainerRecord, owned: boolean): void {
    if (owned) {
      this.rename(record.name);
      this.#recorded.keptAs(record.upper);
      const { endpoints, hostConfig, wasReconnected = false } = record;
      this.reconfigure({ endpoints, hostConfig, wasReconnected }, record.state.network);
      return;
    }
    const isSameRun = record.state.status === "running" && record.state.startedAt === this.state.startedAt;
    this.#recorded.adopt(record);
    if (!isSameRun) this.life.cutOff(record.state.exitCode);
  }

  /** Its own files, as they were stored. */
  load(): ReturnType<RecordedContainer["load"]> {
    return this.#recorded.load();
  }

  /** Another process has removed it. */
  vanished(): void {
    this.life.cutOff(KILLED);
  }

  /** The process that ran its program is gone, and the program with it. */
  lost(): void {
    this.#recorded.lost();
  }
}
