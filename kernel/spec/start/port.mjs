import { lookup } from "node:dns/promises";
import { createServer } from "node:net";
import { Failure } from "./failure.mjs";

/**
 * Refuses a port JupyterLab could not have. Asked before anything is installed, so that nobody waits a minute
 * for this answer.
 *
 * @param {number} port
 * @param {string} host As `--ip` names it.
 */
export async function requirePort(port, host) {
  const advice = "stop what uses it, or name another: npm start -- --port";
  for (const { address } of await lookup(host, { all: true })) {
    const code = await listenOnce(port, address);
    if (code === "EADDRINUSE") throw new Failure(`port ${port} is in use: ${advice} ${port + 1}.`);
    if (code === "EACCES")
      throw new Failure(
        `port ${port} may not be opened by this user: name one above 1023: npm start -- --port 8888.`,
      );
  }
}

/** @param {number} port @param {string} address @returns {Promise<string | undefined>} The error's code. */
function listenOnce(port, address) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve("code" in error ? String(error.code) : error.message));
    server.listen({ port, host: address, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
