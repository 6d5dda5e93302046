import { UsageError } from "../errors/cli.js";
import { DaemonError } from "../errors/engine.js";

/**
 * For what the daemon answers as a stream: once it has begun, a failure is a part of the stream and is printed as it is,
 * without `Error response from daemon:`.
 *
 * @param act is given what it calls when the stream has begun
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
