import { LayerlabError } from "./base.js";

/**
 * A refusal by the engine: what Docker's daemon answers with. `message` is the daemon's text alone; a command
 * line puts `Error response from daemon: ` before it. `httpStatus` is what the daemon's API would answer with
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
