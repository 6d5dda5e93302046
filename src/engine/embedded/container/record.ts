import { toHex } from "#platform/bytes";
import type { DiffID, Digest } from "../../../oci/digest.js";
import type { ContainerConfig } from "../../../oci/types.js";
import { randomBytes } from "../../../platform/random.js";
import { KILLED } from "../../../posix/exit-status.js";
import { type Signal, signalNumber } from "../../../posix/signals.js";
import type { ActiveSnapshot } from "../../../snapshot/snapshotter.js";
import type { StoredUpper, UpperArchive } from "../../../snapshot/upper-archive.js";
import { emptyChanges, type MutableDirectory } from "../../../vfs/node.js";
import type { ContainerCommands } from "../../commands.js";
import type { ContainerStatus, HealthState } from "../../containers.js";
import type { Endpoints, HostConfig } from "../../host-config.js";
import { CommandRecord } from "../commands/record.js";
import type { NetworkState } from "../networks/state.js";
import type { ContainerMounts } from "../volumes/mount-point.js";
import { probeCommand } from "./health.js";

/** What is stored of a container: `containers/ID/container.json`. */
export interface ContainerRecord extends ContainerFacts {
  /** The image's stack, lowest first: a container keeps it even if its image is gone. */
  readonly layers: readonly DiffID[];
  readonly state: ContainerState;
  /** The main process is a shell at its prompt. It needs no process: the next one that types a line continues it. */
  readonly waiting: boolean;
  /** `undefined` as long as nothing has been changed. */
  readonly upper: StoredUpper | undefined;
  /** What was done in it; absent in records of older releases. */
  readonly commands?: ContainerCommands;
}

/** What is known of a container from its creation on. Everything but the name stays the same. */
export interface ContainerFacts {
  readonly id: string;
  /** Numbers the containers in order of creation. */
  readonly sequence: number;
  readonly name: string;
  readonly imageId: Digest;
  /** The image's name, as given at creation. */
  readonly imageName: string;
  readonly created: string;
  readonly config: ContainerConfig;
  readonly autoRemove: boolean;
  /** What was asked for beside Docker's defaults. */
  readonly hostConfig: HostConfig;
  /** The networks it is in, by name, as it was asked to be in them. */
  readonly endpoints: Endpoints;
  /** `network connect` or `disconnect` has decided which networks it is in. */
  readonly wasReconnected?: boolean;
  readonly mounts: ContainerMounts;
}

export interface ContainerState {
  readonly status: ContainerStatus;
  readonly exitCode: number;
  readonly error: string;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly finishedAt: string;
  /** What it has of its networks, or had when it ran last. */
  readonly network?: NetworkState;
  /** `docker pause` holds it. */
  readonly paused?: boolean;
  readonly health?: HealthState;
  /** How often its policy has started it again since somebody did. */
  readonly restarts?: number;
}

export interface RecordParts {
  /** Something has happened to the container. */
  readonly happened: (
    action: string,
    facts: ContainerFacts,
    attributes?: Readonly<Record<string, string>>,
  ) => void;
  /** Seconds since the epoch. */
  readonly clock: () => number;
  /** Where the writable layer is stored; absent in an engine that stores nothing. */
  readonly archive?: UpperArchive;
}

export const NEVER = "0001-01-01T00:00:00Z";

/**
 * A container without the processes that run in it: facts, state, writable layer, and what was done in it.
 * All of it can be written ({@link record}), and replaced by what another process wrote ({@link adopt}).
 */
export class RecordedContainer {
  readonly snapshot: ActiveSnapshot;
  readonly commands: CommandRecord;
  readonly #parts: RecordParts;
  #facts: ContainerFacts;
  #state: ContainerState = { status: "created", exitCode: 0, error: "", startedAt: NEVER, finishedAt: NEVER };
  #waiting = false;
  #stored: StoredUpper | undefined;
  #changed = false;

  constructor(facts: ContainerFacts, snapshot: ActiveSnapshot, parts: RecordParts, kept?: ContainerRecord) {
    this.#facts = facts;
    this.snapshot = snapshot;
    this.#parts = parts;
    this.commands = new CommandRecord(facts.created, parts.clock, kept?.commands);
    if (kept === undefined) return;
    this.#state = kept.state;
    this.#waiting = kept.waiting;
    this.#stored = kept.upper;
  }

  get facts(): ContainerFacts {
    return this.#facts;
  }

  get state(): ContainerState {
    return this.#state;
  }

  /** The main process is a shell at its prompt, which needs no process to stay alive. */
  get waiting(): boolean {
    return this.#waiting;
  }

  /** Whether its files have changed since the last {@link record}. */
  get changed(): boolean {
    return this.#changed;
  }

  rename(name: string): void {
    this.#facts = { ...this.#facts, name };
  }

