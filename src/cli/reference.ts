import { UsageError } from "../errors/cli.js";
import { InvalidReferenceError } from "../errors/images.js";
import { familiarString, parseReference as parse } from "../oci/reference.js";

/** An image's name as the client understands it before it asks the daemon. */
export interface Reference {
  /** `docker.io/library/ubuntu:latest` */
  readonly full: string;
  /** As people write it, with the tag: `ubuntu:latest`. */
  readonly familiar: string;
  /** True when no tag and no digest was given and `latest` was put in. */
  readonly tagIsDefault: boolean;
}

/**
 * Reads an image's name. The client checks names itself, so its refusal is not a daemon's.
 *
 * @throws {UsageError} with the client's text.
 */
export function parseReference(text: string): Reference {
  try {
    const reference = parse(text);
    const familiar = familiarString(reference);
    const { domain, path, tag, digest } = reference;
    const suffix = digest === undefined ? `:${tag ?? "latest"}` : `@${digest}`;
    return {
      familiar,
      full: `${domain}/${path}${suffix}`,
      tagIsDefault: digest === undefined && !hasTag(text),
    };
  } catch (error) {
    if (!(error instanceof InvalidReferenceError)) throw error;
    throw new UsageError(error.message, 1);
  }
}

function hasTag(text: string): boolean {
  return text.lastIndexOf(":") > text.lastIndexOf("/");
}
