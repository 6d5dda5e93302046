import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs, stripVTControlCharacters } from "node:util";
import { LayerlabError } from "../../src/errors/base.js";
import { LessonFormError } from "../../src/errors/lesson.js";
import { messageOf } from "../../src/errors/thrown.js";
import { compareOutputs, type Difference } from "../../src/lesson/compare.js";
import { linkTo } from "../../src/lesson/handout.js";
import { type CodeCell, type Output, parseNotebook, writeNotebook } from "../../src/lesson/notebook.js";
import { runNotebook } from "../../src/lesson/run.js";
import { Session } from "../session/parent/session.js";
import { TypeScriptCompiler } from "../session/parent/typescript-compiler.js";
import { sessionExecutor } from "./executor.js";
import { exportLessons } from "./export.js";
import { solveLessons, writeHandout, writeHandouts } from "./forms.js";
import { writeWhole } from "./whole-file.js";

const HELP = `Usage:  layerlab lesson run [OPTIONS] NOTEBOOK [NOTEBOOK...]
        layerlab lesson handout NOTEBOOK [NOTEBOOK...]
        layerlab lesson solve [--output FILE] NOTEBOOK [NOTEBOOK...]
        layerlab lesson export [--output DIRECTORY] NOTEBOOK [NOTEBOOK...]

run: run notebooks from top to bottom without Jupyter
handout: make the learners' form of solved lessons: exercises without their
solutions, and no outputs from the first question on
solve: put the solutions into a learner's notebook; it is written to NAME-solved.ipynb
beside it if --output is not given
export: make pages of notebooks with the outputs saved in them, which need no
Jupyter, no scripts and no network; --output is "lessons" if not given

Options of run:
      --allow-errors    Go on after a cell that failed
      --check           Compare what the cells show with what is saved, ids and
                        times aside (in a cell tagged varies: all numbers)
      --help            Show this
      --in-place        Save the outputs in the notebook itself, and make its
                        handout again if it has one
      --output FILE     Save the notebook with its outputs in FILE

The exit code is 0 when every cell ran, 1 when one failed or showed something
else than was saved, 2 when the command was not understood. A cell tagged raises-exception may fail.`;

/** `layerlab lesson …`. Returns the exit code. */
export async function lessonCommand(args: readonly string[]): Promise<number> {
  const [verb, ...rest] = args;
  if (verb === undefined || verb === "--help" || rest.includes("--help")) {
    console.log(HELP);
    return 0;
  }
  if (!isVerb(verb))
    return refuse(
      `layerlab lesson: '${verb}' is not a command; there are ${VERBS.map((each) => `'${each}'`).join(", ")}`,
    );
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(rest);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return refuse(error.message);
  }
  const { values, positionals } = parsed;
  if (positionals.length === 0) return refuse(`layerlab lesson ${verb} needs a notebook`);
  if (verb !== "run") {
    const { output, ...others } = values;
    const [other] = Object.keys(verb === "handout" ? values : others);
    if (other !== undefined) return refuse(`layerlab lesson ${verb} does not know --${other}`);
    if (verb === "export") return exportLessons(positionals, output ?? "lessons");
    if (verb === "handout") return writeHandouts(positionals);
    if (output !== undefined && positionals.length > 1)
      return refuse("--output takes one notebook at a time");
    return solveLessons(positionals, output);
  }
  const check = values.check ?? false;
  if (check && (values["in-place"] || values.output !== undefined))
    return refuse("--check compares with what is saved: it saves nothing");
  if (values.output !== undefined && positionals.length > 1)
    return refuse("--output takes one notebook at a time");
  let failed = false;
  for (const path of positionals) {
    const output = values["in-place"] ? path : values.output;
    const ok = await runFile(resolve(path), { allowErrors: values["allow-errors"] ?? false, check, output });
    failed ||= !ok;
  }
  return failed ? 1 : 0;
}

const VERBS = ["run", "handout", "solve", "export"] as const;

