// `npm run build`: always compiles, and records from what, so that `npm start` and `npm test` need not. With `--clean`
// it starts from nothing: `npm pack` takes all of `dist`, and a used checkout has files of earlier builds there. In a
// fresh clone it installs first.
import { compile, removeBuild } from "./start/build.mjs";
import { report } from "./start/failure.mjs";
import { installNpmPackages } from "./start/npm-packages.mjs";
import { Progress } from "./start/progress.mjs";

try {
  await installNpmPackages({ progress: new Progress(), command: "npm run build" });
  if (process.argv.includes("--clean")) removeBuild();
  await compile();
} catch (error) {
  report(error);
  process.exitCode = 1;
}
