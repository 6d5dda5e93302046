import { CellSyntaxError } from "../errors.js";
import { completePath } from "./lab-names.js";
import { wordsOf } from "./lines.js";
import type { CellMagic } from "./magic.js";

/** `%%writefile PATH` */
export const writefile: CellMagic<{
  readonly path: string;
  readonly append: boolean;
  readonly content: string;
}> = {
  kind: "cell",
  name: "%%writefile",
  usage: "%%writefile PATH",
  summary: "write the cell's lines into a file of the lesson's folder",
  elsewhere: ["file"],

  parse({ parameters, text, line }) {
    const words = wordsOf(parameters);
    const append = words.includes("-a") || words.includes("--append");
    const [path, ...more] = words.filter((word) => !word.startsWith("-"));
    if (path === undefined || more.length > 0)
      throw new CellSyntaxError("%%writefile takes the name of one file: %%writefile requirements.txt", {
        line,
      });
    return { path, append, content: text.endsWith("\n") || text === "" ? text : `${text}\n` };
  },

  async run({ path, append, content }, { context, lab }) {
    const bytes = (await lab()).folder.write(path, content, append);
    const text = `${append ? "Added to" : "Wrote"} ${path} (${bytes} bytes)\n`;
    context.output({ type: "stream", name: "stdout", text });
  },

  complete: async ({ isOpening, word }, ask) => (isOpening ? completePath(word, ask) : []),
};
