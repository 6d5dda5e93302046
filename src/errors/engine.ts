import { LayerlabError } from "./base.js";

/**
 * A refusal by the engine: the answer of Docker's daemon. `message` is the daemon's text alone; a command
 * line puts `Error response from daemon: ` before it. `httpStatus` is the status of the daemon's API
 * (404 not there, 409 conflict, 400 bad request, 500 failure).
 */
export abstract class DaemonError<
  Code extends string = string,
  Data extends object = object,
> extends LayerlabError<Code, Data> {
  readonly httpStatus: number;

  constructor(code: Code, httpStatus: number, message: string, data: Data, options?: ErrorOptions) {
    super(code, message, data, options);
    this.httpStatus = httpStatus;
  }
}

/** The engine in use cannot do this at all, whatever it is asked about. */
export class EngineLacksError extends LayerlabError<"EENGINELACKS", { engine: string; call: string }> {
  constructor(engine: string, call: string, remedy: string) {
    super("EENGINELACKS", `${engine} has no ${call}: ${remedy}`, { engine, call });
  }
}
