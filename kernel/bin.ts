#!/usr/bin/env node
import type { Contexts } from "../src/cli/contexts.js";
import { machineFiles } from "../src/cli/disk/machine.js";
import { errorText, unexpectedErrorText } from "../src/cli/error-text.js";
import { runInTerminal } from "../src/cli/terminal.js";
import { createLab } from "../src/lab/lab.js";
import { isEndedByRequest } from "../src/posix/exit-status.js";
import { layerlabHome } from "./home.js";
import { BESIDE, placeBeside } from "./session/between/beside.js";
import { processSupervisor, SUPERVISE, superviseContainer } from "./supervise.js";

/**
 * The `layerlab` program: docker's verbs, `lesson` and `kernel`. It sets the exit status and lets the process end by itself,
 * so that what was written to a pipe still arrives.
 */
async function main([first, ...rest]: readonly string[]): Promise<number> {
  if (first === "lesson") {
    // Loaded only here: docker's verbs need no TypeScript compiler.
    const { lessonCommand } = await import("./lesson/command.js");
    return lessonCommand(rest);
  }
  if (first === "kernel") {
    const { kernelCommand } = await import("./spec/command.js");
    return kernelCommand(rest);
  }
  if (first === SUPERVISE) return superviseContainer(layerlabHome(), rest[0] ?? "");
  if (first === BESIDE) {
    const { argv, home, contexts } = placeBeside(rest);
    return docker(argv, home, contexts);
  }
  return docker(process.argv.slice(2), layerlabHome());
}

async function docker(argv: readonly string[], home: string, contexts?: Contexts): Promise<number> {
  const { engine } = await createLab({
    home,
    supervisor: processSupervisor(home),
    binds: machineFiles().binds(),
  });
  return runInTerminal(argv, engine, process, contexts);
}

/** Reports anything uncaught in one sentence, never with Node's stack. */
function giveUp(error: unknown): void {
  process.stderr.write(`${unexpectedErrorText(error)}\n`, () => process.exit(1));
}
process.on("uncaughtException", giveUp);
process.on("unhandledRejection", giveUp);

try {
  process.exitCode = await main(process.argv.slice(2));
  // Something may still be waiting that cannot be called off, such as a pipe that nobody writes to.
  if (isEndedByRequest(process.exitCode)) process.exit();
} catch (error) {
  process.stderr.write(`${errorText(error)}\n`);
  process.exitCode = 1;
}
