import { RegistryUnreachableError } from "../../errors/registry.js";

export interface TransportOptions {
  /** The network; the platform's `fetch` unless told. */
  readonly fetch?: typeof fetch;
  /** Waits; rejects when the signal is aborted. */
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** How long an answer's headers may take, and how long its body may pause. */
  readonly patienceMs?: number;
  /** How often a thing is tried before it has failed. */
  readonly attempts?: number;
  readonly signal?: AbortSignal;
}

export interface Message {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | AsyncIterable<Uint8Array>;
  /** Tried once only: for what asks whether anybody is there. */
  readonly once?: boolean;
}

const PATIENCE_MS = 30_000;
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 500;
/** A registry that wants to be left alone for longer has said no. */
const LONGEST_PAUSE_MS = 60_000;
const MAX_REDIRECTS = 10;

/**
 * Sends requests and gives answers, whatever they say; retries what is safe to be sent again (not a stream) when no
 * answer came or the server says "later" (429, 5xx), waiting longer each time or as long as the server asks for.
 * Redirections are followed, and credentials stay with the host they are for.
 */
export class Transport {
  readonly #fetch: typeof fetch;
  readonly #sleep: NonNullable<TransportOptions["sleep"]>;
  readonly #patience: number;
  readonly attempts: number;
  readonly signal: AbortSignal | undefined;

  constructor(options: TransportOptions = {}) {
    this.#fetch = options.fetch ?? fetch;
    this.#sleep = options.sleep ?? pause;
    this.#patience = options.patienceMs ?? PATIENCE_MS;
    this.attempts = options.attempts ?? ATTEMPTS;
    this.signal = options.signal;
  }

  /** @throws {RegistryUnreachableError} */
  async send(message: Message): Promise<Response> {
    const isStream = message.body !== undefined && !(message.body instanceof Uint8Array);
    const attempts = message.once || isStream ? 1 : this.attempts;
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await this.#follow(message);
        if (attempt >= attempts || !isTemporary(response.status)) return response;
        const asked = retryAfter(response.headers.get("retry-after"));
        if (asked !== undefined && asked > LONGEST_PAUSE_MS) return response;
        await discard(response);
        await this.rest(attempt, asked);
      } catch (error) {
        if (!(error instanceof RegistryUnreachableError) || attempt >= attempts || isHopeless(error))
          throw error;
        await this.rest(attempt);
      }
    }
  }

  /** Waits before the next attempt. Answers for how long, in seconds. */
  async rest(attempt: number, asked?: number): Promise<number> {
    const milliseconds = asked ?? pauseOf(attempt);
    await this.#sleep(milliseconds, this.signal);
    return milliseconds / 1000;
  }

  /** An answer's body; a pause that is too long is an error, as a broken connection is. */
  async *body(response: Response, method: string, url: string): AsyncGenerator<Uint8Array> {
    if (response.body === null) return;
    const reader = response.body.getReader();
    try {
      for (;;) {
        const { done, value } = await this.#inTime(reader.read(), method, url, "read: i/o timeout");
        if (done) return;
        yield value;
      }
    } catch (error) {
      throw this.#explained(error, method, url);
    } finally {
      await reader.cancel().catch(() => undefined);
    }
  }

  async #follow(message: Message): Promise<Response> {
    let { method, url, headers = {} } = message;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const response = await this.#once({ ...message, method, url, headers });
      const location = response.headers.get("location");
      // 201 and 202 have a location too, and stay where they are.
      if (location === null || response.status < 300 || response.status >= 400) return response;
      await discard(response);
      const next = new URL(location, url);
      if (next.origin !== new URL(url).origin) headers = withoutAuthorization(headers);
      if (response.status === 303) method = "GET";
      url = next.href;
    }
    throw new RegistryUnreachableError(
      message.method,
      message.url,
      `stopped after ${MAX_REDIRECTS} redirects`,
    );
  }

  async #once({ method, url, headers, body }: Message): Promise<Response> {
    const abort = new AbortController();
    const cancel = (): void => abort.abort(this.signal?.reason);
    this.signal?.throwIfAborted();
    this.signal?.addEventListener("abort", cancel, { once: true });
    try {
      const sent = this.#fetch(url, {
        method,
        redirect: "manual",
        signal: abort.signal,
        // Bytes as they are stored, or their digest would be another.
        headers: { "accept-encoding": "identity", ...headers },
        ...(body === undefined
          ? {}
          : body instanceof Uint8Array
            ? { body }
            : { body: streamOf(body), duplex: "half" }),
      });
      // How long a stream takes is its own matter.
      if (body !== undefined && !(body instanceof Uint8Array)) return await sent;
      return await this.#inTime(
        sent,
        method,
        url,
        "net/http: request canceled (Client.Timeout exceeded while awaiting headers)",
        () => abort.abort(),
      );
    } catch (error) {
      throw this.#explained(error, method, url);
    } finally {
      this.signal?.removeEventListener("abort", cancel);
    }
  }

  #inTime<Value>(
    promise: Promise<Value>,
    method: string,
    url: string,
    reason: string,
    giveUp: () => void = () => {},
  ): Promise<Value> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let cancel = (): void => {};
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new RegistryUnreachableError(method, url, reason));
        giveUp();
      }, this.#patience);
      cancel = () => reject(this.signal?.reason);
      this.signal?.addEventListener("abort", cancel, { once: true });
    });
    return Promise.race([promise, late]).finally(() => {
      clearTimeout(timer);
      this.signal?.removeEventListener("abort", cancel);
      promise.catch(() => undefined);
    });
  }

  #explained(error: unknown, method: string, url: string): unknown {
    if (this.signal?.aborted) return this.signal.reason;
    if (error instanceof RegistryUnreachableError || !(error instanceof Error)) return error;
    // What `fetch` and its streams throw when the network fails.
    if (error instanceof TypeError || "code" in error)
      return new RegistryUnreachableError(method, url, reasonOf(error, url), { cause: error });
    return error;
  }
}

