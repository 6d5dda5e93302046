// Read by whatever Node.js is there, before anything newer is loaded: old syntax only.
import { readFileSync } from "node:fs";

/**
 * Whether this Node.js is one the project runs on; when not, says what to do and sets the exit code.
 *
 * @param {string} command What the user ran: `npm start` or `npm test`.
 * @returns {boolean}
 */
export function nodeIsNewEnough(command) {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  /** @type {number[]} */
  const needed = manifest.engines.node.replace(/^>=/, "").split(".").map(Number);
  const running = process.versions.node.split(".").map(Number);
  const difference = needed.map((part, at) => Number(running[at]) - part).find((part) => part !== 0);
  if (difference === undefined || difference > 0) return true;
  console.error(
    `layerlab: Node.js ${process.versions.node} is too old: install Node.js ${needed.join(".")} or later (https://nodejs.org), then run ${command} again.`,
  );
  process.exitCode = 1;
  return false;
}
