import { isAbsolute, relative, resolve, sep } from "node:path";

/**
 * The value of a command-line option, however it was written: `--port 8899`, `--port=8899`,
 * `--ServerApp.port=8899`. The last one wins, as it does in Jupyter.
 *
 * @param {readonly string[]} args
 * @param {readonly string[]} names Without the dashes.
 * @returns {string | undefined}
 */
export function optionValue(args, names) {
  /** @type {string | undefined} */
  let value;
  args.forEach((arg, at) => {
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
    if (match?.[1] !== undefined && names.includes(match[1])) value = match[2] ?? args[at + 1];
  });
  return value;
}

/**
 * What JupyterLab is started with: the user's own arguments, and ours for whatever they leave open.
 *
 * @param {readonly string[]} userArgs
 * @param {{ root: string, lesson: string, cwd: string, isRoot: boolean, shell?: string | undefined }} place `root`: the checkout; `lesson`:
 *   what to open, relative to it; `cwd`: the folder relative names of the user's are meant from; `isRoot`:
 *   whether this is the superuser; `shell`: what terminals run, if not Jupyter's own choice.
 * @returns {{ args: string[], opens: string }} `opens`: the page, relative to the server's address.
 */
export function jupyterArguments(userArgs, { root, lesson, cwd, isRoot, shell }) {
  /** @type {string[]} */
  const ours = [];
  /** @param {readonly string[]} names */
  const given = (...names) => optionValue(userArgs, names) !== undefined;

  // Jupyter's own lines: warnings, and the address to open.
  if (!given("log-level", "Application.log_level") && !userArgs.includes("--debug"))
    ours.push("--log-level=WARN", "--LabApp.log_level=WARN");
  // Ctrl-C is an answer; no second question.
  if (!userArgs.includes("-y")) ours.push("-y");
  // If the user names a port, it is that one or none.
  if (namedPort(userArgs) !== undefined && !given("port-retries", "ServerApp.port_retries"))
    ours.push("--ServerApp.port_retries=0");
  // Jupyter refuses to run as root unless told; in a container there is often nobody else.
  if (isRoot && !userArgs.includes("--allow-root")) ours.push("--allow-root");

  // Without it Jupyter starts login shells where nobody looks at its output, and those set PATH anew.
  if (shell !== undefined && !given("ServerApp.terminado_settings"))
    ours.push(`--ServerApp.terminado_settings=shell_command=["${shell}"]`);

  const named = userArgs.find((arg) => !arg.startsWith("-") && arg.endsWith(".ipynb"));
  const notebook = named === undefined ? lesson : relative(root, resolve(cwd, named));
  const elsewhere = isAbsolute(notebook) || notebook.startsWith(`..${sep}`);
  const ownPlace =
    given("notebook-dir", "ServerApp.root_dir", "ServerApp.notebook_dir") ||
    given("LabApp.default_url", "ServerApp.default_url");
  if (elsewhere || ownPlace) return { args: [...ours, ...userArgs], opens: "lab" };

  const opens = `lab/tree/${notebook.split(sep).map(encodeURIComponent).join("/")}`;
  // The root is the checkout, not notebooks/: then a link to a lesson is the same here and on Binder.
  ours.push(`--ServerApp.root_dir=${root}`, `--LabApp.default_url=/${opens}`);
  return { args: [...ours, ...userArgs.filter((arg) => arg !== named)], opens };
}

/**
 * The port that the user asked for; `undefined` if any will do.
 *
 * @param {readonly string[]} userArgs
 * @param {NodeJS.ProcessEnv} [env]
 */
export function namedPort(userArgs, env = process.env) {
  const port = Number(optionValue(userArgs, ["port", "ServerApp.port"]) ?? env.JUPYTER_PORT);
  return Number.isInteger(port) && port > 0 ? port : undefined;
}
