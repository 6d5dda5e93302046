import { UsageError } from "../errors/cli.js";
import { InvalidReferenceError } from "../errors/images.js";
import { familiarString, parseReference as parse, splitTag } from "../oci/reference.js";

/** An image's name as the client reads it, before it asks the daemon. */
export interface Reference {
  /** `docker.io/library/ubuntu:latest` */
  readonly full: string;
  /** As people write it, with the tag: `ubuntu:latest`. */
  readonly familiar: string;
  /** True when neither tag nor digest was given, so that `latest` was added. */
  readonly tagIsDefault: boolean;
}

/**
 * Reads an image's name. The client checks names itself, so the refusal does not come from a daemon.
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
      tagIsDefault: digest === undefined && splitTag(text).tag === undefined,
    };
  } catch (error) {
    if (!(error instanceof InvalidReferenceError)) throw error;
    throw new UsageError(error.message, 1);
  }
}
