import { execFileSync } from "node:child_process";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";

/** Where a kernelspec goes: an environment's directory, the environment of the python on PATH, or this user's. */
export interface PlaceOptions {
  readonly prefix?: string | undefined;
  readonly "sys-prefix"?: boolean | undefined;
  readonly user?: boolean | undefined;
}

/** The directory of kernels that the options name; undefined if they name none, or more than one. */
export function kernelsDirectory({
  prefix,
  "sys-prefix": sysPrefix,
  user,
}: PlaceOptions): string | undefined {
  if ([prefix !== undefined, sysPrefix === true, user === true].filter(Boolean).length !== 1)
    return undefined;
  if (prefix !== undefined) return join(resolve(prefix), "share", "jupyter", "kernels");
  if (user) return join(userDataDirectory(), "kernels");
  const python = pythonPrefix();
  if (python === undefined)
    throw new Error("There is no python on PATH. Use --prefix DIR or --user instead.");
  return join(python, "share", "jupyter", "kernels");
}

/** All directories in which Jupyter looks for kernels, the first one wins: `jupyter --paths`. */
export function searchedDirectories(): string[] {
  const { JUPYTER_PATH = "", PROGRAMDATA } = process.env;
  const python = pythonPrefix();
  const data = [
    ...JUPYTER_PATH.split(delimiter).filter((each) => each !== ""),
    userDataDirectory(),
    ...(python === undefined ? [] : [join(python, "share", "jupyter")]),
    ...(process.platform === "win32"
      ? PROGRAMDATA
        ? [join(PROGRAMDATA, "jupyter")]
        : []
      : ["/usr/local/share/jupyter", "/usr/share/jupyter"]),
  ];
  return [...new Set(data)].map((directory) => join(directory, "kernels"));
}

/** As in `jupyter --data-dir`. */
function userDataDirectory(): string {
  const { JUPYTER_DATA_DIR, APPDATA, XDG_DATA_HOME } = process.env;
  if (JUPYTER_DATA_DIR) return JUPYTER_DATA_DIR;
  if (process.platform === "darwin") return join(homedir(), "Library", "Jupyter");
  if (process.platform === "win32" && APPDATA) return join(APPDATA, "jupyter");
  return join(XDG_DATA_HOME || join(homedir(), ".local", "share"), "jupyter");
}

function pythonPrefix(): string | undefined {
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
  return undefined;
}
