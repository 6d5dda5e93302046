import { kernelCommand } from "./command.js";

// `node dist/kernel/spec/install.js --sys-prefix`, if `layerlab` itself is not on PATH.
const args = process.argv.slice(2);
process.exitCode = kernelCommand(["install", ...(args.length > 0 ? args : ["--help"])]);
