import { setFlagsFromString } from "node:v8";
import { LayerlabError } from "../src/errors/base.js";
import { Kernel } from "./kernel.js";
import { readConnectionFile } from "./transport/connection.js";

// Some functions of TypeScript's checker are so long that optimizing them, after some hundred cells, takes 130 MB that the
// process never gives back. Without it they run just as fast, as far as can be measured.
setFlagsFromString("--max-optimized-bytecode-size=12000");

/** Started by Jupyter: `node dist/kernel/main.js CONNECTION_FILE`. */
async function main(): Promise<void> {
  const [path] = process.argv.slice(2);
  if (path === undefined) {
    console.error("Usage: node main.js CONNECTION_FILE. Jupyter calls this; see README for `npm start`.");
    process.exitCode = 2;
    return;
  }
  const kernel = await Kernel.start(readConnectionFile(path), () => process.exit(0));
  process.on("SIGTERM", () => void kernel.close());
  // In a terminal: jupyter console in one of Jupyter's older clients.
  process.on("SIGINT", () => kernel.interrupt());
  endWithParent(kernel);
}

/** A front end that was killed could not tell us to stop: a kernel that nobody can reach must not stay. */
function endWithParent(kernel: Kernel): void {
  if (process.env.JPY_PARENT_PID === undefined) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && void kernel.close(), 1000).unref();
}

main().catch((error: unknown) => {
  console.error(error instanceof LayerlabError ? error.message : error);
  process.exit(1);
});
