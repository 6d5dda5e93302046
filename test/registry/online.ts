import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { NO_CREDENTIALS } from "../../src/registry/distribution/credentials.js";
import type { TestLab } from "../cli/engine.js";

/** A lab that reaches the registries of this machine. */
export function online(): TestLab {
  const registry = { credentials: NO_CREDENTIALS, patienceMs: 5000 };
  return {
    engine: new EmbeddedEngine({ runtime: createRuntime(), registry }),
    now: () => new Date(),
    advance: () => {},
  };
}
