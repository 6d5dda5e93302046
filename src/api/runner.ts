import type { Engine } from "../engine/engine.js";
import type { Container } from "./objects.js";
import type { RunOptions } from "./run-options.js";
import type { OutputSink } from "./run-output.js";

/** What images and containers need of the `docker` object they came from. */
export interface Runner {
  readonly engine: Engine;
  /** Where programs print while they run. */
  readonly sink: OutputSink;
  /** What `docker.run` does. */
  run(image: string, options: RunOptions): Promise<Container>;
}
