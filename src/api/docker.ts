import type { Engine } from "../engine/engine.js";

/** The `docker` object of a notebook. (The full surface follows.) */
export class Docker {
  readonly engine: Engine;
  constructor(engine: Engine) {
    this.engine = engine;
  }
}
