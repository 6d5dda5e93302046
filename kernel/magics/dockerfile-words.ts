import { findCommand } from "../../src/cli/commands/table.js";
import type { Named } from "../cells/task.js";
import { type Ask, completeImage, completePath } from "./lab-names.js";
import type { MagicCursor } from "./magic.js";

/** https://docs.docker.com/reference/dockerfile/ */
const INSTRUCTIONS = [
  ..."ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL".split(" "),
  ..."STOPSIGNAL USER VOLUME WORKDIR".split(" "),
];

/** What is possible at a place of a `%%dockerfile` cell. */
export async function dockerfileWords(
  { isOpening, before, line, word }: MagicCursor,
  ask: Ask,
): Promise<readonly Named[]> {
  if (isOpening) return buildOptions(word);
  if (/^\s*\S*$/.test(line)) {
    // In the reader's case: Dockerfiles allow both.
    const isLower = word !== "" && word === word.toLowerCase();
    return INSTRUCTIONS.map((name) => ({ name: isLower ? name.toLowerCase() : name, kind: "instruction" }));
  }
  const stages = [...before.matchAll(/^\s*FROM\s+\S+\s+AS\s+(\S+)\s*$/gim)].map(([, name = ""]) => name);
  const from = /^--from=/.test(word) ? "--from=" : "";
  if (/^\s*FROM\s+\S*$/i.test(line) || from !== "") {
    const images = await completeImage(ask, "with built-in");
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

function buildOptions(word: string): Named[] {
  const spec = findCommand(["build"])?.spec;
  if (!word.startsWith("-") || !spec) return [];
  return spec.options.map(({ long }) => ({ name: `--${long}`, kind: "option" }));
}
