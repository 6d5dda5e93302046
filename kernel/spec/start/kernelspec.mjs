import { join } from "node:path";
import { capture } from "./command.mjs";
import { Failure } from "./failure.mjs";
import { ROOT, VENV } from "./paths.mjs";

/**
 * Puts the kernelspec `layerlab` into `.venv`. Done at every start: it is quick, and `kernel.json` names
 * this Node.js and this folder, either of which may have changed since last time.
 *
 * @param {AbortSignal} [signal]
 */
export async function installKernelspec(signal) {
  const installer = join(ROOT, "dist", "kernel", "spec", "install.js");
  const result = await capture(process.execPath, [installer, "--prefix", VENV], { signal });
  if (result.exitCode !== 0)
    throw new Failure("the kernelspec could not be installed into .venv: see the lines above.", {
      output: result.output,
    });
}
