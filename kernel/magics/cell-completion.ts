import { findCommand } from "../../src/cli/commands/table.js";
import type { Named } from "../session/protocol.js";
import {
  completeConsoleLine,
  completeFrom,
  type LineCompletion,
  withoutLatest,
} from "./console-completion.js";
import { type Ask, completePath, completeProgram } from "./path-completion.js";
import { MAGICS } from "./registry.js";

/**
 * Completion in a cell that is not TypeScript, or at a magic's name.
 * @param before the cell's text up to the cursor
 * @returns undefined where it is TypeScript after all
 */
export async function completeCell(before: string, ask: Ask): Promise<LineCompletion | undefined> {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  if (/^%\S*$/.test(line)) {
    const magics = MAGICS.filter(({ name }) => name.startsWith("%"));
    return completeFrom(
      magics.map(({ name }) => ({ name, kind: "magic" })),
      line,
    );
  }
  const opening = before.trimStart().split("\n", 1)[0] ?? "";
  const isOpening = line.trimStart() === opening;
  if (/^\s*\$\s/.test(line) || /^\$\s/.test(opening)) return completeConsoleLine(line, ask);
  const [, magic, parameters = ""] = /^%%(\S+)\s*(.*)$/.exec(opening) ?? [];
  const word = /\S*$/.exec(line)?.[0] ?? "";
  switch (magic) {
    case "sh":
      return completeFrom(
        isOpening
          ? (await ask({ about: "names" })).filter(({ kind }) => kind === "container")
          : await shellWords(line, word, parameters.trim(), ask),
        word,
      );
    case "dockerfile":
      return completeFrom(
        isOpening ? buildOptions(word) : await dockerfileWords(before, line, word, ask),
        word,
      );
    case "writefile":
      return completeFrom(isOpening ? await completePath(word, ask) : [], word);
    case "html":
    case "markdown":
      return { word, matches: [] };
    default:
      return undefined;
  }
}

/** The first word of a command is a program, the others may be paths. */
async function shellWords(
  line: string,
  word: string,
  container: string,
  ask: Ask,
): Promise<readonly Named[]> {
  if (container === "" || word.startsWith("-")) return [];
  const isProgram = /(?:^|[|;&(]|\bsudo\s)\s*\S*$/.test(line) && !word.includes("/");
  return isProgram ? completeProgram(container, ask) : completePath(word, ask, container);
}

function buildOptions(word: string): Named[] {
  const spec = findCommand(["build"])?.spec;
  if (!word.startsWith("-") || !spec) return [];
  return spec.options.map(({ long }) => ({ name: `--${long}`, kind: "option" }));
}

/** https://docs.docker.com/reference/dockerfile/ */
const INSTRUCTIONS = [
  ..."ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL".split(" "),
  ..."STOPSIGNAL USER VOLUME WORKDIR".split(" "),
];

async function dockerfileWords(
  before: string,
  line: string,
  word: string,
  ask: Ask,
): Promise<readonly Named[]> {
  if (/^\s*\S*$/.test(line)) {
    // As the reader writes them: both cases are Dockerfiles.
    const isLower = word !== "" && word === word.toLowerCase();
    return INSTRUCTIONS.map((name) => ({ name: isLower ? name.toLowerCase() : name, kind: "instruction" }));
  }
  const stages = [...before.matchAll(/^\s*FROM\s+\S+\s+AS\s+(\S+)\s*$/gim)].map(([, name = ""]) => name);
  const from = /^--from=/.test(word) ? "--from=" : "";
  if (/^\s*FROM\s+\S*$/i.test(line) || from !== "") {
    const images = (await ask({ about: "names" }))
      .filter(({ kind }) => kind === "image")
      .flatMap(withoutLatest);
    return [...stages.map((name) => ({ name, kind: "stage" })), ...images].map(({ name, kind }) => ({
      name: from + name,
      kind,
    }));
  }
  const [, instruction = ""] = /^\s*(\S+)/.exec(line) ?? [];
  if (!/^(?:COPY|ADD)$/i.test(instruction)) return [];
  if (word.startsWith("-"))
    return ["--from=", "--chown=", "--chmod="].map((name) => ({ name, kind: "option" }));
  return completePath(word, ask);
}
