import {
  InvalidManifestError,
  RegistryAnswerError,
  RegistryUnreachableError,
  VerificationError,
} from "../../errors/registry.js";
import { type Digest, sha256 } from "../../oci/digest.js";
import type { Descriptor } from "../../oci/types.js";
import { answerError } from "./answers.js";
import { Authorizer } from "./auth.js";
import { parseChallenges } from "./challenge.js";
import type { Credentials } from "./credentials.js";
import { ACCEPTED, type FetchedManifest, parseManifest } from "./manifest.js";
import { discard, type Message, type Transport } from "./transport.js";

export interface ClientOptions {
  /** `docker.io`, `localhost:5000` */
  readonly domain: string;
  /** `library/ubuntu` */
  readonly repository: string;
  readonly transport: Transport;
  readonly credentials: Credentials | undefined;
  /** Plain HTTP where HTTPS does not answer; on the machine itself this needs no saying. */
  readonly insecure?: boolean;
}

/** Manifests are documents; larger ones are a mistake or an attack (the limit is the registry's own). */
const MAX_MANIFEST = 4 * 1024 * 1024;
const MAX_CONFIG = 8 * 1024 * 1024;
const API_VERSION = "docker-distribution-api-version";

/**
 * One repository of a registry, spoken to as the OCI distribution spec says. Every method answers what the registry
 * has or throws its refusal; what retrying can mend is retried.
 *
 * @throws {RegistryUnreachableError} {@link RegistryRefusedError} {@link RegistryAnswerError} {@link NoCredentialsError}
 *   from every method
 */
export class RegistryClient {
  readonly domain: string;
  readonly repository: string;
  readonly transport: Transport;
  readonly #insecure: boolean;
  readonly #authorizer: Authorizer;
  #base: Promise<string> | undefined;
  #challenges: ReturnType<typeof parseChallenges> = [];

  constructor({ domain, repository, transport, credentials, insecure = false }: ClientOptions) {
    this.domain = domain;
    this.repository = repository;
    this.transport = transport;
    this.#insecure = insecure || isLoopback(domain);
    this.#authorizer = new Authorizer({ transport, registry: domain, credentials });
  }

  /** Finds out where the registry is and how it wants to be asked. */
  async ping(): Promise<void> {
    await this.#root();
  }

  /** Whether our credentials are good; the registry's refusal is thrown. */
  async login(): Promise<void> {
    const base = await this.#root();
    const url = `${base}/v2/`;
    const response = await this.#authorized({ method: "GET", url }, []);
    await discard(response);
    if (!response.ok) throw await answerError(response, url);
  }

