import { execFileSync } from "node:child_process";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { writeKernelSpec } from "./kernelspec.js";

const USAGE = `Usage: node dist/kernel/spec/install.js (--prefix DIR | --sys-prefix | --user)

Makes the kernel known to Jupyter.
  --prefix DIR   in DIR/share/jupyter/kernels, such as a virtual environment's directory
  --sys-prefix   in the environment of the python that is first on PATH
  --user         for this user, in Jupyter's data directory`;

/** Where kernels go, for the command line's arguments; undefined when they say no place, or more than one. */
function kernelsDirectory(args: readonly string[]): string | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      prefix: { type: "string" },
      "sys-prefix": { type: "boolean" },
      user: { type: "boolean" },
    },
  });
  if (Object.keys(values).length !== 1) return undefined;
  if (values.prefix !== undefined) return join(resolve(values.prefix), "share", "jupyter", "kernels");
  if (values.user) return join(userDataDirectory(), "kernels");
  return join(pythonPrefix(), "share", "jupyter", "kernels");
}

/** As `jupyter --data-dir` has it. */
function userDataDirectory(): string {
  const { JUPYTER_DATA_DIR, APPDATA, XDG_DATA_HOME } = process.env;
  if (JUPYTER_DATA_DIR) return JUPYTER_DATA_DIR;
  if (process.platform === "darwin") return join(homedir(), "Library", "Jupyter");
  if (process.platform === "win32" && APPDATA) return join(APPDATA, "jupyter");
  return join(XDG_DATA_HOME || join(homedir(), ".local", "share"), "jupyter");
}

function pythonPrefix(): string {
  for (const python of ["python3", "python"]) {
    try {
      return execFileSync(python, ["-c", "import sys; print(sys.prefix)"], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }).trim();
    } catch {
      // Not on PATH by this name.
    }
  }
  throw new Error("There is no python on PATH. Use --prefix DIR or --user instead.");
}

try {
  const directory = kernelsDirectory(process.argv.slice(2));
  if (directory === undefined) {
    console.error(USAGE);
    process.exitCode = 2;
  } else {
    console.log(`Installed the kernel in ${writeKernelSpec(directory)}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
