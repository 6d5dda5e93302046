import { UsageError } from "../../errors/cli.js";
import { DaemonError } from "../../errors/engine.js";

/**
 * For requests that the daemon responds to with a stream: once the stream has begun, a failure is part of it and is
 * printed without `Error response from daemon:`.
 *
 * @param act is passed a function to call when the stream begins
 */
export async function inStream<Result>(act: (begun: () => void) => Promise<Result>): Promise<Result> {
  let hasBegun = false;
  try {
    return await act(() => {
      hasBegun = true;
    });
  } catch (error) {
    if (hasBegun && error instanceof DaemonError) throw new UsageError(error.message, 1);
    throw error;
  }
}
