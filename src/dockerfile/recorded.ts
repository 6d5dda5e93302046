import { InvalidDurationError } from "../errors/go.js";
import { unquoteList } from "../go/unquote.js";
import { assignments } from "../posix/environment.js";
import type { CommandLine, Pair, SettingCommand } from "./command.js";
import { parseHealthcheckText } from "./healthcheck.js";
import { parseLine } from "./line.js";
import { Problem } from "./problem.js";

/**
 * The setting that a history entry records, in the form of any builder: `/bin/sh -c #(nop)  CMD ["bash"]`,
 * `CMD ["bash"] # buildkit`, `EXPOSE map[80/tcp:{}]`; `undefined` for a step that made files, and for what is not an
 * instruction. Values appear expanded and without quotes, so this is not the Dockerfile's own language.
 */
export function recordedSetting(createdBy: string): SettingCommand | undefined {
  const text = createdBy.replace(/^\/bin\/sh -c #\(nop\)\s+/, "").replace(/ # buildkit$/, "");
  const [, keyword = "", rest = ""] = /^([A-Z]+)\s+([\s\S]*)$/.exec(text) ?? [];
  try {
    return READ[keyword]?.(rest.trim());
  } catch (error) {
    // A history may contain anything.
    if (error instanceof Problem || error instanceof InvalidDurationError) return undefined;
    throw error;
  }
}

const READ: Readonly<Record<string, ((rest: string) => SettingCommand | undefined) | undefined>> = {
  CMD: (rest) => ({ keyword: "CMD", line: lineOf(rest) }),
  ENTRYPOINT: (rest) => ({ keyword: "ENTRYPOINT", line: lineOf(rest) }),
  ENV: (rest) => ({ keyword: "ENV", pairs: pairsOf(rest) }),
  EXPOSE: (rest) => ({ keyword: "EXPOSE", ports: mapKeys(rest) ?? rest.split(/\s+/) }),
  HEALTHCHECK: (rest) => {
    const check = parseHealthcheckText(rest);
    return check === undefined ? undefined : { keyword: "HEALTHCHECK", check };
  },
  LABEL: (rest) => ({ keyword: "LABEL", pairs: pairsOf(rest) }),
  ONBUILD: (rest) => ({ keyword: "ONBUILD", trigger: rest }),
  SHELL: (rest) => ({ keyword: "SHELL", words: list(rest) ?? [] }),
  STOPSIGNAL: (rest) => ({ keyword: "STOPSIGNAL", signal: rest }),
  USER: (rest) => ({ keyword: "USER", user: rest }),
  VOLUME: (rest) => ({ keyword: "VOLUME", paths: list(rest) ?? rest.split(/\s+/) }),
  WORKDIR: (rest) => ({ keyword: "WORKDIR", path: rest }),
};

/** Go's list, JSON's, or a text for the shell. */
function lineOf(rest: string): CommandLine {
  const words = unquoteList(rest);
  if (words !== undefined) return { words, shell: false };
  const { args, json } = parseLine(`CMD ${rest}`, "\\");
  return { words: args, shell: !json };
}

/** If a value contains white space, only the next `NAME=` tells where it ends. */
function pairsOf(rest: string): readonly Pair[] {
  return assignments(rest.split(/\s+(?=[\w.\-/]+=)/));
}

/** `map[80/tcp:{} 53/udp:{}]` */
function mapKeys(rest: string): readonly string[] | undefined {
  const [, inside] = /^map\[(.*)\]$/.exec(rest) ?? [];
  return inside?.split(" ").flatMap((entry) => (entry === "" ? [] : [entry.replace(/:\{\}$/, "")]));
}

/** `[/a /b]`, or JSON's `["/a"]`. */
function list(rest: string): readonly string[] | undefined {
  const { args, json } = parseLine(`VOLUME ${rest}`, "\\");
  if (json) return args;
  const [, inside] = /^\[(.*)\]$/.exec(rest) ?? [];
  return inside?.split(" ");
}
