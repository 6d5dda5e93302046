import { ContainerSettingsError } from "../../../errors/container-settings.js";
import type { RestartPolicy } from "../../host-config.js";

/** @throws {ContainerSettingsError} */
export function checkRestartPolicy({ Name, MaximumRetryCount: retries }: RestartPolicy = NEVER): void {
  switch (Name) {
    case "":
      return;
    case "no":
    case "always":
    case "unless-stopped":
      if (retries !== 0)
        fail(
          `invalid restart policy: maximum retry count can only be used with 'on-failure'${retries < 0 ? " and cannot be negative" : ""}`,
        );
      return;
    case "on-failure":
      if (retries < 0) fail("invalid restart policy: maximum retry count cannot be negative");
      return;
    default:
      fail(
        `invalid restart policy: unknown policy '${Name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`,
      );
  }
}

const NEVER: RestartPolicy = { Name: "no", MaximumRetryCount: 0 };

function fail(reason: string): never {
  throw new ContainerSettingsError(reason);
}
