import { type Medium, writeWhole } from "../../../content/medium.js";
import { LayerlabError } from "../../../errors/base.js";
import { StoreDocumentError } from "../../../errors/store.js";
import { conforms } from "../../../go/conform.js";
import { health as HEALTH } from "../../../go/docker/container.js";
import { hostConfig as HOST_CONFIG } from "../../../go/docker/host-config.js";
import { endpointSettings } from "../../../go/docker/network.js";
import { isRecord } from "../../../go/reflect/value.js";
import { asDiffId } from "../../../oci/digest.js";
import { containerConfig } from "../../../oci/image-config.js";
import { parseSignal, type Signal } from "../../../posix/signals.js";
import type { ContainerStatus, HealthState } from "../../containers.js";
import type { Endpoints, HostConfig } from "../../host-config.js";
import type { LogChunk } from "../../processes.js";
import { parseCommands } from "../commands/document.js";
import { decodeLog, encodeLog, MAX_LOG_BYTES } from "../container/log-lines.js";
import type { ContainerRecord } from "../container/record.js";
import type { Address, NetworkState } from "../networks/state.js";
import { digest, list, members, number, storedUpper, string } from "../store/fields.js";
import { parseMounts } from "../volumes/mount-point.js";
import { type Salvaged, salvaged } from "./salvage.js";

const ROOT = "/containers";
const VERSION = 1;
/** A log longer than twice the bound is cut back to it. */
const LOG_LIMIT = 2 * MAX_LOG_BYTES;

/** What one process asks of the one that runs a container's program. */
interface SignalRequest {
  readonly signal: Signal;
  /** How long it may take to end, before KILL. */
  readonly seconds: number;
  /** Its end is wished for: no policy starts it again. */
  readonly stops: boolean;
}

/**
 * The containers of a store, one directory each:
 *
 * ```
 * containers/ID/container.json   the record, replaced as a whole
 * containers/ID/log              one JSON object per line, as written by Docker's json-file driver
 * containers/ID/owner            the process that is running something in it
 * containers/ID/stop             another process asks the owner to end it
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

  /** What can still be told from a record that cannot be read. */
  salvage(id: string): Salvaged {
    const data = this.#medium.open(pathOf(id));
    return salvaged(new TextDecoder().decode(data.read(0, data.size)));
  }

  /** The text of a record; equal for equal records. */
  encode(record: ContainerRecord): string {
    return JSON.stringify({ version: VERSION, ...record });
  }

  write(id: string, text: string): void {
    writeWhole(this.#medium, pathOf(id), new TextEncoder().encode(text));
  }

  /** The record is deleted first: without it, what is left is no longer a container. */
  remove(id: string): void {
    this.#medium.remove(pathOf(id));
    this.#medium.remove(`${ROOT}/${id}`);
  }

  // ---- its owner

  /** A living process, this one or another. */
  owner(id: string): string | undefined {
    const path = `${ROOT}/${id}/owner`;
    const owner = this.#medium.noted(path);
    return owner !== undefined && owner !== "" && this.#medium.isAlive(owner, path) ? owner : undefined;
  }

  /** Another process that is running something in it. */
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

  /** Leaves a note for the process that runs its program. */
  ask(id: string, { signal, seconds, stops }: SignalRequest): void {
    this.#medium.note(`${ROOT}/${id}/stop`, `${stops ? "stop" : "kill"} ${signal} ${seconds}`);
  }

  /** What was asked; it is gone then. */
  takeRequest(id: string): SignalRequest | undefined {
    const path = `${ROOT}/${id}/stop`;
    const note = this.#medium.noted(path);
    if (note === undefined) return undefined;
    this.#medium.note(path, undefined);
    const [word = "", name = "", seconds = ""] = note.split(" ");
    const signal = parseSignal(name);
    // Another release left it: it knew of nothing but an end.
    if (signal === undefined) return { signal: "KILL", seconds: 0, stops: true };
    return { signal, seconds: Number(seconds) || 0, stops: word === "stop" };
  }

  // ---- its log

  appendLog(id: string, chunks: readonly LogChunk[]): void {
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
      hostConfig: hostConfigOf(at.hostConfig ?? {}),
      endpoints: endpointsOf(at.endpoints ?? {}),
      ...(at.wasReconnected === true ? { wasReconnected: true } : {}),
      mounts: parseMounts(at.mounts),
      layers: list(at.layers, "layers").map((item) => asDiffId(digest(item, "layers"))),
      state: {
        status: status(state.status),
        exitCode: number(state.exitCode, "state.exitCode"),
        error: string(state.error, "state.error"),
        startedAt: string(state.startedAt, "state.startedAt"),
        finishedAt: string(state.finishedAt, "state.finishedAt"),
        ...(state.paused === true ? { paused: true } : {}),
        ...(state.health === undefined ? {} : { health: healthOf(state.health) }),
        ...(state.restarts === undefined ? {} : { restarts: number(state.restarts, "state.restarts") }),
        ...(state.network === undefined ? {} : { network: networkOf(state.network) }),
      },
      waiting: at.waiting === true,
      upper: at.upper === undefined ? undefined : storedUpper(members(at.upper, "upper"), "upper"),
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

function hostConfigOf(value: unknown): HostConfig {
  if (!isHostConfig(value)) throw new TypeError("hostConfig is not what it should be");
  return value;
}

function isHostConfig(value: unknown): value is HostConfig {
  return isRecord(value) && conforms(HOST_CONFIG, value);
}

function endpointsOf(value: unknown): Endpoints {
  if (!areEndpoints(value)) throw new TypeError("endpoints are not what they should be");
  return value;
}

function areEndpoints(value: unknown): value is Endpoints {
  return (
    isRecord(value) && Object.values(value).every((one) => isRecord(one) && conforms(endpointSettings, one))
  );
}

function healthOf(value: unknown): HealthState {
  if (!isHealth(value)) throw new TypeError("state.health is not what it should be");
  return value;
}

function isHealth(value: unknown): value is HealthState {
  return (
    isRecord(value) && conforms(HEALTH, value) && /^(starting|healthy|unhealthy)$/.test(String(value.Status))
  );
}

function networkOf(value: unknown): NetworkState {
  const at = members(value, "state.network");
  const addresses = Object.entries(members(at.addresses, "state.network.addresses")).map(([name, one]) => {
    const address = members(one, `state.network.addresses.${name}`);
    const text = (member: string): string =>
      string(address[member], `state.network.addresses.${name}.${member}`);
    const prefixLength = number(address.prefixLength, `state.network.addresses.${name}.prefixLength`);
    const read: Address = {
      ...{ networkId: text("networkId"), endpointId: text("endpointId"), ip: text("ip"), prefixLength },
      ...{ gateway: text("gateway"), mac: text("mac") },
    };
    return [name, read] as const;
  });
  const { PortBindings: ports = {} } = hostConfigOf({ PortBindings: at.ports });
  return { addresses: Object.fromEntries(addresses), ports };
}

function status(value: unknown): ContainerStatus {
  if (value === "created" || value === "running" || value === "exited") return value;
  throw new TypeError("state.status is none there is");
}
