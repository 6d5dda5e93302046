import { type Medium, writeWhole } from "../../content/medium.js";
import type { StoredBlob } from "../../content/store.js";
import { LayerlabError } from "../../errors/base.js";
import { StoreDocumentError } from "../../errors/store.js";
import { asDiffId, type DiffID, type Digest } from "../../oci/digest.js";
import { containerConfig } from "../../oci/image-config.js";
import type { ContainerConfig } from "../../oci/types.js";
import type { StoredUpper } from "../../snapshot/upper-archive.js";
import type { ContainerCommands } from "../commands.js";
import type { ContainerStatus, LogChunk } from "../engine.js";
import { parseCommands } from "./commands-file.js";
import { decodeLog, encodeLog, MAX_LOG_BYTES } from "./container-log.js";
import { digest, list, type Members, members, number, string } from "./members.js";

/** What is kept of a container: `containers/ID/container.json`. */
export interface ContainerRecord {
  readonly id: string;
  /** In the order of their making. */
  readonly sequence: number;
  readonly name: string;
  readonly imageId: Digest;
  readonly imageName: string;
  readonly created: string;
  readonly config: ContainerConfig;
  readonly autoRemove: boolean;
  /** The image's stack, lowest first: a container keeps it when its image is gone. */
  readonly layers: readonly DiffID[];
  readonly state: ContainerState;
  /** The main process is a shell at its prompt. It needs no process of ours: whoever types next goes on with it. */
  readonly waiting: boolean;
  /** `undefined` while nothing was ever changed. */
  readonly upper: StoredUpper | undefined;
  /** What was done in it; absent in a record that an older release wrote. */
  readonly commands?: ContainerCommands;
}

export interface ContainerState {
  readonly status: ContainerStatus;
  readonly exitCode: number;
  readonly error: string;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly finishedAt: string;
}

const ROOT = "/containers";
const VERSION = 1;
/** Beyond twice the bound a log is cut back to it. */
const LOG_LIMIT = 2 * MAX_LOG_BYTES;

/**
 * The containers of a store, one directory each:
 *
 * ```
 * containers/ID/container.json   the record, replaced as a whole
 * containers/ID/log              one JSON object a line, as Docker's json-file driver writes
 * containers/ID/owner            the process that runs something in it just now
 * containers/ID/stop             somebody asks that process to end it
 * ```
 */
export class ContainerFiles {
  readonly #medium: Medium;

  constructor(medium: Medium) {
    this.#medium = medium;
  }

  ids(): readonly string[] {
    return this.#medium.list(ROOT).filter((id) => /^[0-9a-f]{64}$/.test(id));
  }

  stamp(id: string): string | undefined {
    return this.#medium.stamp(pathOf(id));
  }

  /** @throws {StoreDocumentError} */
  read(id: string): ContainerRecord {
    const data = this.#medium.open(pathOf(id));
    return parseRecord(data.read(0, data.size), id);
  }

  /** The text of a record, equal for equal records. */
  encode(record: ContainerRecord): string {
    return JSON.stringify({ version: VERSION, ...record });
  }

  write(id: string, text: string): void {
    writeWhole(this.#medium, pathOf(id), new TextEncoder().encode(text));
  }

  /** The record goes first: what is left without it is no container any more. */
  remove(id: string): void {
    this.#medium.remove(pathOf(id));
    this.#medium.remove(`${ROOT}/${id}`);
  }

  // ---- who runs something in it

  /** A living process, this one or another. */
  owner(id: string): string | undefined {
    const owner = this.#medium.noted(`${ROOT}/${id}/owner`);
    return owner !== undefined && owner !== "" && this.#medium.isAlive(owner) ? owner : undefined;
  }

  /** Another process that runs something in it. */
  otherOwner(id: string): string | undefined {
    const owner = this.owner(id);
    return owner === this.#medium.self ? undefined : owner;
  }

  own(id: string): void {
    this.#medium.note(`${ROOT}/${id}/stop`, undefined);
    this.#medium.note(`${ROOT}/${id}/owner`, this.#medium.self);
  }

  disown(id: string): void {
    this.#medium.note(`${ROOT}/${id}/owner`, undefined);
  }

  askToStop(id: string): void {
    this.#medium.note(`${ROOT}/${id}/stop`, this.#medium.self);
  }

  isAskedToStop(id: string): boolean {
    return this.#medium.exists(`${ROOT}/${id}/stop`);
  }

  // ---- its log

  appendLog(id: string, chunks: readonly LogChunk[]): void {
    if (chunks.length === 0) return;
    const path = `${ROOT}/${id}/log`;
    this.#medium.append(path, encodeLog(chunks));
    if (this.#medium.open(path).size <= LOG_LIMIT) return;
    writeWhole(this.#medium, path, encodeLog(this.readLog(id)));
  }

  readLog(id: string): readonly LogChunk[] {
    const path = `${ROOT}/${id}/log`;
    if (!this.#medium.exists(path)) return [];
    const data = this.#medium.open(path);
    return decodeLog(data.read(0, data.size));
  }

  logStamp(id: string): string | undefined {
    return this.#medium.stamp(`${ROOT}/${id}/log`);
  }
}

function pathOf(id: string): string {
  return `${ROOT}/${id}/container.json`;
}

function parseRecord(bytes: Uint8Array, id: string): ContainerRecord {
  try {
    const at = members(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)), "the document");
    if (at.version !== VERSION) throw new TypeError(`version is not ${VERSION}`);
    if (at.id !== id) throw new TypeError("id is not that of its directory");
    const state = members(at.state, "state");
    return {
      id,
      sequence: number(at.sequence, "sequence"),
      name: string(at.name, "name"),
      imageId: digest(at.imageId, "imageId"),
      imageName: string(at.imageName, "imageName"),
      created: string(at.created, "created"),
      config: containerConfig(at.config, "config") ?? {},
      autoRemove: at.autoRemove === true,
      layers: list(at.layers, "layers").map((item) => asDiffId(digest(item, "layers"))),
      state: {
        status: status(state.status),
        exitCode: number(state.exitCode, "state.exitCode"),
        error: string(state.error, "state.error"),
        startedAt: string(state.startedAt, "state.startedAt"),
        finishedAt: string(state.finishedAt, "state.finishedAt"),
      },
      waiting: at.waiting === true,
      upper: at.upper === undefined ? undefined : upperOf(members(at.upper, "upper")),
      ...(at.commands === undefined ? {} : { commands: parseCommands(at.commands) }),
    };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof LayerlabError)
      throw new StoreDocumentError(
        pathOf(id).slice(1),
        error.message,
        `remove that container: docker rm -f ${id.slice(0, 12)} (all others are unharmed)`,
        { cause: error },
      );
    throw error;
  }
}

function upperOf(at: Members): StoredUpper {
  return {
    tree: blob(at.tree, "upper.tree"),
    packs: list(at.packs, "upper.packs").map((item) => blob(item, "upper.packs")),
  };
}

function blob(value: unknown, where: string): StoredBlob {
  const at = members(value, where);
  return { digest: digest(at.digest, where), size: number(at.size, where) };
}

function status(value: unknown): ContainerStatus {
  if (value === "created" || value === "running" || value === "exited") return value;
  throw new TypeError("state.status is none there is");
}
