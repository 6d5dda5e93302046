/** A request between two programs of a lab: HTTP without its bytes. */
export interface HttpRequest {
  readonly method: string;
  /** With its query: `/a?b=c`. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The address of who asks. */
  readonly from: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

export type HttpServer = (request: HttpRequest) => HttpResponse;

/** What becomes of a connection: `reset` is a published port behind which nobody listens. */
export type Connection =
  | { readonly outcome: "open"; send(request: Omit<HttpRequest, "from">): HttpResponse }
  | { readonly outcome: "refused" | "unreachable" | "reset" };

/**
 * What a process sees of the network of its lab. Nothing leaves the lab and nothing comes in: servers in containers answer
 * programs of other containers, and of the lab's own terminal.
 */
export interface ProcessNetwork {
  /** Returns what ends the listening; `undefined` when somebody listens there. */
  listen(port: number, server: HttpServer): (() => void) | undefined;
  /** @param address `127.0.0.1`, or an address of a container */
  connect(address: string, port: number): Connection;
  /** Waits for the server of a container that has just started, as a person would; at once where there is none to wait for. */
  ready(address: string, port: number): Promise<void>;
}
