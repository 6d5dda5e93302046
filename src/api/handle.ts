import type { Engine } from "../engine/engine.js";
import type { RunOptions } from "./run-options.js";

/**
 * What an image needs of the `docker` object that it came from. Images do not know what a container is, since containers
 * know images: `Box` stands for it.
 */
export interface Handle<Box> {
  readonly engine: Engine;
  /** What `docker.run` does. */
  run(image: string, options: RunOptions): Promise<Box>;
}
