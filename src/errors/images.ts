import { DaemonError } from "./engine.js";

/** The text cannot be an image's name. */
export class InvalidReferenceError extends DaemonError<"EREFERENCE", { reference: string }> {
  constructor(reference: string, reason = "invalid reference format") {
    super("EREFERENCE", 400, reason, { reference });
  }
}

/** No image of that name or id is stored here. */
export class NoSuchImageError extends DaemonError<"ENOSUCHIMAGE", { reference: string }> {
  constructor(reference: string) {
    super("ENOSUCHIMAGE", 404, `No such image: ${reference}`, { reference });
  }
}

/** `docker save` was asked for a name with a tag that no image has. */
export class NoSuchReferenceError extends DaemonError<"ENOSUCHREFERENCE", { reference: string }> {
  constructor(reference: string) {
    super("ENOSUCHREFERENCE", 404, "reference does not exist", { reference });
  }
}

/** The image is here, and is for another platform than the one that was asked for. */
export class WrongPlatformError extends DaemonError<
  "EWRONGPLATFORM",
  { reference: string; wanted: string; actual: string }
> {
  /** @param message Docker's own words, where they are others */
  constructor(
    reference: string,
    wanted: string,
    actual: string,
    message = `image with reference ${reference} was found but does not match the specified platform: wanted ${wanted}, actual: ${actual}`,
  ) {
    super("EWRONGPLATFORM", 404, message, { reference, wanted, actual });
  }
}

/** The short id could mean several images. */
export class AmbiguousImageError extends DaemonError<"EAMBIGUOUS", { prefix: string }> {
  constructor(prefix: string) {
    super("EAMBIGUOUS", 400, `multiple IDs found with provided prefix: ${prefix}`, { prefix });
  }
}

/** No registry here has such an image, or none of that tag. */
export class PullDeniedError extends DaemonError<
  "EPULL",
  { reference: string; available: readonly string[] }
> {
  /** @param cause the registry's own words */
  constructor(
    repository: string,
    available: readonly string[],
    cause = "denied: requested access to the resource is denied",
  ) {
    super(
      "EPULL",
      404,
      `pull access denied for ${repository}, repository does not exist or may require 'docker login': ${cause}`,
      { reference: repository, available },
    );
  }
}

export class ManifestUnknownError extends DaemonError<
  "EMANIFESTUNKNOWN",
  { reference: string; available: readonly string[] }
> {
  /** @param cause the registry's own words */
  constructor(reference: string, available: readonly string[], cause = "manifest unknown: manifest unknown") {
    super("EMANIFESTUNKNOWN", 404, `manifest for ${reference} not found: ${cause}`, {
      reference,
      available,
    });
  }
}

/** Something still needs the image. */
export class ImageInUseError extends DaemonError<"EIMAGEINUSE", { reference: string; reason: string }> {
  constructor(reference: string, reason: string) {
    super("EIMAGEINUSE", 409, `conflict: ${reason}`, { reference, reason });
  }
}

/** `commit -c` takes only some Dockerfile instructions. */
export class InvalidChangeError extends DaemonError<"ECHANGE", { change: string }> {
  constructor(change: string, message: string) {
    super("ECHANGE", 400, message, { change });
  }
}

/** The stored documents of an image contradict each other. */
export class InvalidImageError extends DaemonError<"EIMAGE", { reason: string }> {
  /** @param message Docker's own words, where it has some */
  constructor(reason: string, message = `invalid image: ${reason}`) {
    super("EIMAGE", 500, message, { reason });
  }
}

/** An image would have more layers than a file system of layers can be made of. */
export class MaxDepthError extends DaemonError<"EMAXDEPTH", { layers: number }> {
  constructor(layers: number) {
    super("EMAXDEPTH", 500, "max depth exceeded", { layers });
  }
}
