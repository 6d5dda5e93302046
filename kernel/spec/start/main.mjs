import { report } from "./failure.mjs";
import { runJupyterLab } from "./jupyter.mjs";
import { namedPort, optionValue } from "./jupyter-arguments.mjs";
import { requirePort } from "./port.mjs";
import { prepare } from "./prepare.mjs";
import { Progress } from "./progress.mjs";

const HELP = `npm start [-- ARGUMENTS FOR JUPYTERLAB]

Opens JupyterLab on the first lesson, with the layerlab kernel. The first time it installs what is missing
(node_modules, dist, .venv; nothing outside this folder); after that it is up in seconds.

  npm start
  npm start -- --no-browser --port 8899
  npm start -- --ip 0.0.0.0             reachable from other machines
  npm start -- notebooks/mine.ipynb     open another notebook

Ctrl-C stops JupyterLab and its kernels. "npm start -- --help-all" lists JupyterLab's own arguments.
`;

/**
 * `npm start`.
 *
 * @param {readonly string[]} argv What came after `--`.
 */
export async function start(argv) {
  const userArgs = argv[0] === "--" ? argv.slice(1) : argv;
  if (userArgs.includes("--help") || userArgs.includes("-h")) {
    process.stdout.write(HELP);
    return;
  }
  const interrupted = new AbortController();
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(signal, () => interrupted.abort());
  try {
    const port = namedPort(userArgs);
    if (port !== undefined) {
      const host = optionValue(userArgs, ["ip", "ServerApp.ip"]) ?? "localhost";
      await requirePort(port, host === "*" || host === "" ? "0.0.0.0" : host);
    }
    const progress = new Progress();
    await prepare({ progress, command: "npm start", signal: interrupted.signal });
    process.exitCode = await runJupyterLab({ progress, userArgs, signal: interrupted.signal });
  } catch (error) {
    // After Ctrl-C the command that was running fails because it was ended: there is nothing to report.
    if (!interrupted.signal.aborted) report(error);
    process.exitCode = interrupted.signal.aborted ? 130 : 1;
  }
}
