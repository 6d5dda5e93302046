import { setTimeout } from "#platform/timers";
import { splitPort } from "../../../go/port-spec.js";
import type { Connection, HttpServer, ProcessNetwork } from "../../../process/network.js";
import type { ContainerFacts } from "../container/record.js";
import type { NetworkState } from "./state.js";

/** A container that runs, as others reach it. */
interface Host {
  readonly id: string;
  readonly facts: Pick<ContainerFacts, "hostConfig">;
  readonly network: NetworkState;
  readonly state: { readonly startedAt: string };
}

/** How long after its start a container's server may take to listen: here a line follows the other in milliseconds. */
const START_SECONDS = 2;

const LOOPBACK = "127.0.0.1";
/** The network namespace that containers with `--network host` share with the lab's terminal. */
const MACHINE = "host";

/** Servers of the containers that run in this process, and who reaches them: as bridges and published ports would have it. */
export class Traffic {
  readonly #running: () => readonly Host[];
  /** By namespace and port. */
  readonly #servers = new Map<string, HttpServer>();

  readonly #clock: () => number;
  readonly #waiting = new Set<() => void>();

  /** @param clock seconds since the epoch */
  constructor(running: () => readonly Host[], clock: () => number) {
    this.#running = running;
    this.#clock = clock;
  }

  /** What the programs of a container see. */
  of(container: Host): ProcessNetwork {
    const namespace = namespaceOf(container);
    return {
      listen: (port, server) => this.#listen(namespace, port, server),
      connect: (address, port) => this.#fromContainer(container, address, port),
      ready: (address, port) =>
        this.#untilOpen(() => this.#fromContainer(container, address, port).outcome === "open"),
    };
  }

  /** What the lab's own terminal sees: it is where ports are published. */
  readonly machine: ProcessNetwork = {
    listen: () => undefined,
    connect: (address, port) => this.#fromMachine(address, port),
    ready: (address, port) => this.#untilOpen(() => this.#fromMachine(address, port).outcome === "open"),
  };

  #fromMachine(address: string, port: number): Connection {
    if (isLoopback(address)) return this.#published(address, port, LOOPBACK);
    const found = this.#running().find(({ network }) => addressesOf(network).includes(address));
    if (found === undefined) return { outcome: "unreachable" };
    return this.#to(namespaceOf(found), port, gatewayOf(found.network, address));
  }

  async #untilOpen(isOpen: () => boolean): Promise<void> {
    const now = this.#clock();
    const youngest = Math.max(0, ...this.#running().map(({ state }) => Date.parse(state.startedAt) / 1000));
    const end = performance.now() + (youngest + START_SECONDS - now) * 1000;
    while (!isOpen() && performance.now() < end)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, end - performance.now());
        const waiting = this.#waiting;
        waiting.add(done);
        function done(): void {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        }
      });
  }

  #listen(namespace: string, port: number, server: HttpServer): (() => void) | undefined {
    const key = `${namespace}:${port}`;
    if (this.#servers.has(key)) return undefined;
    this.#servers.set(key, server);
    for (const look of [...this.#waiting]) look();
    return () => {
      if (this.#servers.get(key) === server) this.#servers.delete(key);
    };
  }

  #fromContainer(container: Host, address: string, port: number): Connection {
    const namespace = namespaceOf(container);
    if (namespace === MACHINE) return this.#fromMachine(address, port);
    const { addresses } = container.network;
    if (isLoopback(address)) return this.#to(namespace, port, LOOPBACK);
    for (const [name, { ip, gateway }] of Object.entries(addresses)) {
      if (ip === "") continue;
      if (address === ip) return this.#to(namespace, port, ip);
      if (address === gateway) return this.#published(address, port, ip);
      const other = this.#running().find(({ network }) => network.addresses[name]?.ip === address);
      if (other !== undefined) return this.#to(namespaceOf(other), port, ip);
    }
    return { outcome: "unreachable" };
  }

  /** A port of the machine: of a container on its network, or one that leads into a container. */
  #published(address: string, port: number, from: string): Connection {
    for (const container of this.#running())
      for (const [inner, bindings] of Object.entries(container.network.ports)) {
        const [number, protocol] = splitPort(inner);
        const isHere = bindings?.some(
          ({ HostIp, HostPort }) => Number(HostPort) === port && accepts(HostIp, address),
        );
        if (protocol !== "tcp" || isHere !== true) continue;
        const [ip = ""] = addressesOf(container.network);
        const open = this.#to(
          namespaceOf(container),
          Number(number),
          from === LOOPBACK ? gatewayOf(container.network, ip) : from,
        );
        return open.outcome === "open" ? open : { outcome: "reset" };
      }
    return this.#to(MACHINE, port, from);
  }

  #to(namespace: string, port: number, from: string): Connection {
    const server = this.#servers.get(`${namespace}:${port}`);
    if (server === undefined) return { outcome: "refused" };
    return { outcome: "open", send: (request) => server({ ...request, from }) };
  }
}

function namespaceOf({ id, facts }: Host): string {
  const mode = facts.hostConfig.NetworkMode ?? "";
  if (mode === "host") return MACHINE;
  return mode.startsWith("container:") ? mode.slice("container:".length) : id;
}

function addressesOf({ addresses }: NetworkState): readonly string[] {
  return Object.values(addresses).flatMap(({ ip }) => (ip === "" ? [] : [ip]));
}

function gatewayOf({ addresses }: NetworkState, ip: string): string {
  return Object.values(addresses).find((address) => address.ip === ip)?.gateway || LOOPBACK;
}

function isLoopback(address: string): boolean {
  return address.startsWith("127.") || address === "::1" || address === "0.0.0.0";
}

function accepts(bound: string, address: string): boolean {
  if (bound === "" || bound === "0.0.0.0" || bound === "::") return true;
  return bound === address || (bound.startsWith("127.") && isLoopback(address));
}
