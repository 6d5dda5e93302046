// `npm run build`: compiles always, and remembers from what, so that `npm start` and `npm test` need not.
import { compile } from "./start/build.mjs";
import { report } from "./start/failure.mjs";

try {
  await compile();
} catch (error) {
  report(error);
  process.exitCode = 1;
}
