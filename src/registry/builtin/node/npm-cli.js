#!/usr/bin/env node
if (process.argv[2] === "--version" || process.argv[2] === "-v") console.log("VERSION");
else {
  console.error("NAME error: packages come from registry.npmjs.org, and containers here have no network");
  process.exitCode = 1;
}
