import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { describeWith } from "../components.js";
import { jupyterEnvironment } from "../jupyter/environment.js";
import { errors, outputText, readNotebook } from "../jupyter/notebook.js";
import { run } from "../run-program.js";
import { temporaryFolder } from "../temporary-folder.js";
import { kernelCache } from "./kernel-cache.js";

const CELLS = ["let n = 1;\nn + 1", "throw new Error('stop ' + n)", "'after ' + n"];

describeWith(["build", "venv"], "programs that run notebooks", (path) => {
  /** Runs a Jupyter program on a notebook whose second cell fails. Answers its exit code and what it wrote. */
  function execute(module: string, ...args: string[]) {
    return executeCells(CELLS, module, ...args);
  }

  async function executeCells(cells: readonly string[], module: string, ...args: string[]) {
    const folder = temporaryFolder();
    const notebook = join(folder, "in.ipynb");
    writeFileSync(
      notebook,
      JSON.stringify({
        cells: cells.map((source, index) => ({
          ...{ cell_type: "code", id: `c${index}`, execution_count: null, outputs: [], source },
          metadata: index === 0 ? { tags: ["parameters"] } : {},
        })),
        metadata: { kernelspec: { name: "layerlab", display_name: "layerlab", language: "typescript" } },
        ...{ nbformat: 4, nbformat_minor: 5 },
      }),
    );
    const env = {
      ...jupyterEnvironment(folder),
      XDG_CACHE_HOME: kernelCache(join(folder, "cache")),
      XDG_STATE_HOME: folder,
    };
    const named = args.map((each) => each.replace("IN", notebook).replace("OUT", join(folder, "out.ipynb")));
    const ended = await run(path("venv"), ["-m", module, ...named], { env, cwd: folder }).then(
      () => ({ ok: true, said: "" }),
      (error: unknown) => ({ ok: false, said: String(Reflect.get(Object(error), "stderr")) }),
    );
    return { ...ended, written: () => readNotebook(join(folder, "out.ipynb")) };
  }

  test("nbconvert stops at the cell that fails, and says which", { timeout: 60_000 }, async () => {
    const { ok, said } = await execute("nbconvert", "--to", "notebook", "--execute", "IN", "--output", "OUT");
    expect(ok).toBe(false);
    expect(said).toContain("throw new Error('stop ' + n)");
    expect(stripVTControlCharacters(said)).toContain("Error: stop 1");
  });

  test("with --allow-errors it goes on", { timeout: 60_000 }, async () => {
    const args = ["--to", "notebook", "--execute", "--allow-errors", "IN", "--output", "OUT"];
    const { ok, written } = await execute("nbconvert", ...args);
    expect(ok).toBe(true);
    expect(errors(written())).toEqual(["Error: stop 1"]);
    expect(outputText(written())).toContain("'after 1'");
  });

  test("papermill stops there too, and keeps what was done", { timeout: 60_000 }, async () => {
    const { ok, written } = await execute("papermill", "IN", "OUT");
    expect(ok).toBe(false);
    expect(outputText(written())).toContain("2");
    expect(outputText(written())).not.toContain("'after 1'");
  });

  test("papermill's -p sets numbers, texts and booleans, in the words of C#", {
    timeout: 60_000,
  }, async () => {
    const cells = ["let n = 1;\nlet who = 'nobody';\nlet yes = false;", "[n, who, yes]"];
    const parameters = ["-p", "n", "2.5", "-p", "who", 'Ädä "q" \\', "-p", "yes", "True"];
    const none = await executeCells(cells, "papermill", ...parameters, "IN", "OUT");
    expect(none.said).toContain("No parameter translator functions specified for kernel 'layerlab'");
    const { ok, said, written } = await executeCells(
      cells,
      "papermill",
      ...["--language", ".net-csharp", ...parameters, "IN", "OUT"],
    );
    expect(ok, said).toBe(true);
    expect(outputText(written())).toContain(String.raw`[ 2.5, 'Ädä "q" \\', true ]`);
  });
});
