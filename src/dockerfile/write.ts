import { formatDuration } from "../go/duration.js";
import type { Healthcheck } from "../oci/types.js";
import type { CommandLine, Pair, SettingCommand } from "./command.js";

/**
 * A setting as a Dockerfile line that means exactly this: no variable is expanded when it is read back. A line break
 * cannot be written, nor can `=` in a label's name.
 */
export function instructionText(command: SettingCommand): string {
  switch (command.keyword) {
    case "ENV":
    case "LABEL":
      return [command.keyword, ...command.pairs.map(pairText)].join(" ");
    case "CMD":
    case "ENTRYPOINT":
      return `${command.keyword} ${lineText(command.line)}`;
    case "USER":
      return `USER ${wordText(command.user)}`;
    case "WORKDIR":
      return `WORKDIR ${wordText(command.path)}`;
    case "EXPOSE":
      return ["EXPOSE", ...command.ports].join(" ");
    case "VOLUME":
      // Only a list can contain white space, and its words are expanded, too.
      return command.paths.every(isBare)
        ? ["VOLUME", ...command.paths].join(" ")
        : `VOLUME ${listText(command.paths.map(wordText))}`;
    case "STOPSIGNAL":
      return `STOPSIGNAL ${wordText(command.signal)}`;
    case "SHELL":
      return `SHELL ${listText(command.words)}`;
    case "HEALTHCHECK":
      return `HEALTHCHECK ${healthcheckText(command.check)}`;
    case "ONBUILD":
      return `ONBUILD ${command.trigger}`;
    case "MAINTAINER":
      return `MAINTAINER ${command.name}`;
  }
}

function pairText([name, value]: Pair): string {
  return `${wordText(name)}=${wordText(value)}`;
}

function lineText({ words, shell }: CommandLine): string {
  return shell ? words.join(" ") : listText(words);
}

function isBare(word: string): boolean {
  return /^[\w@%+=:,./-]+$/.test(word);
}

/** A word in quotes, if it needs them. */
function wordText(word: string): string {
  return isBare(word) ? word : `"${word.replace(/[\\"$]/g, "\\$&")}"`;
}

function listText(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(", ")}]`;
}

function healthcheckText({ Test = [], ...settings }: Healthcheck): string {
  const [kind, ...words] = Test;
  if (kind === "NONE") return "NONE";
  const flags = FLAGS.flatMap(([member, flag]) => {
    const value = settings[member] ?? 0;
    return value === 0 ? [] : [`--${flag}=${member === "Retries" ? value : formatDuration(value)}`];
  });
  return [...flags, "CMD", lineText({ words, shell: kind === "CMD-SHELL" })].join(" ");
}

const FLAGS = [
  ["Interval", "interval"],
  ["Timeout", "timeout"],
  ["StartPeriod", "start-period"],
  ["StartInterval", "start-interval"],
  ["Retries", "retries"],
] as const;
