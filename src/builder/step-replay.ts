/** Times and terminal of an earlier run, which a step sees instead of the build's. */
export interface StepReplay {
  /** Seconds since the epoch: when the mounts below the step's files were made. */
  readonly mounted: number;
  /** Seconds since the epoch; called once for each time that a file gets. */
  readonly now: () => number;
  /** Programs run with a terminal, which they never have in a build. */
  readonly tty: boolean;
}
