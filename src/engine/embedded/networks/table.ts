import { type Medium, writeWhole } from "../../../content/medium.js";
import { NetworkError, NoSuchNetworkError } from "../../../errors/networks.js";
import { StoreDocumentError } from "../../../errors/store.js";
import { conforms } from "../../../go/conform.js";
import { networkResource } from "../../../go/docker/network.js";
import { isRecord } from "../../../go/reflect/value.js";
import { toBytes } from "../../../vfs/data.js";
import type { NetworkInspect } from "../../networks.js";

const PATH = "/networks.json";

/** What is kept of a network: all that `inspect` shows but the containers in it. */
export type NetworkRecord = Omit<NetworkInspect, "Containers">;

/** The networks of a store, in `networks.json` beside the three that every engine has. */
export class NetworkTable {
  readonly #medium: Medium | undefined;
  #networks: readonly NetworkRecord[] = [];
  #stamp: string | undefined;
  #changed = false;

  /** @param medium absent for an engine that keeps nothing */
  constructor(medium: Medium | undefined) {
    this.#medium = medium;
  }

  /** By name. */
  list(): readonly NetworkRecord[] {
    return [...PREDEFINED, ...this.#networks].sort((a, b) => (a.Name < b.Name ? -1 : 1));
  }

  isPredefined({ Id }: NetworkRecord): boolean {
    return PREDEFINED.some((network) => network.Id === Id);
  }

  lookup(nameOrId: string): NetworkRecord | undefined {
    const all = this.list();
    const exact = all.find(({ Id }) => Id === nameOrId) ?? all.find(({ Name }) => Name === nameOrId);
    if (exact !== undefined || nameOrId === "") return exact;
    const found = all.filter(({ Id }) => Id.startsWith(nameOrId));
    if (found.length > 1)
      throw new NetworkError(`network ${nameOrId} is ambiguous (${found.length} matches found on ID prefix)`);
    return found[0];
  }

  /** By name, id or unique prefix of an id. @throws {NoSuchNetworkError} */
  find(nameOrId: string): NetworkRecord {
    const found = this.lookup(nameOrId);
    if (found === undefined) throw new NoSuchNetworkError(nameOrId);
    return found;
  }

  add(network: NetworkRecord): void {
    this.#networks = [...this.#networks, network];
    this.#changed = true;
  }

  remove({ Id }: NetworkRecord): void {
    this.#networks = this.#networks.filter((network) => network.Id !== Id);
    this.#changed = true;
  }

  /** Takes over what other processes wrote. @throws {StoreDocumentError} */
  refresh(): void {
    const stamp = this.#medium?.stamp(PATH);
    if (stamp === this.#stamp) return;
    this.#networks = this.#medium === undefined || stamp === undefined ? [] : read(this.#medium);
    this.#stamp = stamp;
  }

  save(): void {
    if (!this.#changed) return;
    this.#changed = false;
    if (this.#medium === undefined) return;
    const text = JSON.stringify({ version: 1, networks: this.#networks });
    writeWhole(this.#medium, PATH, new TextEncoder().encode(text));
    this.#stamp = this.#medium.stamp(PATH);
  }

  /** The transaction failed: the next {@link refresh} reads the file again. */
  forget(): void {
    if (!this.#changed || this.#medium === undefined) return;
    this.#changed = false;
    this.#stamp = "forgotten";
  }
}

function read(medium: Medium): readonly NetworkRecord[] {
  try {
    const document: unknown = JSON.parse(new TextDecoder().decode(toBytes(medium.open(PATH))));
    const networks = isRecord(document) ? document.networks : undefined;
    if (!areNetworks(networks)) throw new TypeError("it is no list of networks");
    return networks;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    throw new StoreDocumentError(
      PATH.slice(1),
      error.message,
      "remove that file: the networks are lost then, and nothing else",
      { cause: error },
    );
  }
}

function areNetworks(value: unknown): value is readonly NetworkRecord[] {
  return (
    Array.isArray(value) &&
    value.every(
      (one: unknown) => isRecord(one) && typeof one.Id === "string" && conforms(networkResource, one),
    )
  );
}

/** The three networks that are there before anybody makes one. They were never made, so they have no time. */
const PREDEFINED: readonly NetworkRecord[] = [
  {
    ...predefined("bridge", "0d9087c1d0938023b8cb62cc2076e8d3514c590137eb3d5981058c899314d251"),
    IPAM: { Driver: "default", Options: null, Config: [{ Subnet: "172.17.0.0/16", Gateway: "172.17.0.1" }] },
    Options: {
      "com.docker.network.bridge.default_bridge": "true",
      "com.docker.network.bridge.enable_icc": "true",
      "com.docker.network.bridge.enable_ip_masquerade": "true",
      "com.docker.network.bridge.host_binding_ipv4": "0.0.0.0",
      "com.docker.network.bridge.name": "docker0",
      "com.docker.network.driver.mtu": "1500",
    },
  },
  predefined("host", "1408d636bf85bd25c26f759682523023bba3ff465eb9de54452070bc4bebf655"),
  predefined("none", "86cfcb95f6524cbf2ba5994e5c35444c00743c65eef6cd889f1cea7cd830e354", "null"),
];

function predefined(Name: string, Id: string, Driver = Name): NetworkRecord {
  return {
    ...{ Name, Id, Created: "0001-01-01T00:00:00Z", Scope: "local", Driver, EnableIPv6: false },
    IPAM: { Driver: "default", Options: null, Config: null },
    ...{ Internal: false, Attachable: false, Ingress: false },
    ...{ ConfigFrom: { Network: "" }, ConfigOnly: false, Options: {}, Labels: {} },
  };
}