function isVerb(text: string): text is (typeof VERBS)[number] {
  return VERBS.some((verb) => verb === text);
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      "allow-errors": { type: "boolean" },
      check: { type: "boolean" },
      "in-place": { type: "boolean" },
      output: { type: "string" },
    },
  });
}

interface FileOptions {
  readonly allowErrors: boolean;
  readonly check: boolean;
  readonly output: string | undefined;
}

async function runFile(path: string, { allowErrors, check, output }: FileOptions): Promise<boolean> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    console.error(`layerlab lesson run: cannot read ${path}: ${messageOf(error)}`);
    return false;
  }
  const back = process.cwd();
  // As in Jupyter: a notebook's cells find the files beside it.
  process.chdir(dirname(path));
  const session = new Session(new TypeScriptCompiler());
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
    session.interrupt();
  };
  process.once("SIGINT", interrupt);
  try {
    const notebook = parseNotebook(text);
    const solved = check ? linkTo("solved", notebook) : undefined;
    if (solved !== undefined)
      throw new LessonFormError(
        `its outputs were taken out for learners; check ${join(dirname(path), solved)}`,
      );
    const total = notebook.cells.filter((cell) => cell.cell_type === "code").length;
    const started = performance.now();
    let number = 0;
    const result = await runNotebook(notebook, sessionExecutor(session), {
      allowErrors,
      signal: stop.signal,
      onCell: (cell) => {
        number += 1;
        console.error(`[${String(number).padStart(String(total).length)}/${total}] ${firstLine(cell)}`);
      },
    });
    process.chdir(back);
    if (output !== undefined) writeWhole(resolve(output), writeNotebook(result.notebook));
    if (output !== undefined && resolve(output) === path && result.failed.length === 0)
      writeHandout(path, result.notebook);
    for (const { cell } of result.failed) console.error(`\n${excerpt(cell)}`);
    const differences = check ? compareOutputs(notebook, result.notebook) : [];
    for (const difference of differences) console.error(`\n${comparison(difference)}`);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const outcome = [
      result.failed.length === 0 ? "ran without an error" : `${result.failed.length} failed`,
      ...(check ? [differences.length === 0 ? "all as saved" : `${differences.length} not as saved`] : []),
    ].join(", ");
    console.error(`${path}: ${number} of ${total} cells, ${outcome}, ${seconds} s`);
    return result.failed.length === 0 && differences.length === 0;
  } catch (error) {
    if (stop.signal.aborted) {
      console.error(`${path}: interrupted`);
      return false;
    }
    if (!(error instanceof LayerlabError)) throw error;
    console.error(`${path}: ${error.message}`);
    return false;
  } finally {
    process.off("SIGINT", interrupt);
    process.chdir(back);
    await session.close();
  }
}

function firstLine(cell: CodeCell): string {
  const line = cell.source.trim().split("\n", 1)[0] ?? "";
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
}

function comparison({ index, cell, saved, now }: Difference): string {
  return [
    `Cell ${index + 1}${cell.id === undefined ? "" : ` (${cell.id})`} shows something else than was saved: ${firstLine(cell)}`,
    `    saved: ${saved ?? "(nothing)"}`,
    `    now:   ${now ?? "(nothing)"}`,
  ].join("\n");
}

/** The cell that failed and its error, as much as is useful. */
function excerpt(cell: CodeCell): string {
  const source = cell.source
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
  return `A cell failed:\n\n${source}\n\n${cell.outputs.map(outputText).join("")}`;
}

function outputText(output: Output): string {
  switch (output.output_type) {
    case "stream":
      return output.text.split("\n").slice(-20).join("\n");
    case "error":
      return `${stripVTControlCharacters(output.traceback.join("\n"))}\n`;
    default:
      return `${output.data["text/plain"]}\n`;
  }
}

function refuse(message: string): number {
  console.error(`${message}\nSee 'layerlab lesson --help'.`);
  return 2;
}
