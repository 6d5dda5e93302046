import { NoCredentialsError } from "../../errors/registry.js";
import { answerError } from "./answers.js";
import type { Challenge } from "./challenge.js";
import type { Credentials } from "./credentials.js";
import type { Transport } from "./transport.js";

interface AuthorizerParts {
  readonly transport: Transport;
  readonly registry: string;
  readonly credentials: Credentials | undefined;
}

/**
 * Answers challenges: with a name and a password, or with a token that the realm gives for them (distribution's
 * "Token Authentication"). A token is kept for as long as the registry takes it.
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
   * @throws {NoCredentialsError} the registry wants a name and a password
   * @throws {RegistryRefusedError} the realm does not accept ours
   */
  async answer(
    challenges: readonly Challenge[],
    scopes: readonly string[],
    asked: { readonly method: string; readonly url: string },
  ): Promise<string | undefined> {
    const bearer = challenges.find(({ scheme }) => scheme === "bearer");
    if (bearer?.parameters.realm !== undefined) {
      const header = `Bearer ${await this.#token(bearer.parameters, scopes)}`;
      this.#headers.set(scopes.join(" "), header);
      return header;
    }
    if (!challenges.some(({ scheme }) => scheme === "basic")) return undefined;
    const basic = basicHeader(this.#parts.credentials);
    if (basic === undefined) throw new NoCredentialsError(asked.method, asked.url, this.#parts.registry);
    this.#headers.set("*", basic);
    return basic;
  }

  async #token(parameters: Readonly<Record<string, string>>, scopes: readonly string[]): Promise<string> {
    const { transport, credentials } = this.#parts;
    const { realm = "", service } = parameters;
    const form = new URLSearchParams();
    if (service !== undefined) form.set("service", service);
    const url = new URL(realm);
    const refresh = credentials?.identityToken;
    let response: Response;
    if (refresh !== undefined) {
      form.set("grant_type", "refresh_token");
      form.set("client_id", "layerlab");
      form.set("refresh_token", refresh);
      if (scopes.length > 0) form.set("scope", scopes.join(" "));
      response = await transport.send({
        method: "POST",
        url: url.href,
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new TextEncoder().encode(form.toString()),
      });
    } else {
      for (const [name, value] of form) url.searchParams.set(name, value);
      for (const scope of scopes) url.searchParams.append("scope", scope);
      const basic = basicHeader(credentials);
      if (basic !== undefined && credentials !== undefined)
        url.searchParams.set("account", credentials.username);
      response = await transport.send({
        method: "GET",
        url: url.href,
        headers: basic === undefined ? {} : { authorization: basic },
      });
    }
    if (!response.ok) throw await answerError(response, url.href);
    const body: unknown = await response.json();
    const { token, access_token }: { token?: unknown; access_token?: unknown } =
      typeof body === "object" && body !== null ? { ...body } : {};
    const found = token ?? access_token;
    if (typeof found !== "string" || found === "")
      throw await answerError(
        response,
        url.href,
        "authorization server did not include a token in the response",
      );
    return found;
  }
}

/** `Basic …` of UTF-8 bytes. */
function basicHeader(credentials: Credentials | undefined): string | undefined {
  if (credentials === undefined || credentials.username === "") return undefined;
  const bytes = new TextEncoder().encode(`${credentials.username}:${credentials.password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