  /**
   * A manifest or an index by tag or digest.
   * @throws {VerificationError} the bytes are not those of the digest
   */
  async manifest(reference: string): Promise<FetchedManifest> {
    const url = await this.#url(`manifests/${reference}`);
    const response = await this.#authorized(
      { method: "GET", url, headers: { accept: ACCEPTED } },
      this.#pull(),
    );
    if (!response.ok) throw await answerError(response, url);
    const bytes = await this.#whole(response, url, MAX_MANIFEST, "the manifest");
    const digest = sha256(bytes);
    const promised = reference.startsWith("sha256:")
      ? reference
      : response.headers.get("docker-content-digest");
    if (promised?.startsWith("sha256:") && promised !== digest)
      throw new VerificationError("manifest", promised, digest);
    return { digest, bytes, document: parseManifest(bytes, response.headers.get("content-type") ?? "") };
  }

  /** A small blob, whole and verified. @throws {VerificationError} */
  async config(descriptor: Descriptor): Promise<Uint8Array> {
    if (descriptor.size > MAX_CONFIG)
      throw new InvalidManifestError(`the image's configuration is larger than ${MAX_CONFIG} bytes`);
    const url = await this.#url(`blobs/${descriptor.digest}`);
    const response = await this.#authorized({ method: "GET", url }, this.#pull());
    if (!response.ok) throw await answerError(response, url);
    const bytes = await this.#whole(response, url, MAX_CONFIG, "the image's configuration");
    const actual = sha256(bytes);
    if (actual !== descriptor.digest) throw new VerificationError("config", descriptor.digest, actual);
    return bytes;
  }

  /** A blob's bytes from an offset on. Answers them and where they begin: 0 where the registry cannot skip. */
  async blob(
    digest: Digest,
    offset: number,
  ): Promise<{ readonly from: number; readonly chunks: AsyncIterable<Uint8Array> }> {
    const url = await this.#url(`blobs/${digest}`);
    const headers = offset === 0 ? {} : { range: `bytes=${offset}-` };
    const response = await this.#authorized({ method: "GET", url, headers }, this.#pull());
    if (!response.ok) throw await answerError(response, url);
    const began = /^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1];
    const from = response.status === 206 && began !== undefined ? Number(began) : 0;
    if (from > offset)
      throw new RegistryAnswerError(url, response.status, `the registry left out bytes ${offset} to ${from}`);
    return { from, chunks: this.transport.body(response, "GET", url) };
  }

  /** Bytes of a blob of this repository; `undefined` when it is not there. */
  async blobSize(digest: Digest): Promise<number | undefined> {
    const url = await this.#url(`blobs/${digest}`);
    const response = await this.#authorized({ method: "HEAD", url }, this.#push());
    await discard(response);
    if (response.status === 404) return undefined;
    if (!response.ok) throw await answerError(response, url);
    const length = response.headers.get("content-length");
    return length === null ? 0 : Number(length);
  }

  /** Takes a blob over from another repository of this registry. Answers whether it could; if not, nothing has changed. */
  async mount(digest: Digest, from: string): Promise<boolean> {
    const scopes = [...this.#push(), `repository:${from}:pull`];
    const url = await this.#url(`blobs/uploads/?${new URLSearchParams({ mount: digest, from })}`);
    const response = await this.#authorized(
      { method: "POST", url, headers: { "content-length": "0" } },
      scopes,
    );
    await discard(response);
    if (response.status === 201) return true;
    if (response.status === 202) {
      // The registry has opened an upload instead; the blob will get one of its own.
      const location = response.headers.get("location");
      if (location !== null) await this.#cancel(new URL(location, url).href);
      return false;
    }
    // Not being let into the other repository is no reason not to send the blob.
    if (response.status === 401 || response.status === 403 || response.status === 404) return false;
    throw await answerError(response, url);
  }

  /**
   * Sends a blob as a stream whose length and digest are known only at its end.
   * @param finished the digest of what `chunks` gave
   */
  async upload(chunks: AsyncIterable<Uint8Array>, finished: () => Digest): Promise<void> {
    const url = await this.#url("blobs/uploads/");
    const started = await this.#authorized(
      { method: "POST", url, headers: { "content-length": "0" } },
      this.#push(),
    );
    await discard(started);
    const session = started.headers.get("location");
    if (started.status !== 202 || session === null) throw await answerError(started, url);
    const target = new URL(session, url).href;
    const headers = { "content-type": "application/octet-stream" };
    const sent = await this.#send({ method: "PATCH", url: target, headers, body: chunks }, this.#push());
    await discard(sent);
    if (sent.status !== 202 && sent.status !== 201) throw await answerError(sent, target);
    await this.#close(new URL(sent.headers.get("location") ?? target, target).href, finished());
  }

  /** Sends a small blob in one piece. */
  async uploadWhole(bytes: Uint8Array): Promise<void> {
    await this.upload(
      (async function* () {
        yield bytes;
      })(),
      () => sha256(bytes),
    );
  }

  /** @returns the digest the registry has it under */
  async putManifest(tag: string, bytes: Uint8Array, mediaType: string): Promise<Digest> {
    const url = await this.#url(`manifests/${tag}`);
    const message = { method: "PUT", url, headers: { "content-type": mediaType }, body: bytes } as const;
    const response = await this.#authorized(message, this.#push());
    await discard(response);
    if (!response.ok) throw await answerError(response, url);
    const digest = sha256(bytes);
    const told = response.headers.get("docker-content-digest");
    if (told !== null && told !== digest) throw new VerificationError("manifest", digest, told);
    return digest;
  }

  async #close(target: string, digest: Digest): Promise<void> {
    const url = new URL(target);
    url.searchParams.set("digest", digest);
    const headers = { "content-length": "0" };
    const response = await this.#authorized({ method: "PUT", url: url.href, headers }, this.#push());
    await discard(response);
    if (response.status !== 201 && response.status !== 204) throw await answerError(response, url.href);
  }

  async #cancel(url: string): Promise<void> {
    // An upload that is left open is the registry's to tidy up; no reason to fail.
    await this.#send({ method: "DELETE", url, once: true }, this.#push()).then(discard, () => undefined);
  }

  #pull(): readonly string[] {
    return [`repository:${this.repository}:pull`];
  }

  #push(): readonly string[] {
    return [`repository:${this.repository}:pull,push`];
  }

  async #url(path: string): Promise<string> {
    return `${await this.#root()}/v2/${this.repository}/${path}`;
  }

  /** Sends, and once more with what the registry asks for when it asks for something. */
  async #authorized(message: Message, scopes: readonly string[]): Promise<Response> {
    const response = await this.#send(message, scopes);
    if (response.status !== 401) return response;
    const challenges = parseChallenges(response.headers.get("www-authenticate"));
    const before = this.#authorizer.known(scopes);
    // A name and a password that were refused will be refused again; a token may only be too old.
    if (before?.startsWith("Basic ")) return response;
    this.#authorizer.forget(scopes);
    const header = await this.#authorizer.answer(challenges, scopes, message);
    if (header === undefined) return response;
    await discard(response);
    return this.#send(message, scopes);
  }

  async #send(message: Message, scopes: readonly string[]): Promise<Response> {
    if (this.#authorizer.known(scopes) === undefined && this.#challenges.length > 0)
      await this.#authorizer.answer(this.#challenges, scopes, message);
    const header = this.#authorizer.known(scopes);
    const { headers = {} } = message;
    return this.transport.send({
      ...message,
      headers: header === undefined ? headers : { ...headers, authorization: header },
    });
  }

  #root(): Promise<string> {
    this.#base ??= this.#findRoot();
    return this.#base;
  }

  async #findRoot(): Promise<string> {
    const host = this.domain === "docker.io" ? "registry-1.docker.io" : this.domain;
    for (const scheme of this.#insecure ? ["https", "http"] : ["https"]) {
      const isLast = scheme === "http" || !this.#insecure;
      const url = `${scheme}://${host}/v2/`;
      let response: Response;
      try {
        response = await this.transport.send({ method: "GET", url, once: !isLast });
      } catch (error) {
        if (isLast || !(error instanceof RegistryUnreachableError)) throw error;
        continue;
      }
      await discard(response);
      const challenges = parseChallenges(response.headers.get("www-authenticate"));
      if (response.status === 401 && challenges.length > 0) this.#challenges = challenges;
      else if (!response.ok && response.headers.get(API_VERSION) === null)
        throw await answerError(response, url);
      return `${scheme}://${host}`;
    }
    throw new RangeError("a registry has at least one address");
  }

  async #whole(response: Response, url: string, limit: number, what: string): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of this.transport.body(response, "GET", url)) {
      size += chunk.length;
      if (size > limit) throw new InvalidManifestError(`${what} is larger than ${limit} bytes`);
      parts.push(chunk);
    }
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}

/** Docker trusts registries on the machine itself without encryption: `localhost`, `127.0.0.0/8`, `::1`. */
export function isLoopback(domain: string): boolean {
  const host = domain.replace(/:\d+$/, "");
  return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}
