import { NoCredentialsError, RegistryAnswerError } from "../../errors/registry.js";
import { answerError } from "./answers.js";
import type { Challenge } from "./challenge.js";
import type { Credentials } from "./credentials.js";
import { httpUrl } from "./http.js";
import type { Message, Transport } from "./transport.js";

/** The limit for a token response; tokens are a few kilobytes. */
const MAX_TOKEN = 1024 * 1024;

interface AuthorizerParts {
  readonly transport: Transport;
  readonly registry: string;
  readonly credentials: Credentials | undefined;
}

/**
 * Answers challenges: with a name and a password, or with a token that the realm issues for them (distribution's
 * "Token Authentication"). A token is kept for as long as the registry accepts it.
 */
export class Authorizer {
  readonly #parts: AuthorizerParts;
  readonly #headers = new Map<string, string>();

  constructor(parts: AuthorizerParts) {
    this.#parts = parts;
  }

  /** The header that was accepted for these scopes. */
  known(scopes: readonly string[]): string | undefined {
    return this.#headers.get(scopes.join(" ")) ?? this.#headers.get("*");
  }

  forget(scopes: readonly string[]): void {
    this.#headers.delete(scopes.join(" "));
    this.#headers.delete("*");
  }

  /**
   * A header that answers a challenge.
   * @throws {NoCredentialsError} the registry requires a name and a password
   * @throws {RegistryRefusedError} the realm does not accept ours
   */
  async answer(
    challenges: readonly Challenge[],
    scopes: readonly string[],
    asked: Pick<Message, "method" | "url">,
  ): Promise<string | undefined> {
    const bearer = challenges.find(({ scheme }) => scheme === "bearer");
    if (bearer?.parameters.realm !== undefined) {
      const header = `Bearer ${await this.#token(bearer.parameters, scopes, asked)}`;
      this.#headers.set(scopes.join(" "), header);
      return header;
    }
    if (!challenges.some(({ scheme }) => scheme === "basic")) return undefined;
    const basic = basicHeader(this.#parts.credentials);
    if (basic === undefined) throw new NoCredentialsError(asked.method, asked.url, this.#parts.registry);
    this.#headers.set("*", basic);
    return basic;
  }

  async #token(
    parameters: Readonly<Record<string, string>>,
    scopes: readonly string[],
    asked: Pick<Message, "method" | "url">,
  ): Promise<string> {
    const { transport, credentials } = this.#parts;
    const { realm = "", service } = parameters;
    const form = new URLSearchParams();
    if (service !== undefined) form.set("service", service);
    const url = httpUrl(realm);
    if (url === undefined)
      throw new RegistryAnswerError(
        asked.url,
        401,
        `the registry names ${JSON.stringify(realm)} as the place to log in, which is not an HTTP address`,
      );
    const { origin } = url;
    const refresh = credentials?.identityToken;
    let message: Message;
    if (refresh !== undefined) {
      form.set("grant_type", "refresh_token");
      form.set("client_id", "layerlab");
      form.set("refresh_token", refresh);
      if (scopes.length > 0) form.set("scope", scopes.join(" "));
      message = {
        method: "POST",
        url: url.href,
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new TextEncoder().encode(form.toString()),
      };
    } else {
      for (const [name, value] of form) url.searchParams.set(name, value);
      for (const scope of scopes) url.searchParams.append("scope", scope);
      const basic = basicHeader(credentials);
      if (basic !== undefined && credentials !== undefined)
        url.searchParams.set("account", credentials.username);
      message = {
        method: "GET",
        url: url.href,
        authorization: basic === undefined ? undefined : { header: basic, origin },
      };
    }
    const response = await transport.send(message);
    if (!response.ok) throw await answerError(transport, response, message);
    const { method } = message;
    const body = parsed(await transport.read(response, { method, url: url.href, limit: MAX_TOKEN }));
    const { token, access_token }: { token?: unknown; access_token?: unknown } =
      typeof body === "object" && body !== null ? { ...body } : {};
    const found = token ?? access_token;
    if (typeof found !== "string" || !/^[\x21-\x7e]+$/.test(found))
      throw new RegistryAnswerError(
        url.href,
        response.status,
        "authorization server did not include a token in the response",
      );
    return found;
  }
}

/** Something that is not JSON has no token, either. */
function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** `Basic …` of UTF-8 bytes. */
function basicHeader(credentials: Credentials | undefined): string | undefined {
  if (credentials === undefined || credentials.username === "") return undefined;
  const bytes = new TextEncoder().encode(`${credentials.username}:${credentials.password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
