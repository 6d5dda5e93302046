import { createRequire } from "node:module";
import type { display } from "tslab";
import type { lastWriteDisplayData } from "tslab/dist/jupyter.js";
import { currentContext } from "../../cells/run/task-context.js";
import { bundle } from "../../cells/show/show.js";

type Tslab = { readonly display: typeof display };

const require = createRequire(import.meta.url);

/**
 * The module `tslab`, for notebooks written for tslab's kernel: `tslab.display.html("…")` and
 * `tslab.newDisplay()` show in the cell that calls them. It is loaded when a cell asks for it.
 *
 * tslab's own kernel sets this variable of the module to say where its display writes; here we do.
 */
export function loadTslab(): Tslab {
  const jupyter: { lastWriteDisplayData: typeof lastWriteDisplayData } = require("tslab/dist/jupyter.js");
  jupyter.lastWriteDisplayData = writeDisplayData;
  return require("tslab");
}

function writeDisplayData(
  shown: Parameters<typeof lastWriteDisplayData>[0],
  update: boolean | undefined,
): void {
  const context = currentContext();
  if (!context) throw new Error("tslab.display needs a cell to show in");
  const displayId = shown.transient?.display_id;
  context.output({
    type: "display",
    display: bundle(shown.data),
    ...(displayId === undefined ? {} : { displayId }),
    update: update ?? false,
  });
}
