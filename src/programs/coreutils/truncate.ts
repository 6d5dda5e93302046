import type { Program } from "../../process/programs.js";
import { zeros } from "../../vfs/data.js";
import { parseArguments, program, quote } from "./support.js";

/** `10`, `10K`, `10KB`, `+5`, `-1M`: bytes, with the sign of a relative size. */
export function parseSize(text: string): number | undefined {
  const match = /^([+-]?)(\d+)([bcwKMGTkmg]?)(i?B)?$/.exec(text);
  if (!match) return undefined;
  const unit = (match[3] ?? "").toUpperCase();
  if (text.match(/b$/) && unit === "B") return Number(match[2]) * 512;
  const power = unit ? "KMGT".indexOf(unit) + 1 : 0;
  return Number(match[2]) * (match[4] === "B" ? 1000 : 1024) ** power * (match[1] === "-" ? -1 : 1);
}

export const truncate: Program = program("truncate", (command) => {
  const args = parseArguments("truncate", command.context.argv, "cs:r:o", {
    size: "s",
    "no-create": "c",
    reference: "r",
  });
  const text = args.flags.get("s");
  const reference = args.flags.get("r");
  const given = text === undefined ? undefined : parseSize(text);
  const size = reference === undefined ? given : command.statOf(command.path(reference))?.size;
  if (size === undefined) {
    command.fail(
      text === undefined
        ? "you must specify either '--size' or '--reference'"
        : `Invalid number: ${quote(text)}`,
    );
    return;
  }
  for (const name of args.operands) {
    const path = command.path(name);
    command.attempt(`cannot open ${quote(name)} for writing`, () => {
      const stat = command.statOf(path);
      if (!stat && args.has("c")) return;
      const before = stat?.size ?? 0;
      const after = text && /^[+-]/.test(text) ? Math.max(0, before + size) : size;
      if (stat) command.fs.truncate(path, after);
      else command.fs.writeFile(path, zeros(after));
    });
  }
});
