import { describe, expect, test } from "vitest";
import { jupyterArguments, namedPort } from "../../../kernel/spec/start/jupyter-arguments.mjs";

const place = { root: "/lab", lesson: "notebooks/01.ipynb", cwd: "/lab/notebooks", isRoot: false };

describe("JupyterLab's arguments", () => {
  test("alone: the first lesson, in the checkout", () => {
    expect(jupyterArguments([], place)).toEqual({
      args: [
        "--log-level=WARN",
        "--LabApp.log_level=WARN",
        "-y",
        "--ServerApp.root_dir=/lab",
        "--LabApp.default_url=/lab/tree/notebooks/01.ipynb",
      ],
      opens: "lab/tree/notebooks/01.ipynb",
    });
  });

  test("terminals run the shell that is named, unless the user says how they start", () => {
    const shell = { ...place, shell: "/bin/zsh" };
    const ours = '--ServerApp.terminado_settings=shell_command=["/bin/zsh"]';
    expect(jupyterArguments([], shell).args).toContain(ours);
    const theirs = ["--ServerApp.terminado_settings", "shell_command=['fish']"];
    expect(jupyterArguments(theirs, shell).args).not.toContain(ours);
  });

  test("what the user gives comes last and is kept", () => {
    const { args } = jupyterArguments(["--no-browser", "--port", "8899"], place);
    expect(args.slice(-3)).toEqual(["--no-browser", "--port", "8899"]);
    expect(args).toContain("--ServerApp.port_retries=0");
  });

  test("a notebook the user names is opened, from where npm was called", () => {
    const { args, opens } = jupyterArguments(["mine and yours.ipynb"], place);
    expect(opens).toBe("lab/tree/notebooks/mine%20and%20yours.ipynb");
    expect(args).not.toContain("mine and yours.ipynb");
  });

  test.each([
    ["a notebook elsewhere", ["/home/me/mine.ipynb"]],
    ["a root of the user's own", ["--ServerApp.root_dir=/home/me"]],
    ["a page of the user's own", ["--LabApp.default_url", "/lab/tree/x"]],
  ])("%s: ours is left out", (_name, userArgs) => {
    const { args, opens } = jupyterArguments(userArgs, place);
    expect(opens).toBe("lab");
    expect(
      args.filter((arg) => arg.includes("/lab/tree/notebooks") || arg.endsWith("root_dir=/lab")),
    ).toEqual([]);
    expect(args.slice(-userArgs.length)).toEqual(userArgs);
  });

  test("the superuser is allowed, once", () => {
    const asRoot = { ...place, isRoot: true };
    expect(jupyterArguments([], asRoot).args).toContain("--allow-root");
    const given = jupyterArguments(["--allow-root"], asRoot).args;
    expect(given.filter((arg) => arg === "--allow-root")).toHaveLength(1);
  });

  test("log lines are as loud as the user says", () => {
    for (const given of ["--debug", "--log-level=INFO", "--Application.log_level=10"])
      expect(jupyterArguments([given], place).args).not.toContain("--log-level=WARN");
  });
});

describe("the port a user names", () => {
  test.each([
    [["--port", "8899"], {}, 8899],
    [["--port=8899"], {}, 8899],
    [["--ServerApp.port=8899"], {}, 8899],
    [["--port=1", "--port", "2"], {}, 2],
    [[], { JUPYTER_PORT: "8901" }, 8901],
    [["--port=0"], {}, undefined],
    [["--port"], {}, undefined],
    [["--no-browser"], {}, undefined],
  ])("%j with %j is %s", (args, env, port) => {
    expect(namedPort(args, env)).toBe(port);
  });
});
