import type { ProcessNetwork } from "../process/network.js";
import type { EndpointConfig } from "./host-config.js";

/**
 * Networks: records of which containers are together, with addresses. Nothing of the machine listens; containers find each
 * other's names in /etc/hosts, and a server that runs in this process answers them.
 */
export interface Networks {
  /** The lab's network as its own terminal sees it, with the published ports; absent where that is out of reach. */
  readonly machineNetwork?: ProcessNetwork;
  /** By name. */
  networks(): Promise<readonly NetworkInspect[]>;
  inspectNetwork(network: string): Promise<NetworkInspect>;
  /** Returns its 64-digit id. */
  createNetwork(options: CreateNetworkOptions): Promise<string>;
  removeNetwork(network: string): Promise<void>;
  connectNetwork(network: string, container: string, endpoint?: EndpointConfig): Promise<void>;
  disconnectNetwork(network: string, container: string, options?: { force?: boolean }): Promise<void>;
}

export interface CreateNetworkOptions {
  readonly name: string;
  /** `bridge` by default. */
  readonly driver?: string;
  /** One that nobody has by default. */
  readonly pools?: readonly AddressPool[];
  readonly internal?: boolean;
  readonly attachable?: boolean;
  readonly ipv6?: boolean;
  readonly options?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly ipamOptions?: Readonly<Record<string, string>>;
  /** It only keeps settings, which others are made with; nothing can be in it. Off by default. */
  readonly configOnly?: boolean;
  /** The network whose settings it is made with; its own by default. */
  readonly configFrom?: string;
  /** It would be a swarm's way in, so the engine refuses it; off by default. */
  readonly ingress?: boolean;
}

/** A range of addresses, as IPAM's configuration has it. */
export interface AddressPool {
  /** `172.18.0.0/16` */
  readonly Subnet: string;
  readonly IPRange?: string;
  readonly Gateway?: string;
  readonly AuxiliaryAddresses?: Readonly<Record<string, string>>;
}

/** `docker network inspect`, in Docker's order. */
export interface NetworkInspect {
  readonly Name: string;
  readonly Id: string;
  readonly Created: string;
  readonly Scope: "local";
  readonly Driver: string;
  readonly EnableIPv6: boolean;
  readonly IPAM: {
    readonly Driver: string;
    readonly Options: Readonly<Record<string, string>> | null;
    readonly Config: readonly AddressPool[] | null;
  };
  readonly Internal: boolean;
  readonly Attachable: boolean;
  readonly Ingress: boolean;
  readonly ConfigFrom: { readonly Network: string };
  readonly ConfigOnly: boolean;
  /** Those that run, by id. */
  readonly Containers: Readonly<Record<string, NetworkMember>>;
  readonly Options: Readonly<Record<string, string>>;
  readonly Labels: Readonly<Record<string, string>>;
}

export interface NetworkMember {
  readonly Name: string;
  readonly EndpointID: string;
  readonly MacAddress: string;
  /** With the length of its network's prefix. */
  readonly IPv4Address: string;
  readonly IPv6Address: string;
}
