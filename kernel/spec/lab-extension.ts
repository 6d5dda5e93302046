import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { QUESTION_TARGET, QUESTION_TYPE } from "../../src/lesson/question.js";
import { MIME_TYPE } from "../language.js";
import { consoleCell } from "../magics/console/console.js";
import { cellLanguages } from "../magics/registry.js";

/** Its name on the page, and of its directory. */
const NAME = "layerlab";
/** What runs in the page; the first two have a plugin each. */
const MODULES = ["cell-languages", "questions", "page", "shared-packages"] as const;

/**
 * Writes the extension by which JupyterLab and Notebook 7 colour console cells, and draw a lesson's questions. It goes beside `kernels`, a directory of
 * kernels in one of Jupyter's data directories. It is what JupyterLab calls prebuilt, so nothing needs to be built there:
 * https://jupyterlab.readthedocs.io/en/stable/extension/extension_dev.html#prebuilt-extensions
 */
export function writeLabExtension(kernels: string): void {
  const target = labExtensionDirectory(kernels);
  removeLabExtension(kernels);
  mkdirSync(join(target, "static"), { recursive: true });
  const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
  writeJson(join(target, "package.json"), {
    ...{
      name: NAME,
      version,
      description: "Colours the layerlab kernel's console cells, and draws the questions of lessons",
    },
    jupyterlab: { extension: true, _build: { load: "static/entry.js", extension: "./extension" } },
  });
  writeJson(join(target, "install.json"), {
    ...{ packageManager: "layerlab", packageName: NAME },
    uninstallInstructions: "layerlab kernel uninstall",
  });
  writeFileSync(join(target, "static", "entry.js"), entry());
  for (const name of MODULES) {
    const module = readFileSync(new URL(`./browser/${name}.js`, import.meta.url), "utf8");
    // Without the line that names its source map, which stays here.
    writeFileSync(join(target, "static", `${name}.js`), module.replace(/^\/\/# sourceMappingURL=.*/m, ""));
  }
}

export function removeLabExtension(kernels: string): void {
  rmSync(labExtensionDirectory(kernels), { recursive: true, force: true });
}

function labExtensionDirectory(kernels: string): string {
  return join(dirname(kernels), "labextensions", NAME);
}

/**
 * The script that JupyterLab loads: a container of module federation
 * (https://webpack.js.org/concepts/module-federation/#dynamic-remote-containers) with one module, the plugins.
 */
function entry(): string {
  const kinds = `{
      mimeType: ${JSON.stringify(MIME_TYPE)},
      consoleLine: ${consoleCell.line},
      consoleLanguage: ${JSON.stringify(consoleCell.language)},
      magics: ${JSON.stringify(cellLanguages())},
    }`;
  const names = JSON.stringify({ mimeType: QUESTION_TYPE, target: QUESTION_TARGET });
  return `"use strict";
{
  const beside = (name) => new URL(name, document.currentScript.src).href;
  const [languages, questions] = [beside("cell-languages.js"), beside("questions.js")];
  let shared = {};
  (globalThis._JUPYTERLAB ??= {}).${NAME} = {
    init(scope) {
      shared = scope;
    },
    async get() {
      const plugins = await Promise.all([
        import(languages).then((module) => module.cellLanguages(shared, ${kinds})),
        import(questions).then((module) => module.questions(shared, ${names})),
      ]);
      return () => ({ __esModule: true, default: plugins });
    },
  };
}
`;
}

function writeJson(path: string, value: object): void {
  writeFileSync(path, `${JSON.stringify(value, undefined, 2)}\n`);
}
