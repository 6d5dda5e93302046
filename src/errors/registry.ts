import { LayerlabError } from "./base.js";
import { DaemonError } from "./engine.js";

/** One entry of a registry's error response (distribution spec, "Error Codes"). */
export interface RegistryComplaint {
  /** `MANIFEST_UNKNOWN` */
  readonly code: string;
  readonly message: string;
}

/**
 * There was no response: no such host, nobody listens, cut off, too slow. `isFinal`: trying again cannot help.
 * `hint` says what can be done without the registry.
 */
export class RegistryUnreachableError extends DaemonError<
  "EREGISTRYUNREACHABLE",
  { method: string; url: string; reason: string; hint: string; isFinal: boolean }
> {
  constructor(
    method: string,
    url: string,
    reason: string,
    options: ErrorOptions & { hint?: string; isFinal?: boolean } = {},
  ) {
    const { hint = "", isFinal = false, ...rest } = options;
    const verb = `${method.slice(0, 1)}${method.slice(1).toLowerCase()}`;
    const text = `${verb} "${url}": ${reason}`;
    super(
      "EREGISTRYUNREACHABLE",
      500,
      hint === "" ? text : `${text}\n${hint}`,
      { method, url, reason, hint, isFinal },
      rest,
    );
  }
}

/** The registry refused, and said why. */
export class RegistryRefusedError extends DaemonError<
  "EREGISTRYREFUSED",
  { url: string; status: number; complaints: readonly RegistryComplaint[] }
> {
  constructor(url: string, status: number, complaints: readonly RegistryComplaint[]) {
    const lines = complaints.map(complaintText);
    const text = lines.length === 1 ? (lines[0] ?? "") : `errors:\n${lines.join("\n")}\n`;
    super("EREGISTRYREFUSED", status, text, { url, status, complaints });
  }
}

/** `manifest unknown: manifest unknown`, as Docker writes a registry's error. */
export function complaintText({ code, message }: RegistryComplaint): string {
  return readable(`${code.replaceAll("_", " ").toLowerCase()}: ${message}`);
}

/**
 * A registry's words reach a terminal, where control characters move the cursor, set the title or the clipboard. Docker
 * prints them as they are; here they are shown.
 */
function readable(text: string): string {
  return text.replace(
    /[^\P{Cc}\n\t]/gu,
    (sign) => `\\x${(sign.codePointAt(0) ?? 0).toString(16).padStart(2, "0")}`,
  );
}

/** A response that the protocol does not allow: a registry in trouble, or not a registry at all. */
export class RegistryAnswerError extends DaemonError<
  "EREGISTRYANSWER",
  { url: string; status: number; reason: string }
> {
  constructor(url: string, status: number, reason: string) {
    super("EREGISTRYANSWER", 500, readable(reason), { url, status, reason });
  }
}

/** The registry requires a name and a password, and there are none for it. */
export class NoCredentialsError extends DaemonError<"ENOCREDENTIALS", { url: string; registry: string }> {
  constructor(method: string, url: string, registry: string) {
    const verb = `${method.slice(0, 1)}${method.slice(1).toLowerCase()}`;
    super("ENOCREDENTIALS", 401, `${verb} "${url}": no basic auth credentials`, { url, registry });
  }
}

/** No repository of that name. */
export class RepositoryUnknownError extends DaemonError<"EREPOSITORYUNKNOWN", { repository: string }> {
  constructor(repository: string, cause: string) {
    super("EREPOSITORYUNKNOWN", 404, `repository ${repository} not found: ${cause}`, { repository });
  }
}

/** The bytes received are not what their digest names: nothing is kept. */
export class VerificationError extends DaemonError<
  "EVERIFICATION",
  { what: "layer" | "config" | "manifest"; digest: string; actual: string }
> {
  constructor(what: "layer" | "config" | "manifest", digest: string, actual: string) {
    const subject = { layer: "filesystem layer", config: "image config", manifest: "manifest" }[what];
    super("EVERIFICATION", 500, `${subject} verification failed for digest ${digest}`, {
      what,
      digest,
      actual,
    });
  }
}

/** A manifest or an index that cannot be used. */
export class InvalidManifestError extends DaemonError<"EMANIFEST", { reason: string }> {
  constructor(reason: string) {
    super("EMANIFEST", 500, reason, { reason });
  }
}

/** The index has no image for this platform. */
export class NoMatchingManifestError extends DaemonError<
  "ENOPLATFORM",
  { platform: string; available: readonly string[] }
> {
  constructor(platform: string, available: readonly string[]) {
    super("ENOPLATFORM", 404, `no matching manifest for ${platform} in the manifest list entries`, {
      platform,
      available,
    });
  }
}

/** One image, of another platform than was asked for. */
export class PlatformMismatchError extends DaemonError<
  "EPLATFORM",
  { reference: string; wanted: string; actual: string }
> {
  constructor(reference: string, wanted: string, actual: string) {
    super(
      "EPLATFORM",
      404,
      `image with reference ${reference} was found but does not match the specified platform: wanted ${wanted}, actual: ${actual}`,
      { reference, wanted, actual },
    );
  }
}

/** `docker push` of a name that no local image has. */
export class NothingToPushError extends DaemonError<"ENOTHINGTOPUSH", { reference: string }> {
  constructor(reference: string, message: string) {
    super("ENOTHINGTOPUSH", 404, message, { reference });
  }
}

/** Docker's configuration file cannot be read. */
export class DockerConfigError extends LayerlabError<"EDOCKERCONFIG", { path: string; reason: string }> {
  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(
      "EDOCKERCONFIG",
      `${path}: ${reason}; correct or remove the file (it holds the names and passwords for registries)`,
      { path, reason },
      options,
    );
  }
}

/** The program that keeps passwords does not work. */
export class CredentialHelperError extends LayerlabError<
  "ECREDENTIALHELPER",
  { helper: string; reason: string }
> {
  constructor(helper: string, reason: string, options?: ErrorOptions) {
    super(
      "ECREDENTIALHELPER",
      `error getting credentials - docker-credential-${helper}: ${reason}; install the program, or take it out of Docker's config.json`,
      { helper, reason },
      options,
    );
  }
}
