import { commandText } from "../analysis/recipe/script.js";
import type { RecordedCommand } from "../engine/commands.js";
import { alignColumns } from "../go/tabwriter.js";
import { humanSize } from "../go/units.js";
import type { MimeBundle } from "./displayable.js";
import { BADGES, badge } from "./html/badge.js";
import { element } from "./html/element.js";
import { foldedTable } from "./html/folded.js";
import { code, shortened } from "./html/table.js";
import { printable } from "./printable.js";

/** What was done in a container, oldest first. */
export function commandsBundle(commands: readonly RecordedCommand[], name: string): MimeBundle {
  const rows = commands.map((command) => [
    command.started.replace("T", " ").replace(/\.\d+Z$/, ""),
    howText(command),
    whatText(command),
    command.changed ? "yes" : "no",
    command.exitCode === undefined ? "running" : String(command.exitCode),
  ]);
  const text = rows.map((row) => `${row.map((cell) => printable(oneLine(cell), 100)).join("\t")}\n`);
  return {
    "text/html": foldedTable({
      caption: [
        "What was done in ",
        element("strong", {}, printable(name, 80)),
        ", oldest first. Docker records none of this; here it is kept beside the container and the images committed from it.",
      ],
      headings: ["STARTED (UTC)", "HOW", "COMMAND", "CHANGED FILES", "EXIT CODE"],
      rows: rows.map(([started, how, what = "", changed, exit]) => [
        started,
        how,
        what.length > 100 || what.includes("\n")
          ? shortened(printable(oneLine(what), 100), printable(what, 4000))
          : code(printable(what)),
        changed === "yes" ? badge("yes", BADGES.changed) : "no",
        exit,
      ]),
      open: 30,
      folded: 500,
      noun: "commands",
      whole: "the value has all of them, as an array",
      empty: "Nothing yet.",
    }).html,
    "text/plain": alignColumns(`STARTED (UTC)\tHOW\tCOMMAND\tCHANGED FILES\tEXIT CODE\n${text.join("")}`),
  };
}

function howText(command: RecordedCommand): string {
  switch (command.kind) {
    case "program":
      return command.how === "main" ? "its main program" : "docker exec";
    case "line":
      return `typed into ${command.shell} (${command.session})`;
    case "copy":
      return "docker cp";
  }
}

function whatText(command: RecordedCommand): string {
  return command.kind === "copy"
    ? `archive of ${humanSize(command.size)} into ${command.directory}`
    : commandText(command);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
