import { toHex } from "#platform/bytes";
import { NoSuchContainerError } from "../../../errors/containers.js";
import { NetworkError } from "../../../errors/networks.js";
import { randomBytes } from "../../../platform/random.js";
import type { EndpointConfig } from "../../host-config.js";
import type { AddressPool, CreateNetworkOptions, NetworkInspect, Networks } from "../../networks.js";
import type { Container } from "../container/container.js";
import type { LabStore } from "../store/store.js";
import { checkCreation, configured } from "./configuration.js";
import { addressIn, endpointsOf } from "./join.js";
import { networkInspect } from "./shapes.js";
import { addressAt, defaultPools, overlap, parseSubnet, type Subnet, subnetText } from "./subnet.js";
import type { NetworkRecord } from "./table.js";

export interface NetworkParts {
  readonly store: LabStore;
  /** RFC 3339. */
  readonly now: () => string;
}

/** Records of networks, and which containers are in them. See {@link Networks} for each method. */
export class EmbeddedNetworks implements Networks {
  readonly #store: LabStore;
  readonly #now: () => string;

  constructor({ store, now }: NetworkParts) {
    this.#store = store;
    this.#now = now;
  }

  async networks(): Promise<readonly NetworkInspect[]> {
    const { networks, containers } = this.#store;
    return this.#store.transact(() => networks.list().map((one) => networkInspect(one, containers.list())));
  }

  async inspectNetwork(network: string): Promise<NetworkInspect> {
    const { networks, containers } = this.#store;
    return this.#store.transact(() => networkInspect(networks.find(network), containers.list()));
  }

