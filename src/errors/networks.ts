import { DaemonError } from "./engine.js";

/** A published port is not available: another container has it. */
export class PortAllocatedError extends DaemonError<"EPORT", { container: string; address: string }> {
  constructor(container: string, endpoint: string, address: string) {
    super(
      "EPORT",
      500,
      `driver failed programming external connectivity on endpoint ${container} (${endpoint}): Bind for ${address} failed: port is already allocated`,
      { container, address },
    );
  }
}

export class NoSuchNetworkError extends DaemonError<"ENOSUCHNETWORK", { network: string }> {
  constructor(network: string) {
    super("ENOSUCHNETWORK", 404, `network ${network} not found`, { network });
  }
}

/** A network cannot be made, removed or joined as asked; `message` is Docker's. */
export class NetworkError extends DaemonError<"ENETWORK", { reason: string }> {
  constructor(reason: string, httpStatus = 400) {
    super("ENETWORK", httpStatus, reason, { reason });
  }
}
