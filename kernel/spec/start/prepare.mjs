import { build } from "./build.mjs";
import { installKernelspec } from "./kernelspec.mjs";
import { installNpmPackages } from "./npm-packages.mjs";
import { installVirtualEnvironment } from "./virtual-environment.mjs";

/**
 * @typedef {object} Preparation
 * @property {import("./progress.mjs").Progress} progress
 * @property {string} command What the user ran, for messages: `npm start` or `npm test`.
 * @property {AbortSignal} [signal] Ends what is being run.
 */

/**
 * Prepares a checkout, fresh or used, so that JupyterLab can be started with our kernel. npm's and Python's halves run at
 * the same time, since both mostly wait for the network.
 *
 * @param {Preparation} preparation
 */
export async function prepare(preparation) {
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(preparation.signal ? [preparation.signal] : [])]);
  const inner = { ...preparation, signal };
  /** @type {unknown} */
  let reason;
  const halves = [installNpmPackages(inner).then(async (installed) => (await build(inner)) || installed)];
  halves.push(installVirtualEnvironment(inner));
  const changed = await Promise.all(
    halves.map((half) =>
      half.catch((error) => {
        // The first failure is the one to report; the other half then fails because it was ended.
        reason ??= error;
        failed.abort();
        return false;
      }),
    ),
  );
  if (reason !== undefined) throw reason;
  if (!changed.includes(true)) preparation.progress.say("npm packages, build and .venv are up to date");
  await installKernelspec(signal);
}
