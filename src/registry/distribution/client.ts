import {
  complaintText,
  InvalidManifestError,
  RegistryAnswerError,
  RegistryRefusedError,
  RegistryUnreachableError,
  RepositoryUnknownError,
  VerificationError,
} from "../../errors/registry.js";
import { type Digest, sha256 } from "../../oci/digest.js";
import { familiarName, isTag } from "../../oci/reference.js";
import type { Descriptor } from "../../oci/types.js";
import { answerError, STATUS_TEXTS } from "./answers.js";
import { Authorizer } from "./auth.js";
import { parseChallenges } from "./challenge.js";
import type { Credentials } from "./credentials.js";
import { discard, httpUrl } from "./http.js";
import { ACCEPTED, type FetchedManifest, parseManifest } from "./manifest.js";
import type { Authorization, Message, Transport } from "./transport.js";

export interface ClientOptions {
  /** `docker.io`, `localhost:5000` */
  readonly domain: string;
  /** `library/ubuntu` */
  readonly repository: string;
  readonly transport: Transport;
  readonly credentials: Credentials | undefined;
  /** Plain HTTP if HTTPS does not answer; not needed for registries on this machine. */
  readonly insecure?: boolean;
}

/** The limit for manifests: larger ones are a mistake or an attack (it is the registry's own limit). */
const MAX_MANIFEST = 4 * 1024 * 1024;
const MAX_CONFIG = 8 * 1024 * 1024;
/** A registry lists a hundred or a thousand tags on a page. */
const MAX_TAG_PAGES = 1000;
const API_VERSION = "docker-distribution-api-version";

