import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { MIME_TYPE } from "../language.js";
import { consoleCell } from "../magics/console/console.js";
import { cellLanguages } from "../magics/registry.js";

/** Its name on the page, and of its directory. */
const NAME = "layerlab";

/**
 * Writes the extension by which JupyterLab and Notebook 7 colour console cells. It goes beside `kernels`, a directory of
 * kernels in one of Jupyter's data directories. It is what JupyterLab calls prebuilt, so nothing needs to be built there:
 * https://jupyterlab.readthedocs.io/en/stable/extension/extension_dev.html#prebuilt-extensions
 */
export function writeLabExtension(kernels: string): void {
  const target = labExtensionDirectory(kernels);
  removeLabExtension(kernels);
  mkdirSync(join(target, "static"), { recursive: true });
  const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
  writeJson(join(target, "package.json"), {
    ...{ name: NAME, version, description: "Colours the layerlab kernel's console cells" },
    jupyterlab: { extension: true, _build: { load: "static/entry.js", extension: "./extension" } },
  });
  writeJson(join(target, "install.json"), {
    ...{ packageManager: "layerlab", packageName: NAME },
    uninstallInstructions: "layerlab kernel uninstall",
  });
  writeFileSync(join(target, "static", "entry.js"), entry());
  const module = readFileSync(new URL("./highlight/cell-languages.js", import.meta.url), "utf8");
  // Without the line that names its source map, which stays here.
  writeFileSync(
    join(target, "static", "cell-languages.js"),
    module.replace(/^\/\/# sourceMappingURL=.*/m, ""),
  );
}

export function removeLabExtension(kernels: string): void {
  rmSync(labExtensionDirectory(kernels), { recursive: true, force: true });
}

function labExtensionDirectory(kernels: string): string {
  return join(dirname(kernels), "labextensions", NAME);
}

/**
 * The script that JupyterLab loads: a container of module federation
 * (https://webpack.js.org/concepts/module-federation/#dynamic-remote-containers) with one module, the plugin.
 */
function entry(): string {
  const kinds = `{
      mimeType: ${JSON.stringify(MIME_TYPE)},
      consoleLine: ${consoleCell.line},
      consoleLanguage: ${JSON.stringify(consoleCell.language)},
      magics: ${JSON.stringify(cellLanguages())},
    }`;
  return `"use strict";
{
  const module = new URL("cell-languages.js", document.currentScript.src).href;
  let shared = {};
  (globalThis._JUPYTERLAB ??= {}).${NAME} = {
    init(scope) {
      shared = scope;
    },
    async get() {
      const { plugin } = await import(module);
      const exported = await plugin(shared, ${kinds});
      return () => exported;
    },
  };
}
`;
}

function writeJson(path: string, value: object): void {
  writeFileSync(path, `${JSON.stringify(value, undefined, 2)}\n`);
}
