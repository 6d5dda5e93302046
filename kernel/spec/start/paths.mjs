import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

export const VENV = join(ROOT, ".venv");

export const VENV_PYTHON =
  process.platform === "win32" ? join(VENV, "Scripts", "python.exe") : join(VENV, "bin", "python");

/** Exact pins of JupyterLab and everything it depends on; Binder's environment has the same JupyterLab. */
export const REQUIREMENTS = join(ROOT, "binder", "requirements.txt");

/** JupyterLab's settings where they are not its own: the same here and on Binder. */
export const SETTINGS = join(ROOT, "binder", "overrides.json");

/** Relative to the checkout, with slashes: part of a URL. */
export const FIRST_LESSON = "notebooks/01-understanding-image-layers.ipynb";

/** Where JupyterLab started from here keeps its settings, so that the user's own `~/.jupyter` is left alone. */
export const JUPYTER_HOME = join(ROOT, ".layerlab", "jupyter");
