import { runDocker } from "../cells/run/docker-io.js";
import { requireLines } from "./lines.js";
import type { CellMagic } from "./magic.js";

/** `%%dockerfile -t NAME`; `options` as on `docker build`'s command line. */
export const dockerfile: CellMagic<{ readonly options: string; readonly text: string }> = {
  kind: "cell",
  name: "%%dockerfile",
  usage: "%%dockerfile -t NAME",
  summary: "build the cell's lines as a Dockerfile",
  elsewhere: ["build"],
  language: "Dockerfile",

  parse(call) {
    requireLines(call, `%%dockerfile ${call.parameters}`, "to build. Write a Dockerfile");
    return { options: call.parameters.trim(), text: `${call.text}\n` };
  },

  async run({ options, text }, { context, lab }) {
    const opened = await lab();
    const readAll = () => Promise.resolve(new TextEncoder().encode(text));
    await runDocker(context, opened, (io) =>
      opened.lab.console(`docker build ${options} -f - .`, { ...io, readAll }),
    );
  },

  // It knows docker's whole command line, which cells must not wait for.
  complete: async (cursor, ask) => (await import("./dockerfile-words.js")).dockerfileWords(cursor, ask),
};