/**
 * One repository of a registry, through the OCI distribution API. Every method returns what the registry
 * has, or throws its refusal; what a retry can mend is retried. The registry's credentials are sent only to its own
 * origin: an upload or a mount that leads to another host continues there without them.
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

  /** Finds out where the registry is, and what authentication it wants. */
  async ping(): Promise<void> {
    await this.#root();
  }

  /** Checks our credentials; throws the registry's refusal. */
  async login(): Promise<void> {
    const base = await this.#root();
    const url = `${base}/v2/`;
    const message = { method: "GET", url } as const;
    const response = await this.#authorized(message, []);
    await discard(response);
    if (response.ok) return;
    const { status } = response;
    const reason = `${status} ${response.statusText || (STATUS_TEXTS[status] ?? "")}`.trim();
    throw new RegistryAnswerError(url, status, `login attempt to ${url} failed with status: ${reason}`);
  }

  /**
   * A manifest or an index by tag or digest.
   * @throws {VerificationError} the bytes do not have that digest
   */
  async manifest(reference: string): Promise<FetchedManifest> {
    const url = await this.#url(`manifests/${reference}`);
    const message = { method: "GET", url, headers: { accept: ACCEPTED } } as const;
    const response = await this.#authorized(message, this.#pull());
    if (!response.ok) throw await this.#refusal(response, message);
    const bytes = await this.#whole(response, url, MAX_MANIFEST, "the manifest");
    const digest = sha256(bytes);
    const promised = reference.startsWith("sha256:")
      ? reference
      : response.headers.get("docker-content-digest");
    if (promised?.startsWith("sha256:") && promised !== digest)
      throw new VerificationError("manifest", promised, digest);
    return { digest, bytes, document: parseManifest(bytes, response.headers.get("content-type") ?? "") };
  }

  /**
   * The names of all tags, in the registry's order; it may list them over several pages.
   * @throws {RepositoryUnknownError}
   */
  async tags(): Promise<readonly string[]> {
    const tags: string[] = [];
    let url: string | undefined = await this.#url("tags/list");
    const { origin } = new URL(url);
    for (let pages = 0; url !== undefined; pages++) {
      if (pages >= MAX_TAG_PAGES) throw new InvalidManifestError("the list of tags does not end");
      const message: Message = { method: "GET", url };
      const response = await this.#authorized(message, this.#pull());
      if (!response.ok) throw this.#unknown(await this.#refusal(response, message));
      const bytes = await this.#whole(response, url, MAX_MANIFEST, "the list of tags");
      tags.push(...tagsIn(bytes, url, response.status));
      const next = nextPage(response.headers.get("link"));
      const following: URL | undefined = next === undefined ? undefined : httpUrl(next, url);
      if (following !== undefined && following.origin !== origin)
        throw new RegistryAnswerError(url, response.status, "the list of tags goes on at another host");
      url = following?.href;
    }
    return tags;
  }

  #unknown(error: Error): Error {
    if (!(error instanceof RegistryRefusedError)) return error;
    const [complaint] = error.data.complaints;
    if (complaint?.code !== "NAME_UNKNOWN") return error;
    const name = familiarName({ domain: this.domain, path: this.repository });
    return new RepositoryUnknownError(name, complaintText(complaint));
  }

  /** A small blob, whole and verified. @throws {VerificationError} */
  async config(descriptor: Descriptor): Promise<Uint8Array> {
    if (descriptor.size > MAX_CONFIG)
      throw new InvalidManifestError(`the image's configuration is larger than ${MAX_CONFIG} bytes`);
    const url = await this.#url(`blobs/${descriptor.digest}`);
    const message = { method: "GET", url } as const;
    const response = await this.#authorized(message, this.#pull());
    if (!response.ok) throw await this.#refusal(response, message);
    const bytes = await this.#whole(response, url, MAX_CONFIG, "the image's configuration");
    const actual = sha256(bytes);
    if (actual !== descriptor.digest) throw new VerificationError("config", descriptor.digest, actual);
    return bytes;
  }

  /** A blob's bytes from an offset on. Returns them and their actual offset, which is 0 if the registry cannot skip. */
  async blob(
    digest: Digest,
    offset: number,
  ): Promise<{ readonly from: number; readonly chunks: AsyncIterable<Uint8Array> }> {
    const url = await this.#url(`blobs/${digest}`);
    const headers = offset === 0 ? {} : { range: `bytes=${offset}-` };
    const message = { method: "GET", url, headers } as const;
    const response = await this.#authorized(message, this.#pull());
    if (!response.ok) throw await this.#refusal(response, message);
    const began = /^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1];
    const from = response.status === 206 && began !== undefined ? Number(began) : 0;
    if (from > offset)
      throw new RegistryAnswerError(url, response.status, `the registry left out bytes ${offset} to ${from}`);
    return { from, chunks: this.transport.body(response, "GET", url) };
  }

  /** Whether this repository has a blob. */
  async hasBlob(digest: Digest): Promise<boolean> {
    const url = await this.#url(`blobs/${digest}`);
    const message = { method: "HEAD", url } as const;
    const response = await this.#authorized(message, this.#push());
    if (response.ok || response.status === 404) {
      await discard(response);
      return response.ok;
    }
    throw await this.#refusal(response, message);
  }

  /** Mounts a blob from another repository of this registry. Returns whether it worked; if not, nothing has changed. */
  async mount(digest: Digest, from: string): Promise<boolean> {
    const scopes = [...this.#push(), `repository:${from}:pull`];
    const url = await this.#url(`blobs/uploads/?${new URLSearchParams({ mount: digest, from })}`);
    const message = { method: "POST", url, headers: { "content-length": "0" } } as const;
    const response = await this.#authorized(message, scopes);
    // No access to the other repository is no reason not to send the blob; 202 has opened an upload instead.
    if (![201, 202, 401, 403, 404].includes(response.status)) throw await this.#refusal(response, message);
    await discard(response);
    const location = response.status === 202 ? response.headers.get("location") : null;
    const opened = location === null ? undefined : httpUrl(location, url);
    // The blob will get its own upload.
    if (opened !== undefined) await this.#cancel(opened.href);
    return response.status === 201;
  }

  /**
   * Sends a blob as a stream whose length and digest are known only at the end.
   * @param finished the digest of the bytes in `chunks`
   */
  async upload(chunks: AsyncIterable<Uint8Array>, finished: () => Digest): Promise<void> {
    const url = await this.#url("blobs/uploads/");
    const start = { method: "POST", url, headers: { "content-length": "0" } } as const;
    const started = await this.#authorized(start, this.#push());
    if (started.status !== 202) throw await this.#refusal(started, start);
    const target = await this.#location(started, url);
    const headers = { "content-type": "application/octet-stream" };
    const message = { method: "PATCH", url: target, headers, body: chunks } as const;
    const sent = await this.#send(message, this.#push());
    if (sent.status !== 202 && sent.status !== 201) throw await this.#refusal(sent, message);
    await this.#close(await this.#location(sent, target, target), finished());
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

  /** @returns the digest under which the registry has it */
  async putManifest(tag: string, bytes: Uint8Array, mediaType: string): Promise<Digest> {
    const url = await this.#url(`manifests/${tag}`);
    const message = { method: "PUT", url, headers: { "content-type": mediaType }, body: bytes } as const;
    const response = await this.#authorized(message, this.#push());
    if (!response.ok) throw await this.#refusal(response, message);
    await discard(response);
    const digest = sha256(bytes);
    const told = response.headers.get("docker-content-digest");
    if (told !== null && told !== digest) throw new VerificationError("manifest", digest, told);
    return digest;
  }

  async #close(target: string, digest: Digest): Promise<void> {
    const url = new URL(target);
    url.searchParams.set("digest", digest);
    const message = { method: "PUT", url: url.href, headers: { "content-length": "0" } } as const;
    const response = await this.#authorized(message, this.#push());
    if (response.status !== 201 && response.status !== 204) throw await this.#refusal(response, message);
    await discard(response);
  }

  /** The address at which an upload continues. */
  async #location(response: Response, base: string, otherwise?: string): Promise<string> {
    await discard(response);
    const location = response.headers.get("location") ?? otherwise;
    const url = location === undefined ? undefined : httpUrl(location, base);
    if (url !== undefined) return url.href;
    const { status } = response;
    throw new RegistryAnswerError(
      base,
      status,
      location === undefined
        ? "the registry opened an upload and did not say where (no Location header)"
        : `the registry opened an upload at ${JSON.stringify(location)}, which is not an HTTP address`,
    );
  }

  #refusal(response: Response, message: Message): ReturnType<typeof answerError> {
    return answerError(this.transport, response, message);
  }

  async #cancel(url: string): Promise<void> {
    // An abandoned upload is the registry's to clean up; no reason to fail.
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

  /** Sends a request, and once more with authentication if the registry asks for it. */
  async #authorized(message: Message, scopes: readonly string[]): Promise<Response> {
    const response = await this.#send(message, scopes);
    if (response.status !== 401) return response;
    // Another host, reached by a redirection or a Location, must not ask for the registry's credentials.
    if (new URL(response.url || message.url).origin !== new URL(await this.#root()).origin) return response;
    const challenges = parseChallenges(response.headers.get("www-authenticate"));
    const before = this.#authorizer.known(scopes);
    // A name and a password that were refused will be refused again; a token may only have expired.
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
    const origin = new URL(await this.#root()).origin;
    const authorization: Authorization | undefined = header === undefined ? undefined : { header, origin };
    return this.transport.send({ ...message, authorization });
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
      const message = { method: "GET", url, once: !isLast } as const;
      let response: Response;
      try {
        response = await this.transport.send(message);
      } catch (error) {
        if (isLast || !(error instanceof RegistryUnreachableError)) throw error;
        continue;
      }
      const challenges = parseChallenges(response.headers.get("www-authenticate"));
      if (response.status === 401 && challenges.length > 0) this.#challenges = challenges;
      else if (!response.ok && response.headers.get(API_VERSION) === null)
        throw await this.#refusal(response, message);
      await discard(response);
      return `${scheme}://${host}`;
    }
    throw new RangeError("a registry has at least one address");
  }

  /** @throws {InvalidManifestError} the document is too long */
  async #whole(response: Response, url: string, limit: number, what: string): Promise<Uint8Array> {
    const { bytes, isWhole } = await this.transport.beginning(response, { method: "GET", url, limit });
    if (!isWhole) throw new InvalidManifestError(`${what} is larger than ${limit} bytes`);
    return bytes;
  }
}

function tagsIn(bytes: Uint8Array, url: string, status: number): readonly string[] {
  try {
    const document: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const tags: unknown =
      typeof document === "object" && document !== null && "tags" in document ? document.tags : null;
    if (tags === null) return [];
    if (Array.isArray(tags) && tags.every((tag) => typeof tag === "string" && isTag(tag))) return tags;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new RegistryAnswerError(url, status, "the registry's list of tags is none");
}

/** `</v2/a/tags/list?last=x>; rel="next"` */
function nextPage(link: string | null): string | undefined {
  return /<([^>]*)>\s*;\s*rel="?next"?/.exec(link ?? "")?.[1];
}

/** Docker accepts registries on the same machine without encryption: `localhost`, `127.0.0.0/8`, `::1`. */
function isLoopback(domain: string): boolean {
  const host = domain.replace(/:\d+$/, "");
  return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}
