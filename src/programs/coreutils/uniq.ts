import type { Program } from "../../process/programs.js";
import { input } from "./data.js";
import { parseArguments, program } from "./support.js";

/** `uniq [-c] [-d] [-u] [-i] [-f N] [-s N] [INPUT [OUTPUT]]` */
export const uniq: Program = program("uniq", (command) => {
  const args = parseArguments("uniq", command.context.argv, "cdf:is:u", {
    count: "c",
    repeated: "d",
    "ignore-case": "i",
    "skip-fields": "f",
    "skip-chars": "s",
    unique: "u",
  });
  const [from = "-", to] = args.operands;
  const data = input(command, from);
  if (!data) return;
  const lines = new TextDecoder().decode(data.read(0, data.size)).split("\n");
  if (lines.at(-1) === "") lines.pop();
  const fields = Number(args.flags.get("f") ?? 0);
  const characters = Number(args.flags.get("s") ?? 0);
  const key = (line: string) => {
    const rest = line.replace(new RegExp(`^(?:\\s*\\S+){0,${fields}}`), "").slice(characters);
    return args.has("i") ? rest.toLowerCase() : rest;
  };
  let out = "";
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    let end = at + 1;
    while (end < lines.length && key(lines[end] ?? "") === key(line)) end++;
    const count = end - at;
    if (!(args.has("d") && count === 1) && !(args.has("u") && count > 1)) {
      out += `${args.has("c") ? `${String(count).padStart(7)} ` : ""}${line}\n`;
    }
    at = end;
  }
  if (to === undefined) command.context.stdout(out);
  else command.attempt(to, () => command.fs.writeFile(command.path(to), new TextEncoder().encode(out)));
});