  /** It is in other networks from now on, or asked for something else of its host. */
  reconfigure(
    facts: Partial<Pick<ContainerFacts, "endpoints" | "hostConfig" | "wasReconnected">>,
    network?: NetworkState,
  ): void {
    this.#facts = { ...this.#facts, ...facts };
    if (network !== undefined) this.#state = { ...this.#state, network };
  }

  /** One of its files is about to change. */
  touched(): void {
    this.#changed = true;
    this.commands.changed();
  }

  started(waiting: boolean, network: NetworkState, restarts = 0): void {
    this.#waiting = waiting;
    const { paused: _paused, health: _health, ...state } = this.#state;
    const check = this.#facts.config.Healthcheck;
    this.#state = {
      ...state,
      restarts,
      ...(probeCommand(check, []) === undefined
        ? {}
        : { health: { Status: "starting", FailingStreak: 0, Log: [] } as const }),
    };
    this.#state = {
      ...this.#state,
      status: "running",
      exitCode: 0,
      error: "",
      startedAt: this.#now(),
      network,
    };
    this.told("start");
  }

  paused(paused: boolean): void {
    this.#state = { ...this.#state, paused };
    this.told(paused ? "pause" : "unpause");
  }

  renamed(name: string): void {
    const oldName = `/${this.#facts.name}`;
    this.rename(name);
    this.told("rename", { oldName });
  }

  signalled(signal: Signal): void {
    this.told("kill", { signal: String(signalNumber(signal)) });
  }

  /** Somebody wished for its end, and it has ended. */
  stopped(): void {
    this.told("stop");
  }

  /** Something is done with it that leaves its state as it is. */
  told(action: string, attributes: Readonly<Record<string, string>> = {}): void {
    this.#parts.happened(action, this.#facts, attributes);
  }

  /** A command begins beside its main process. Returns what tells of the end. */
  executes(argv: readonly string[]): (exitCode: number) => void {
    const execID = toHex(randomBytes(32));
    // A program without arguments has the space as well.
    const [program = "", ...args] = argv;
    for (const step of ["exec_create", "exec_start"])
      this.told(`${step}: ${program} ${args.join(" ")}`, { execID });
    return (exitCode) => this.told("exec_die", { execID, exitCode: String(exitCode) });
  }

  health(health: HealthState): void {
    const before = this.#state.health?.Status;
    this.#state = { ...this.#state, health };
    if (health.Status !== before) this.told(`health_status: ${health.Status}`);
  }

  /** It stays what it was: `created`, or `exited`. */
  notStarted(error: string, exitCode: number): void {
    this.#state = { ...this.#state, exitCode, error };
  }

  exited(exitCode: number): void {
    this.#waiting = false;
    const { paused: _paused, ...state } = this.#state;
    this.#state = { ...state, status: "exited", exitCode, finishedAt: this.#now() };
    const seconds = (Date.parse(this.#state.finishedAt) - Date.parse(this.#state.startedAt)) / 1000;
    this.told("die", { execDuration: String(Math.floor(seconds)), exitCode: String(exitCode) });
  }

  /** The process that ran its program is gone, and the program with it. */
  lost(): void {
    this.exited(KILLED);
  }

  /** Everything to store; its changed files are in the content store afterwards. */
  record(): ContainerRecord {
    if (this.#changed) {
      this.#stored = this.#parts.archive?.save(this.snapshot.upper);
      this.#changed = false;
    }
    return {
      ...this.#facts,
      layers: this.snapshot.parent.layers,
      state: this.#state,
      waiting: this.#waiting,
      upper: this.#stored,
      commands: this.commands.saved(),
    };
  }

  /** Adopts what another process wrote. */
  adopt(record: ContainerRecord): void {
    const isOther = record.upper?.tree.digest !== this.#stored?.tree.digest;
    this.rename(record.name);
    const { endpoints, hostConfig, wasReconnected = false } = record;
    this.reconfigure({ endpoints, hostConfig, wasReconnected });
    this.#state = record.state;
    this.#waiting = record.waiting;
    this.#stored = record.upper;
    this.#changed = false;
    if (record.commands !== undefined) this.commands.adopt(record.commands);
    if (isOther) this.snapshot.replace(() => this.load());
  }

  /** What this process stored of it last may be gone: a transaction failed. Its files are those in memory. */
  keptAs(upper: StoredUpper | undefined): void {
    this.#changed ||= upper?.tree.digest !== this.#stored?.tree.digest;
    this.#stored = upper;
    this.#parts.archive?.keptAs(upper);
  }

  /** Its own files, as they were stored. */
  load(): MutableDirectory {
    const { archive } = this.#parts;
    if (this.#stored === undefined || archive === undefined)
      return emptyChanges({ ...this.snapshot.parent.tree, mtime: Date.parse(this.#facts.created) / 1000 });
    return archive.load(this.#stored);
  }

  #now(): string {
    return new Date(this.#parts.clock() * 1000).toISOString();
  }
}
