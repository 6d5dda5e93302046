import { ExecStartError, UnknownGroupError, UnknownUserError } from "../../../errors/containers.js";
import { DaemonError } from "../../../errors/engine.js";

/** A refusal on its way from the process that runs a container's program to the one that asked. */
export interface RefusalDocument {
  readonly code: string;
  readonly httpStatus: number;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A refusal, by an engine in another process, that has no class of its own here. */
class RelayedError extends DaemonError<string, Readonly<Record<string, unknown>>> {
  constructor({ code, httpStatus, message, data }: RefusalDocument) {
    super(code, httpStatus, message, data);
  }
}

export function refusalDocument({ code, httpStatus, message, data }: DaemonError): RefusalDocument {
  return { code, httpStatus, message, data: { ...data } };
}

/** The same refusal: of its own class if callers look at the class, and always with the same code and text. */
export function refusalError(document: RefusalDocument): DaemonError {
  const { argv0, reason, user, group } = document.data;
  switch (document.code) {
    case "EEXEC":
      return new ExecStartError(String(argv0), String(reason));
    case "EUSER":
      return new UnknownUserError(String(user));
    case "EGROUP":
      return new UnknownGroupError(String(group));
    default:
      return new RelayedError(document);
  }
}
