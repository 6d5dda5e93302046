import type { Program } from "../../process/programs.js";
import { now, parseArguments, program, quote } from "./support.js";

export const touch: Program = program("touch", (command) => {
  const args = parseArguments("touch", command.context.argv, "acd:fhmr:t:", {
    date: "d",
    "no-create": "c",
    reference: "r",
    "no-dereference": "h",
    time: "f",
  });
  const { fs } = command;
  if (args.operands.length === 0) throw command.wrongUse("missing file operand");
  let time: number | "now" = "now";
  const reference = args.flags.get("r");
  if (reference !== undefined) {
    const stat = command.statOf(command.path(reference));
    if (!stat) {
      command.fail(`failed to get attributes of ${quote(reference)}: No such file or directory`);
      return;
    }
    time = stat.mtime;
  }
  const text = args.flags.get("d") ?? stampToDate(args.flags.get("t"));
  if (text !== undefined) {
    const given = parseDate(text);
    if (given === undefined) {
      command.fail(`invalid date format ${quote(args.flags.get("d") ?? args.flags.get("t") ?? "")}`);
      return;
    }
    time = given;
  }
  for (const name of args.operands) {
    const path = command.path(name);
    command.attempt(`cannot touch ${quote(name)}`, () => {
      const follow = !args.has("h");
      if (!(follow ? command.statOf(path) : fs.lstatIfExists(path))) {
        if (args.has("c")) return;
        fs.writeFile(path, new Uint8Array(0));
        if (text === undefined && reference === undefined) return;
      }
      fs.utimes(path, time, { followSymlinks: follow });
    });
  }
});

/** The times that people give to `touch -d`: ISO 8601, `@SECONDS`, `2024-01-01 12:00`; UTC unless they name a zone. */
function parseDate(text: string): number | "now" | undefined {
  if (/^@-?\d+(\.\d+)?$/.test(text)) return Number(text.slice(1));
  if (text === "now" || text === "today") return "now";
  if (text === "yesterday") return now() - 86400;
  const iso =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/.exec(text);
  const value = iso
    ? Date.parse(
        `${iso[1]}-${iso[2]}-${iso[3]}T${iso[4] ?? "00:00"}${iso[5] && iso[5] !== "UTC" ? iso[5] : "Z"}`,
      )
    : Date.parse(/\d{4}.*(Z|UTC|GMT|[+-]\d{4})$/.test(text) ? text : `${text} UTC`);
  return Number.isNaN(value) ? undefined : value / 1000;
}

/** `[[CC]YY]MMDDhhmm[.ss]` */
function stampToDate(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d{2}|\d{4})?(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(text);
  if (!match) return text;
  const [, year, month, day, hour, minute, second = "00"] = match;
  const full =
    year === undefined
      ? String(new Date().getUTCFullYear())
      : year.length === 2
        ? `${Number(year) < 69 ? "20" : "19"}${year}`
        : year;
  return `${full}-${month}-${day} ${hour}:${minute}:${second}`;
}