  async createNetwork(options: CreateNetworkOptions): Promise<string> {
    const { networks } = this.#store;
    const { name, driver = "bridge" } = options;
    return this.#store.transact(() => {
      if (name.trim() === "") throw new NetworkError(`invalid name: ${name}`);
      if (/^(bridge|host|none|default)$/.test(name))
        throw new NetworkError(`operation is not permitted on predefined ${name} network`, 403);
      if (networks.list().some(({ Name }) => Name === name))
        throw new NetworkError(`network with name ${name} already exists`, 409);
      checkCreation(options);
      const settings = configured(options, networks);
      const { configOnly = false, configFrom = "", pools = [] } = settings;
      const Id = toHex(randomBytes(32));
      const Driver = configOnly ? "null" : driver;
      networks.add({
        ...{ Name: name, Id, Created: this.#now(), Scope: "local", Driver },
        EnableIPv6: settings.ipv6 ?? false,
        IPAM: {
          Driver: "default",
          Options: settings.ipamOptions ?? {},
          Config: configOnly ? pools : this.#pools(pools),
        },
        Internal: settings.internal ?? false,
        Attachable: settings.attachable ?? false,
        ...{ Ingress: false, ConfigFrom: { Network: configFrom }, ConfigOnly: configOnly },
        Options: settings.options ?? {},
        Labels: settings.labels ?? {},
      });
      this.#store.events.add("network", "create", Id, { name, type: Driver });
      return Id;
    });
  }

  #pools(asked: readonly AddressPool[]): readonly AddressPool[] {
    const used = this.#store.networks
      .list()
      .filter(({ ConfigOnly }) => !ConfigOnly)
      .flatMap(({ IPAM }) => IPAM.Config ?? [])
      .flatMap(({ Subnet }) => parseSubnet(Subnet) ?? []);
    const isFree = (subnet: Subnet): boolean => !used.some((other) => overlap(subnet, other));
    if (asked.length === 0) {
      const free = [...defaultPools()].find(isFree);
      if (free === undefined)
        throw new NetworkError("all predefined address pools have been fully subnetted", 400);
      return [{ Subnet: subnetText(free), Gateway: addressAt(free, 1) }];
    }
    return asked.map((pool) => {
      const subnet = parseSubnet(pool.Subnet);
      // One of IPv6 is written down as it is.
      if (subnet === undefined) return pool;
      if (!isFree(subnet)) throw new NetworkError("Pool overlaps with other one on this address space", 403);
      return pool;
    });
  }

  async removeNetwork(name: string): Promise<void> {
    const { networks, containers } = this.#store;
    this.#store.transact(() => {
      const network = networks.find(name);
      if (networks.isPredefined(network))
        throw new NetworkError(`${network.Name} is a pre-defined network and cannot be removed`, 403);
      if (containers.list().some((container) => container.network.addresses[network.Name] !== undefined))
        throw new NetworkError(
          `error while removing network: network ${network.Name} id ${network.Id} has active endpoints`,
          403,
        );
      if (networks.list().some(({ ConfigFrom }) => ConfigFrom.Network === network.Name))
        throw new NetworkError(
          `error while removing network: configuration network "${network.Name}" is in use`,
          403,
        );
      networks.remove(network);
      this.#store.events.add("network", "destroy", network.Id, { name: network.Name, type: network.Driver });
    });
  }

  async connectNetwork(name: string, target: string, endpoint: EndpointConfig = {}): Promise<void> {
    this.#store.transact(() => {
      const container = this.#store.containers.find(target);
      const network = this.#store.networks.find(name);
      const { facts } = container;
      const endpoints = endpointsOf(facts);
      if (network.Name === "host" || Object.hasOwn(endpoints, "host"))
        throw new NetworkError(
          "container cannot be disconnected from host network or connected to host network",
          403,
        );
      if ((facts.hostConfig.NetworkMode ?? "").startsWith("container:"))
        throw new NetworkError(
          "container sharing network namespace with another container or host cannot be connected to any other network",
        );
      if (network.Name === "none" || Object.hasOwn(endpoints, "none"))
        throw new NetworkError(
          "container cannot be connected to multiple networks with one of the networks in private (none) mode",
        );
      if (container.network.addresses[network.Name] !== undefined)
        throw new NetworkError(
          `endpoint with name ${facts.name} already exists in network ${network.Name}`,
          403,
        );
      this.#change(container, { ...endpoints, [network.Name]: endpoint }, network, endpoint);
    });
  }

  async disconnectNetwork(name: string, target: string, { force = false } = {}): Promise<void> {
    this.#store.transact(() => {
      const network = this.#store.networks.find(name);
      const container = this.#store.containers.lookup(target);
      if (container === undefined && force) throw new NetworkError(`endpoint ${target} not found`, 404);
      if (container === undefined) throw new NoSuchContainerError(target);
      const { [network.Name]: left, ...others } = endpointsOf(container.facts);
      if (left === undefined)
        throw new NetworkError(`container ${container.id} is not connected to network ${network.Name}`, 403);
      if (network.Name === "host")
        throw new NetworkError(
          "container cannot be disconnected from host network or connected to host network",
          403,
        );
      this.#change(container, others, network, undefined);
    });
  }

  /** A container that runs gets its address at once, or loses it. */
  #change(
    container: Container,
    endpoints: Readonly<Record<string, EndpointConfig>>,
    network: NetworkRecord,
    joined: EndpointConfig | undefined,
  ): void {
    const { addresses, ports } = container.network;
    const { [network.Name]: _left, ...others } = addresses;
    const running = this.#store.containers
      .list()
      .filter(({ id }) => id !== container.id)
      .map((other) => other.network);
    const now =
      joined === undefined ? others : { ...others, [network.Name]: addressIn(network, joined, running) };
    const { Id, Name, Driver } = network;
    const attributes = { container: container.id, name: Name, type: Driver };
    this.#store.events.add("network", joined === undefined ? "disconnect" : "connect", Id, attributes);
    const isRunning = container.state.status === "running";
    container.reconfigure(
      { endpoints, wasReconnected: true },
      isRunning ? { addresses: now, ports } : undefined,
    );
  }
}
