import type { StepReplay } from "../../build/step-replay.js";
import type { ContainerCommands } from "../../engine/commands.js";

/** So small that a thousand changes in one second stay in it, in their order. */
const TICK = 1e-6;

/**
 * A clock that says again what a container's clock said, reading by reading. After the last one it stands still: a
 * command that changes more files than it did in the container gets times that show it.
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
