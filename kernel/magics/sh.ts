import { runDocker } from "../cells/run/docker-io.js";
import { CellSyntaxError } from "../errors.js";
import { completePath, completeProgram } from "./lab-names.js";
import { requireLines, wordsOf } from "./lines.js";
import type { CellMagic } from "./magic.js";

/** `%%sh NAME` */
export const sh: CellMagic<{ readonly container: string; readonly script: string }> = {
  kind: "cell",
  name: "%%sh",
  usage: "%%sh NAME",
  summary: "run the cell's lines in the container NAME",
  elsewhere: ["bash", "shell", "script", "zsh", "system"],
  language: "Shell",

  parse(call) {
    const [container, ...more] = wordsOf(call.parameters);
    if (container === undefined || more.length > 0)
      throw new CellSyntaxError(
        "%%sh takes the name of one running container: %%sh base-container. `$ docker ps` in a cell of its own lists them.",
        { line: call.line },
      );
    requireLines(call, `%%sh ${container}`, "to run. Write the shell lines");
    return { container, script: call.text };
  },

  async run({ container, script }, { context, lab }) {
    const opened = await lab();
    await runDocker(context, opened, (io) => opened.lab.shell(container, script, io));
  },

  async complete({ isOpening, parameters, line, word }, ask) {
    if (isOpening) return (await ask({ about: "names" })).filter(({ kind }) => kind === "container");
    const container = parameters.trim();
    if (container === "" || word.startsWith("-")) return [];
    // The first word of a command is a program, the others may be paths.
    const isProgram = /(?:^|[|;&(]|\bsudo\s)\s*\S*$/.test(line) && !word.includes("/");
    return isProgram ? completeProgram(container, ask) : completePath(word, ask, container);
  },
};
