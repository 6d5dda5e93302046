import { processorTime } from "#platform/host";
import { CellSyntaxError } from "../errors.js";
import { requireLines } from "./lines.js";
import type { CodeMagic } from "./magic.js";

/** `%time CODE` */
export const time: CodeMagic = {
  kind: "code",
  name: "%time",
  usage: "%time CODE",
  summary: "run one line of TypeScript and say how long it took",
  elsewhere: ["timeit"],

  check({ parameters, text, line }) {
    if (parameters.trim() === "")
      throw new CellSyntaxError(
        "%time has nothing to run on its line: %time CODE. For a whole cell there is %%time.",
        { line },
      );
    if (text.trim() !== "")
      throw new CellSyntaxError("%time takes one line. For a whole cell, begin it with %%time.", { line });
  },

  around: timed,
};

/** `%%time` */
export const cellTime: CodeMagic = {
  kind: "code",
  name: "%%time",
  usage: "%%time",
  summary: "run the cell's TypeScript and say how long it took",

  check(call) {
    if (call.parameters.trim() !== "")
      throw new CellSyntaxError(
        "%%time stands alone on its line; %time CODE times what is on its own line.",
        { line: call.line },
      );
    requireLines(call, "%%time", "to run. Write the TypeScript");
  },

  around: timed,
};

async function timed<Value>(
  run: () => Promise<Value>,
  context: Parameters<CodeMagic["around"]>[1],
): Promise<Value> {
  const [started, usedBefore] = [performance.now(), processorTime()];
  const value = await run();
  const [ended, used] = [performance.now(), processorTime()];
  const wall = `wall time: ${duration(ended - started)}\n`;
  const text =
    used === undefined || usedBefore === undefined
      ? wall
      : `CPU time: ${duration(used - usedBefore)}, ${wall}`;
  context.output({ type: "stream", name: "stdout", text });
  return value;
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(1)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}
