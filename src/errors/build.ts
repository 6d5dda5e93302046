import { LayerlabError } from "./base.js";

/** The Dockerfile cannot be understood. `line` counts from 1; the message is BuildKit's. */
export class DockerfileError extends LayerlabError<
  "EDOCKERFILE",
  { line: number; endLine: number; reason: string }
> {
  constructor(reason: string, line: number, endLine = line) {
    super("EDOCKERFILE", `dockerfile parse error on line ${line}: ${reason}`, { line, endLine, reason });
  }
}

/** Something about the Dockerfile as a whole, or about what it asks for, is wrong; BuildKit's own words. */
export class BuildDefinitionError extends LayerlabError<
  "EBUILDDEFINITION",
  { reason: string; line?: number; endLine?: number }
> {
  constructor(
    reason: string,
    location?: { readonly line: number; readonly endLine: number },
    options?: ErrorOptions,
  ) {
    super("EBUILDDEFINITION", reason, { reason, ...location }, options);
  }
}

/** An image that FROM or `COPY --from` names is not available; `cause` says why. */
export class BaseImageError extends LayerlabError<
  "EBASEIMAGE",
  { reference: string; line: number; endLine: number }
> {
  constructor(
    reference: string,
    reason: string,
    location: { readonly line: number; readonly endLine: number },
    cause: Error,
  ) {
    const { line, endLine } = location;
    super("EBASEIMAGE", reason, { reference, line, endLine }, { cause });
  }
}

/** A RUN step's program failed. */
export class ProcessFailedError extends LayerlabError<
  "EPROCESS",
  { command: string; exitCode: number; line: number; endLine: number }
> {
  constructor(
    command: string,
    exitCode: number,
    location: { readonly line: number; readonly endLine: number },
  ) {
    super("EPROCESS", `process "${command}" did not complete successfully: exit code: ${exitCode}`, {
      command,
      exitCode,
      ...location,
    });
  }
}

/** A file that COPY or ADD names is not in the context, the stage or the image. */
export class SourceNotFoundError extends LayerlabError<
  "ESOURCE",
  { path: string; line: number; endLine: number }
> {
  constructor(path: string, location: { readonly line: number; readonly endLine: number }) {
    super(
      "ESOURCE",
      `failed to compute cache key: failed to calculate checksum of ref: "${path}": not found`,
      {
        path,
        ...location,
      },
    );
  }
}
