import type { MaintainerScripts } from "./scripts.js";

/** Would byte-compile the modules of other packages; here there is nothing to compile. */
export const PYTHON3_SCRIPTS: MaintainerScripts = {
  configure(context) {
    context.stdout("running python rtupdate hooks for python3.10...\n");
    context.stdout("running python post-rtupdate hooks for python3.10...\n");
  },
};