/** 429 and what a server in trouble says; 501 and 505 will not change. */
export function isTemporary(status: number): boolean {
  return status === 429 || status === 408 || (status >= 500 && status !== 501 && status !== 505);
}

/** Waiting does not make a host appear. */
function isHopeless({ data }: RegistryUnreachableError): boolean {
  return /no such host|connection refused|x509|HTTP response to HTTPS client/.test(data.reason);
}

/** Reads an answer to its end and forgets it, so that its connection can be used again. */
export async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined);
}

function pauseOf(attempt: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
}

/** Seconds, or a date. */
function retryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

function withoutAuthorization(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== "authorization"),
  );
}

function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await iterator.return?.()),
  });
}

/** Go's words for what Node says. */
function reasonOf(error: Error, url: string): string {
  const { code, address, port, message } = innermost(error);
  const { hostname, port: namedPort, protocol } = new URL(url);
  const where = `${address ?? hostname}:${port ?? (namedPort || (protocol === "http:" ? 80 : 443))}`;
  switch (code) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `dial tcp: lookup ${hostname}: no such host`;
    case "ECONNREFUSED":
      return `dial tcp ${where}: connect: connection refused`;
    case "EHOSTUNREACH":
      return `dial tcp ${where}: connect: no route to host`;
    case "ENETUNREACH":
      return `dial tcp ${where}: connect: network is unreachable`;
    case "ETIMEDOUT":
    case "UND_ERR_CONNECT_TIMEOUT":
      return `dial tcp ${where}: i/o timeout`;
    case "ECONNRESET":
      return "read: connection reset by peer";
    case "UND_ERR_SOCKET":
      return "unexpected EOF";
    case "ERR_SSL_WRONG_VERSION_NUMBER":
    case "ERR_SSL_PACKET_LENGTH_TOO_LONG":
    case "EPROTO":
      return "http: server gave HTTP response to HTTPS client";
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
      return "tls: failed to verify certificate: x509: certificate signed by unknown authority";
    default:
      return message;
  }
}

interface Cause {
  readonly code: string | undefined;
  readonly address: string | undefined;
  readonly port: number | undefined;
  readonly message: string;
}

/** `fetch failed` has the true reason as its cause, or as the first of several. */
function innermost(error: Error): Cause {
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  if (inner instanceof Error) return innermost(inner);
  const { code, address, port }: Record<string, unknown> = { ...error };
  return {
    code: typeof code === "string" ? code : undefined,
    address: typeof address === "string" ? address : undefined,
    port: typeof port === "number" ? port : undefined,
    message: error.message,
  };
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
