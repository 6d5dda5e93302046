// `npm start`. Nothing is installed yet, and Node.js may be an old one: see start/main.mjs.
import { nodeIsNewEnough } from "./node-version.mjs";

if (nodeIsNewEnough("npm start"))
  import("./start/main.mjs").then((main) => main.start(process.argv.slice(2)));
