import { runConsoleLine } from "../../src/cli/console-line.js";
import type { CommandContext } from "../../src/cli/run-command-line.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { NO_CREDENTIALS } from "../../src/registry/distribution/credentials.js";
import { createRuntime } from "../../src/runtime/runtime.js";
import { HUB_WITHOUT_IMAGES } from "../registry/hub.js";
import { recordingIO } from "./recording-io.js";

export interface TestLab {
  readonly engine: EmbeddedEngine;
  readonly now: () => Date;
  advance(seconds: number): void;
}

/** A real engine whose clock stands still until it is moved. */
export function testLab(): TestLab {
  let seconds = Date.parse("2026-11-20T12:00:00Z") / 1000;
  return {
    engine: new EmbeddedEngine({
      runtime: createRuntime(),
      clock: () => seconds,
      registry: { fetch: HUB_WITHOUT_IMAGES, credentials: NO_CREDENTIALS },
    }),
    now: () => new Date(seconds * 1000),
    advance: (by) => {
      seconds += by;
    },
  };
}

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs a line where there is no input, and answers what it printed. */
export async function run(line: string, context: Omit<CommandContext, "io">): Promise<Outcome> {
  const { io, stdout, stderr } = recordingIO();
  const exitCode = await runConsoleLine(line, { ...context, io });
  return { stdout: stdout(), stderr: stderr(), exitCode };
}
