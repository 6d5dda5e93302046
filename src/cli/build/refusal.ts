import { UsageError } from "../../errors/cli.js";

/** What buildx says before it builds, or instead of building. */
export function refusal(reason: string): UsageError {
  return new UsageError(`ERROR: ${reason}`, 1);
}

/** What a builder with Docker's own driver cannot do, in buildx's words. */
export function notSupported(feature: string, docs: string): UsageError {
  return refusal(
    `${feature} is not supported for the docker driver.\nSwitch to a different driver, or turn on the containerd image store, and try again.\nLearn more at https://docs.docker.com/go/${docs}/`,
  );
}
