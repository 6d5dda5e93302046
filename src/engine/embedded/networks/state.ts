import type { PortMap } from "../../host-config.js";

/** What a container has of its networks while it runs. */
export interface NetworkState {
  /** By the network's name. */
  readonly addresses: Readonly<Record<string, Address>>;
  readonly ports: PortMap;
}

export interface Address {
  readonly networkId: string;
  readonly endpointId: string;
  readonly ip: string;
  readonly prefixLength: number;
  readonly gateway: string;
  readonly mac: string;
}

export const NO_NETWORK: NetworkState = { addresses: {}, ports: {} };
