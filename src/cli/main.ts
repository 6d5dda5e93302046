#!/usr/bin/env node
import { EmbeddedEngine } from "../engine/embedded/engine.js";
import { aptPrograms } from "../runtime/apt/index.js";
import { createRuntime } from "../runtime/runtime.js";
import { runInTerminal } from "./terminal.js";

/**
 * The `layerlab` program: one docker command on an engine of its own, which is gone when the command ends.
 * (Importing `src/lab`, which puts the same engine together for notebooks, would be an import upwards.)
 */
const engine = new EmbeddedEngine({ runtime: createRuntime({ programs: aptPrograms }) });
// Not process.exit(): what was written to a pipe must still arrive.
process.exitCode = await runInTerminal(process.argv.slice(2), engine);
