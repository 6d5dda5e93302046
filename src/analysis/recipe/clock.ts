import type { StepReplay } from "../../builder/step-replay.js";
import type { ContainerCommands } from "../../engine/commands.js";

/** Small enough for a thousand changes to stay within one second, in order. */
const TICK = 1e-6;

/**
 * A clock that repeats what a container's clock said, reading by reading. After the last one it stands still, so that a
 * command which changes more files than it did in the container gets times that show it.
 */
export function recordedClock({ created, clock }: ContainerCommands): Pick<StepReplay, "mounted" | "now"> {
  const { readings } = clock;
  const mounted = Date.parse(created) / 1000;
  let at = 0;
  let said = 0;
  return {
    mounted,
    now: () => {
      while (at + 2 < readings.length && said >= (readings[at + 1] ?? 0)) {
        at += 2;
        said = 0;
      }
      said += 1;
      return (readings[at] ?? Math.floor(mounted)) + Math.min(said * TICK, 0.9);
    },
  };
}
