// `npm start`. This file is read by whatever Node.js is there, so it asks for the version in old syntax and
// with no import but node:fs, before anything newer is loaded.
import { readFileSync } from "node:fs";

const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
/** @type {number[]} */
const needed = manifest.engines.node.replace(/^>=/, "").split(".").map(Number);
const running = process.versions.node.split(".").map(Number);
const difference = needed.map((part, at) => Number(running[at]) - part).find((part) => part !== 0);

if (difference !== undefined && difference < 0) {
  console.error(
    "layerlab: Node.js " +
      process.versions.node +
      " is too old: install Node.js " +
      needed.join(".") +
      " or later (https://nodejs.org), then run npm start again.",
  );
  process.exitCode = 1;
} else {
  import("./start/main.mjs").then((main) => main.start(process.argv.slice(2)));
}
