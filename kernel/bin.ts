#!/usr/bin/env node
import { runInTerminal } from "../src/cli/terminal.js";
import { createLab } from "../src/lab/lab.js";
import { layerlabHome } from "./home.js";
import { processSupervisor, SUPERVISE, superviseContainer } from "./supervise.js";

/**
 * The `layerlab` program: docker's verbs, `lesson` and `kernel`. Results are answered by `process.exitCode` and not by
 * `process.exit()`, so that what was written to a pipe still arrives.
 */
const [first, ...rest] = process.argv.slice(2);
if (first === "lesson") {
  // Loaded only here: docker's verbs need no TypeScript compiler.
  const { lessonCommand } = await import("./lesson/command.js");
  process.exitCode = await lessonCommand(rest);
} else if (first === "kernel") {
  const { kernelCommand } = await import("./spec/command.js");
  process.exitCode = kernelCommand(rest);
} else if (first === SUPERVISE) {
  process.exitCode = await superviseContainer(layerlabHome(), rest[0] ?? "");
} else {
  const home = layerlabHome();
  const { engine } = await createLab({ home, supervisor: processSupervisor(home) });
  process.exitCode = await runInTerminal(process.argv.slice(2), engine);
}
