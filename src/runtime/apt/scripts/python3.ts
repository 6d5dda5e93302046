import type { MaintainerScripts } from "./scripts.js";

/** Byte-compiles what other packages have installed; here there is nothing to compile. */
export const PYTHON3_SCRIPTS: MaintainerScripts = {
  configure(context) {
    context.stdout("running python rtupdate hooks for python3.10...\n");
    context.stdout("running python post-rtupdate hooks for python3.10...\n");
  },
};
