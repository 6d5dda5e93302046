import { Console } from "../../src/cli/console.js";
import type { CommandContext } from "../../src/cli/run-command-line.js";
import type { Medium } from "../../src/content/medium.js";
import type { BindSources } from "../../src/engine/bind-sources.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { NO_CREDENTIALS } from "../../src/registry/distribution/credentials.js";
import { mediumWith } from "../engine/filled-medium.js";
import { HUB_WITHOUT_IMAGES } from "../registry/hub.js";
import { recordingIO } from "./recording-io.js";

export interface TestLab {
  readonly engine: EmbeddedEngine;
  readonly now: () => Date;
  advance(seconds: number): void;
}

export const NOW = Date.parse("2026-11-20T12:00:00Z") / 1000;

/** A real engine whose clock stands still until it is moved. */
export function testLab(medium?: Medium, binds?: BindSources): TestLab {
  let seconds = NOW;
  return {
    engine: new EmbeddedEngine({
      runtime: createRuntime(),
      ...(medium === undefined ? {} : { medium }),
      ...(binds === undefined ? {} : { binds }),
      clock: () => seconds,
      registry: { fetch: HUB_WITHOUT_IMAGES, credentials: NO_CREDENTIALS },
    }),
    now: () => new Date(seconds * 1000),
    advance: (by) => {
      seconds += by;
    },
  };
}

/** The same with `ubuntu`, pulled a moment ago. */
export async function ubuntuLab(): Promise<TestLab> {
  return testLab(await mediumWith("ubuntu", NOW));
}

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs a line in a terminal that nothing was typed into before. */
export function runConsoleLine(line: string, { io, ...context }: CommandContext): Promise<number> {
  return new Console(context).run(line, io);
}

/** Runs a line where there is no input, and answers what it printed. */
export async function run(line: string, context: Omit<CommandContext, "io">): Promise<Outcome> {
  const { io, stdout, stderr } = recordingIO();
  const exitCode = await runConsoleLine(line, { ...context, io });
  return { stdout: stdout(), stderr: stderr(), exitCode };
}
