/** What one step of a build meets as it was elsewhere before, in place of what a build gives it. */
export interface StepReplay {
  /** Seconds since the epoch: when what lies under the step's files was put there. */
  readonly mounted: number;
  /** Seconds since the epoch; asked once for each time that a file gets. */
  readonly now: () => number;
  /** Its programs see a terminal, which no build has. */
  readonly tty: boolean;
}
