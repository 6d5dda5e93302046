import { UsageError } from "../errors/cli.js";

/** An image's name as the client understands it before it asks the daemon. */
export interface Reference {
  /** `docker.io/library/ubuntu:latest` */
  readonly full: string;
  /** As people write it, with the tag: `ubuntu:latest`. */
  readonly familiar: string;
  /** True when no tag and no digest was given and `latest` was put in. */
  readonly tagIsDefault: boolean;
}

const DOMAIN =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::\d+)?$/;
const COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const REST = new RegExp(
  `^(${COMPONENT}(?:/${COMPONENT})*)(?::(\\w[\\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
);

/**
 * Reads an image's name by the rules of `distribution/reference`: `ubuntu` is `docker.io/library/ubuntu:latest`.
 *
 * @throws {UsageError} with the client's text.
 */
export function parseReference(text: string): Reference {
  const { domain, rest } = splitDomain(text);
  const colon = rest.indexOf(":");
  const path = colon < 0 ? rest : rest.slice(0, colon);
  if (path.toLowerCase() !== path) {
    throw new UsageError(`invalid reference format: repository name (${path}) must be lowercase`, 1);
  }
  const match = REST.exec(rest);
  const [, name, tag, digest] = match ?? [];
  if (name === undefined || !DOMAIN.test(domain)) throw new UsageError("invalid reference format", 1);
  const tagIsDefault = tag === undefined && digest === undefined;
  const suffix = `${tagIsDefault ? ":latest" : tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
  const familiar =
    domain !== "docker.io"
      ? `${domain}/${name}`
      : name.startsWith("library/")
        ? name.slice("library/".length)
        : name;
  return { full: `${domain}/${name}${suffix}`, familiar: familiar + suffix, tagIsDefault };
}

function splitDomain(text: string): { readonly domain: string; readonly rest: string } {
  const slash = text.indexOf("/");
  const first = slash < 0 ? "" : text.slice(0, slash);
  const isDomain = /[.:]/.test(first) || first === "localhost" || first.toLowerCase() !== first;
  const domain = isDomain ? (first === "index.docker.io" ? "docker.io" : first) : "docker.io";
  const rest = isDomain ? text.slice(slash + 1) : text;
  return { domain, rest: domain === "docker.io" && !rest.includes("/") ? `library/${rest}` : rest };
}
