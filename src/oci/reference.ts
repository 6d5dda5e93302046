import { InvalidReferenceError } from "../errors/images.js";
import { type Digest, isDigest } from "./digest.js";

/** An image's name, taken apart (distribution's `reference` package). */
export interface Reference {
  /** `docker.io` where none was said. */
  readonly domain: string;
  /** `library/ubuntu` */
  readonly path: string;
  /** `latest` where neither tag nor digest was said. */
  readonly tag: string | undefined;
  readonly digest: Digest | undefined;
}

const PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const DOMAIN =
  /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?$/;
const NAME_LIMIT = 255;

/**
 * `ubuntu` → `docker.io/library/ubuntu:latest`. Texts of failures are Docker's.
 *
 * @throws {InvalidReferenceError}
 */
export function parseReference(text: string): Reference {
  if (/^[a-f0-9]{64}$/.test(text)) {
    throw new InvalidReferenceError(
      text,
      `invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`,
    );
  }
  const [named = "", digest, ...rest] = text.split("@");
  if (rest.length > 0 || (digest !== undefined && !isDigest(digest))) throw new InvalidReferenceError(text);
  const { domain, remainder } = splitDomain(named);
  const colon = remainder.indexOf(":");
  const path = colon < 0 ? remainder : remainder.slice(0, colon);
  const tag = colon < 0 ? undefined : remainder.slice(colon + 1);
  if (path.toLowerCase() !== path) {
    throw new InvalidReferenceError(
      text,
      `invalid reference format: repository name (${path}) must be lowercase`,
    );
  }
  const components = path.split("/");
  if (!components.every((part) => PATH_COMPONENT.test(part)) || !DOMAIN.test(domain))
    throw new InvalidReferenceError(text);
  if (tag !== undefined && !isTag(tag)) throw new InvalidReferenceError(text);
  if (`${domain}/${path}`.length > NAME_LIMIT) {
    throw new InvalidReferenceError(text, `repository name must not be more than ${NAME_LIMIT} characters`);
  }
  return { domain, path, tag: tag ?? (digest === undefined ? "latest" : undefined), digest };
}

/** `localhost:5000/a/b:v1` is repository `localhost:5000/a/b`, tag `v1`: a colon before the last slash is a port's. */
export function splitTag(name: string): { readonly repository: string; readonly tag: string | undefined } {
  const colon = name.lastIndexOf(":");
  return colon > name.lastIndexOf("/")
    ? { repository: name.slice(0, colon), tag: name.slice(colon + 1) }
    : { repository: name, tag: undefined };
}

/** Whether text can be a tag. */
export function isTag(text: string): boolean {
  return TAG.test(text);
}

/** As people write it: without `docker.io/library/`. */
export function familiarName({ domain, path }: Pick<Reference, "domain" | "path">): string {
  if (domain !== "docker.io") return `${domain}/${path}`;
  return path.startsWith("library/") ? path.slice("library/".length) : path;
}

/** `ubuntu:latest`, `ubuntu@sha256:…` */
export function familiarString(reference: Reference): string {
  const name = familiarName(reference);
  if (reference.digest !== undefined) return `${name}@${reference.digest}`;
  return `${name}:${reference.tag ?? "latest"}`;
}

function splitDomain(text: string): { domain: string; remainder: string } {
  const slash = text.indexOf("/");
  const first = slash < 0 ? "" : text.slice(0, slash);
  // As Docker tells a host from a name: it has a dot, a port or capitals, or is localhost.
  const isDomain = /[.:]/.test(first) || first === "localhost" || first.toLowerCase() !== first;
  const domain = isDomain ? first : "docker.io";
  const rest = isDomain ? text.slice(slash + 1) : text;
  const canonical = domain === "index.docker.io" ? "docker.io" : domain;
  return {
    domain: canonical,
    remainder: canonical === "docker.io" && !rest.includes("/") ? `library/${rest}` : rest,
  };
}
