import { spawn } from "node:child_process";
import { Failure } from "./failure.mjs";
import { ROOT } from "./paths.mjs";

/**
 * @typedef {object} CommandResult
 * @property {number} exitCode 127 when the program is not there.
 * @property {string} stdout
 * @property {string} output stdout and stderr as they came.
 */

/**
 * Runs a program to its end and keeps what it prints instead of showing it. `signal` kills it outright: npm
 * goes on for minutes after SIGTERM, and an unfinished installation is started again from the beginning anyway.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ signal?: AbortSignal | undefined, env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<CommandResult>}
 */
export function capture(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      signal: options.signal,
      killSignal: "SIGKILL",
      windowsHide: true,
    });
    let stdout = "";
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
    child.on("error", (error) => {
      if ("code" in error && (error.code === "ENOENT" || error.code === "EACCES"))
        resolve({ exitCode: 127, stdout, output: `${command}: ${error.message}` });
      else reject(error);
    });
    child.on("close", (code) => resolve({ exitCode: code ?? 1, stdout, output }));
  });
}

/** What npm and pip print when they cannot reach the registry they install from. */
const UNREACHABLE =
  /\b(EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|NewConnectionError|NameResolutionError|ConnectTimeoutError|ReadTimeoutError|ProxyError)\b/;

/**
 * Turns the output of an installer that failed into a {@link Failure}: where the network was the reason,
 * just that line; otherwise the installer's last lines as well.
 *
 * @param {string} what e.g. `npm ci`
 * @param {string} again The command to give again: `npm start` or `npm test`.
 * @param {CommandResult} result
 * @param {(output: string) => string} [excerpt] The lines worth showing.
 */
export function installFailure(what, again, { exitCode, output }, excerpt = (text) => text) {
  const reason = UNREACHABLE.exec(output)?.[1];
  if (reason !== undefined)
    return new Failure(
      `${what} could not reach its package registry (${reason}): connect to the internet or set HTTPS_PROXY, then run ${again} again.`,
    );
  return new Failure(
    `${what} failed with exit code ${exitCode}: see its lines above, then run ${again} again.`,
    { output: excerpt(output) },
  );
}
