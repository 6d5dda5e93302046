// `npm test`. Nothing is installed yet, and Node.js may be an old one: see run/main.mjs.
import { nodeIsNewEnough } from "../kernel/spec/node-version.mjs";

if (nodeIsNewEnough("npm test")) import("./run/main.mjs").then((main) => main.test(process.argv.slice(2)));
