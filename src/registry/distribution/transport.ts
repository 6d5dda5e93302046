import { setTimeout } from "#platform/timers";
import { RegistryAnswerError, RegistryUnreachableError } from "../../errors/registry.js";
import { concatBytes } from "../../platform/concat.js";
import { discard, httpUrl, isTemporary } from "./http.js";
import { reasonOf } from "./network-failure.js";

export interface TransportOptions {
  /** The network; the platform's `fetch` by default. */
  readonly fetch?: typeof fetch;
  /** Waits; rejects when the signal is aborted. */
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** How long a response's headers may take, and how long its body may pause. */
  readonly patienceMs?: number;
  /** How many attempts are made. */
  readonly attempts?: number;
  readonly signal?: AbortSignal;
}

/** Proof of identity, and who may see it. */
export interface Authorization {
  /** `Basic …`, `Bearer …` */
  readonly header: string;
  /** The only origin to which it is sent, in the form of {@link URL.origin}: `https://registry.example:5000`. */
  readonly origin: string;
}

export interface Message {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | AsyncIterable<Uint8Array>;
  readonly authorization?: Authorization | undefined;
  /** Only one attempt: for finding out whether anybody is there. */
  readonly once?: boolean;
}

const PATIENCE_MS = 30_000;
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 500;
/** A registry that wants to be left alone for longer than this has refused. */
const LONGEST_PAUSE_MS = 60_000;
const MAX_REDIRECTS = 10;

/**
 * Sends requests and returns responses, whatever they say. Retries what is safe to send again (not a stream) if there
 * was no response or the server says "later" (429, 5xx), waiting longer each time, or as long as the server asks for.
 *
 * Two rules are enforced only here. An authorization goes to its own origin and to no other, wherever a
 * redirection or a `Location` leads. And every body is read by {@link Transport.body} or {@link Transport.read}, which
 * bound the time and the memory and stop when the signal is aborted.
 */
export class Transport {
  readonly #fetch: typeof fetch;
  readonly #sleep: NonNullable<TransportOptions["sleep"]>;
  readonly #patience: number;
  readonly attempts: number;
  readonly signal: AbortSignal | undefined;

  constructor(options: TransportOptions = {}) {
    // Called as a plain function, even a given one: a browser's own `fetch` refuses to be a method of something else.
    const send = options.fetch ?? fetch;
    this.#fetch = (input, init) => send(input, init);
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
        if (!(error instanceof RegistryUnreachableError) || attempt >= attempts || error.data.isFinal)
          throw error;
        await this.rest(attempt);
      }
    }
  }

  /** Waits before the next attempt. Returns the seconds it waits for. */
  async rest(attempt: number, asked?: number): Promise<number> {
    const milliseconds = asked ?? pauseOf(attempt);
    await this.#sleep(milliseconds, this.signal);
    return milliseconds / 1000;
  }

  /** A response's body as a stream; a pause that is too long is an error, like a broken connection. */
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

  /**
   * A response's body as one document, within the time that its headers may take: a server that sends a byte now and
   * then must not keep anybody waiting.
   * @throws {RegistryAnswerError} it is longer than `limit` bytes
   */
  async read(
    response: Response,
    { method, url, limit }: { readonly method: string; readonly url: string; readonly limit: number },
  ): Promise<Uint8Array> {
    const { bytes, isWhole } = await this.beginning(response, { method, url, limit });
    if (isWhole) return bytes;
    throw new RegistryAnswerError(
      url,
      response.status,
      `the response to ${method} "${url}" is longer than ${limit} bytes, the most that is read`,
    );
  }

  /** Like {@link read}, but returns only the first `limit` bytes of a longer body. */
  async beginning(
    response: Response,
    { method, url, limit }: { readonly method: string; readonly url: string; readonly limit: number },
  ): Promise<{ readonly bytes: Uint8Array; readonly isWhole: boolean }> {
    const deadline = performance.now() + this.#patience;
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of this.body(response, method, url)) {
      parts.push(chunk.subarray(0, limit - size));
      size += chunk.length;
      if (size > limit) break;
      if (performance.now() > deadline) throw new RegistryUnreachableError(method, url, "read: i/o timeout");
    }
    return { bytes: concatBytes(parts), isWhole: size <= limit };
  }

  async #follow(message: Message): Promise<Response> {
    let { method, url } = message;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const response = await this.#once({ ...message, method, url });
      const location = response.headers.get("location");
      // 201 and 202 have a location, too, but do not redirect.
      if (location === null || response.status < 300 || response.status >= 400) return response;
      await discard(response);
      const next = httpUrl(location, url);
      if (next === undefined)
        throw new RegistryUnreachableError(
          method,
          url,
          `cannot follow the redirection to ${JSON.stringify(location)}`,
          {
            isFinal: true,
          },
        );
      if (response.status === 303) method = "GET";
      url = next.href;
    }
    throw new RegistryUnreachableError(
      message.method,
      message.url,
      `stopped after ${MAX_REDIRECTS} redirects`,
      { isFinal: true },
    );
  }

  async #once({ method, url, headers, body, authorization }: Message): Promise<Response> {
    const abort = new AbortController();
    const cancel = (): void => abort.abort(this.signal?.reason);
    this.signal?.throwIfAborted();
    this.signal?.addEventListener("abort", cancel, { once: true });
    try {
      const sent = this.#fetch(url, {
        method,
        redirect: "manual",
        signal: abort.signal,
        // The bytes as stored: any other encoding would change the digest.
        headers: { "accept-encoding": "identity", ...headers, ...shownTo(url, authorization) },
        ...(body === undefined
          ? {}
          : body instanceof Uint8Array
            ? { body }
            : { body: streamOf(body), duplex: "half" }),
      });
      // A stream may take as long as it needs.
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
    if (!(error instanceof TypeError) && !("code" in error)) return error;
    const { reason, isFinal } = reasonOf(error, url);
    return new RegistryUnreachableError(method, url, reason, { isFinal, cause: error });
  }
}

function shownTo(url: string, authorization: Authorization | undefined): { authorization?: string } {
  if (authorization === undefined || new URL(url).origin !== authorization.origin) return {};
  return { authorization: authorization.header };
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
