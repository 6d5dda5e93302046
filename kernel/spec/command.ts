import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { messageOf } from "../../src/errors/thrown.js";
import { KERNEL_NAME, writeKernelSpec } from "./kernelspec.js";
import { removeLabExtension, writeLabExtension } from "./lab-extension.js";
import { kernelsDirectory, searchedDirectories } from "./places.js";
import { removeTerminalCommand, writeTerminalCommand } from "./terminal-command.js";

const HELP = `Usage:  layerlab kernel COMMAND [--user | --sys-prefix | --prefix DIR]

Make the kernel known to Jupyter, so that JupyterLab, VS Code and others offer it. In an
environment of JupyterLab's, its terminals get a docker that speaks to the lab of an open
notebook

Commands:
  install      Install the kernel
  status       Show where it is installed, and whether it can start from there
  uninstall    Remove it, from everywhere unless a place is named

Options:
      --prefix DIR    In DIR/share/jupyter/kernels, such as a virtual environment's
                      directory
      --sys-prefix    In the environment of the python that is first on PATH
      --user          For this user, in Jupyter's data directory (the default of
                      install)`;

/** `layerlab kernel …`. Returns the exit code: 0, 1 if it failed, 2 if it was not understood. */
export function kernelCommand(args: readonly string[]): number {
  const [verb, ...rest] = args;
  if (verb === undefined || args.includes("--help") || args.includes("-h")) {
    console.log(HELP);
    return 0;
  }
  try {
    const places = parsePlaces(rest);
    const isNamed = Object.keys(places).length > 0;
    const directory = kernelsDirectory(isNamed ? places : { user: true });
    if (directory === undefined) return refuse("name one place: --user, --sys-prefix or --prefix DIR");
    switch (verb) {
      case "install":
        console.log(`Installed the kernel in ${writeKernelSpec(directory)}`);
        writeLabExtension(directory);
        sayTerminalCommand(places.user === true || !isNamed ? undefined : writeTerminalCommand(directory));
        return 0;
      case "uninstall":
        return uninstall(isNamed ? [directory] : searchedDirectories());
      case "status":
        return status(isNamed ? [directory] : searchedDirectories());
      default:
        return refuse(`'${verb}' is not a command; there are install, status and uninstall`);
    }
  } catch (error) {
    if (error instanceof TypeError && "code" in error) return refuse(error.message);
    console.error(`layerlab kernel ${verb}: ${messageOf(error)}`);
    return 1;
  }
}

function sayTerminalCommand(path: string | undefined): void {
  console.log(
    path === undefined
      ? "No docker for JupyterLab's terminals: that goes into JupyterLab's own environment (--sys-prefix or --prefix DIR), unless one is there already"
      : `In JupyterLab's terminals, docker speaks to the lab of an open notebook: ${path}`,
  );
}

function parsePlaces(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      prefix: { type: "string" },
      "sys-prefix": { type: "boolean" },
      user: { type: "boolean" },
    },
  });
  return values;
}

function refuse(message: string): number {
  console.error(`layerlab kernel: ${message}\nSee 'layerlab kernel --help'.`);
  return 2;
}

function installed(directories: readonly string[]): string[] {
  return directories
    .map((each) => join(each, KERNEL_NAME))
    .filter((each) => existsSync(join(each, "kernel.json")));
}

function uninstall(directories: readonly string[]): number {
  const found = installed(directories);
  if (found.length === 0) {
    console.error(`The kernel is not installed in ${directories.join(" or ")}`);
    return 1;
  }
  for (const each of found) {
    rmSync(each, { recursive: true });
    removeLabExtension(dirname(each));
    removeTerminalCommand(dirname(each));
    console.log(`Removed ${each}`);
  }
  return 0;
}

function status(directories: readonly string[]): number {
  const found = installed(directories);
  if (found.length === 0) {
    console.log(`Not installed. Jupyter looks in:\n${directories.map((each) => `  ${each}`).join("\n")}`);
    console.log("Install it with: layerlab kernel install");
    return 1;
  }
  let works = true;
  for (const each of found) {
    const problem = problemOf(join(each, "kernel.json"));
    works &&= problem === undefined;
    console.log(`${each}: ${problem ?? "can start"}`);
  }
  if (!works) console.log("Install it again with: layerlab kernel install");
  return works ? 0 : 1;
}

/** A kernelspec names a Node.js and a script by their paths, and either may have moved. */
function problemOf(path: string): string | undefined {
  const spec: unknown = JSON.parse(readFileSync(path, "utf8"));
  const argv: unknown = typeof spec === "object" && spec !== null && "argv" in spec ? spec.argv : undefined;
  if (!Array.isArray(argv)) return "its kernel.json has no argv";
  const missing = argv.slice(0, 2).find((each) => !existsSync(String(each)));
  return missing === undefined ? undefined : `${missing} no longer exists`;
}
