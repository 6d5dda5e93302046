import { DaemonError } from "./engine.js";

/** What a container is asked to be created with cannot be; `message` is Docker's. */
export class ContainerSettingsError extends DaemonError<"ESETTINGS", { reason: string }> {
  constructor(reason: string, httpStatus = 400) {
    super("ESETTINGS", httpStatus, reason, { reason });
  }
}
