import type { CommandSpec } from "../syntax/command-spec.js";
import type { OptionSpec } from "../syntax/option-spec.js";
import { usageLine } from "../syntax/parse-options.js";

/** Docker wraps help at 80 columns and leaves the last one free. */
const COLUMNS = 79;

/** `docker X --help`, laid out as Docker's own. */
export function helpText(spec: CommandSpec, name: string): string {
  const aliases = aliasesOf(spec);
  const parts = [`Usage:  ${usageLine(spec, name)}`, spec.description ?? spec.summary];
  if (aliases.length > 1) parts.push(`Aliases:\n  ${aliases.join(", ")}`);
  if (spec.options.length > 0) parts.push(`Options:\n${optionsText(optionsToShow(spec))}`);
  return `${parts.join("\n\n")}\n`;
}

function aliasesOf(spec: CommandSpec): readonly string[] {
  const others = Object.entries(spec.otherNames ?? {});
  return spec.paths.flatMap((path) => [
    `docker ${path}`,
    ...others.filter(([, target]) => target === path).map(([other]) => `docker ${other}`),
  ]);
}

/** Docker lists `--help` itself only where `-h` means something else. */
function optionsToShow(spec: CommandSpec): readonly OptionSpec[] {
  const taken = spec.options.some((option) => option.short === "h");
  const help: OptionSpec = { long: "help", type: "bool", help: "Print usage" };
  const shown = spec.options.filter(({ isConcealed }) => isConcealed !== true);
  return [...shown, ...(taken ? [help] : [])].sort((a, b) => (a.long < b.long ? -1 : 1));
}

function optionsText(options: readonly OptionSpec[]): string {
  const heads = options.map((option) => {
    const names =
      option.short === undefined ? `      --${option.long}` : `  -${option.short}, --${option.long}`;
    return option.type === "bool" ? names : `${names} ${option.type}`;
  });
  const indent = Math.max(...heads.map((head) => head.length)) + 3;
  return options
    .map((option, at) => (heads[at] ?? "").padEnd(indent) + wrap(option.help + defaultText(option), indent))
    .join("\n");
}

function defaultText(option: OptionSpec): string {
  if (option.default === undefined) return "";
  return ` (default ${option.type === "string" ? `"${option.default}"` : option.default})`;
}

/** pflag's wrapping: breaks at the last blank; the last line may be a little too long rather than be broken again. */
function wrap(text: string, indent: number): string {
  const slop = 5;
  const width = COLUMNS - indent - slop;
  const lines: string[] = [];
  let rest = text;
  while (rest !== "") {
    const end = lineEnd(rest, width, slop);
    lines.push(rest.slice(0, end));
    rest = rest.slice(end + 1);
  }
  return lines.join("\n").replaceAll("\n", `\n${" ".repeat(indent)}`);
}

function lineEnd(text: string, width: number, slop: number): number {
  if (width + slop > text.length) return text.length;
  const head = text.slice(0, width);
  const blank = Math.max(head.lastIndexOf(" "), head.lastIndexOf("\t"), head.lastIndexOf("\n"));
  if (blank <= 0) return text.length;
  const newline = head.lastIndexOf("\n");
  return newline > 0 && newline < blank ? newline : blank;
}

/** `docker image --help`: the commands of a group. */
export function groupHelpText(group: string, summary: string, commands: readonly CommandSpec[]): string {
  const rows = commands
    .flatMap((spec) =>
      spec.paths.filter((path) => path.startsWith(`${group} `)).map((path) => [path, spec] as const),
    )
    .map(([path, spec]) => [path.slice(group.length + 1), spec.summary] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `Usage:  docker ${group} COMMAND\n\n${summary}\n\nCommands:\n${commandRows(rows)}\n\nRun 'docker ${group} COMMAND --help' for more information on a command.\n`;
}

export function commandRows(rows: readonly (readonly [string, string])[]): string {
  return rows.map(([name, summary]) => `  ${name.padEnd(11)} ${summary}`).join("\n");
}
