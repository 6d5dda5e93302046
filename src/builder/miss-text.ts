import type { CacheMiss, InputChange } from "./miss.js";

/**
 * A reason in plain words, for a table's cell.
 *
 * @param becameOf what is said of a step that is named as the cause: `was rebuilt`, `would be built`
 */
export function missText(miss: CacheMiss, becameOf: (label: string) => string = wasRebuilt): string {
  switch (miss.reason) {
    case "no-cache":
      return "the cache was not to be used";
    case "never-built":
      return "this step was never built here before";
    case "built-elsewhere":
      return "this step was built here before, but on other steps or with other files";
    case "pruned":
      return "its result was pruned from the cache";
    case "instruction-changed":
      return miss.before === miss.after
        ? `the instruction reads as before and means something else: ${miss.after}`
        : `the instruction changed: was ${miss.before}`;
    case "heredoc-changed":
      return `the text up to ${miss.name} changed: ${lineChange(miss)}`;
    case "instruction-added":
      return "this instruction is new";
    case "instruction-removed":
      return `an instruction before it is gone: ${miss.before}`;
    case "instruction-moved":
      return "the instructions before it are in another order";
    case "files-changed":
      return miss.changes.map(({ path, change }) => `${path}: ${changeText(change)}`).join("; ");
    case "build-arg-changed":
      return `build argument ${miss.name} changed from ${valueText(miss.before)} to ${valueText(miss.after)}`;
    case "env-changed":
      return `variable ${miss.name} changed from ${valueText(miss.before)} to ${valueText(miss.after)}`;
    case "option-changed":
      return `--${miss.option} changed from ${miss.before || "none"} to ${miss.after || "none"}`;
    case "setting-changed":
      return `${miss.setting} before it changed from ${miss.before || "none"} to ${miss.after || "none"}`;
    case "base-changed":
      return "the base image is another one";
    case "parent-changed":
      return `it stands on ${miss.cause}, which ${becameOf(miss.cause)}`;
    case "parent-differs":
      return `it stands on ${miss.cause}, which is not what it was in the last build`;
    case "source-unknown":
      return `it reads what ${miss.cause} makes, which ${becameOf(miss.cause)}: what comes out is unknown`;
    case "same-step":
      return `it is the same step as ${miss.cause}, which ${becameOf(miss.cause)}`;
  }
}

/** All reasons of a step in plain words, the root reason first. */
export function missesText(
  { miss, also }: { readonly miss: CacheMiss; readonly also: readonly CacheMiss[] },
  becameOf: (label: string) => string = wasRebuilt,
): string {
  return [missText(miss, becameOf), ...also.map((each) => `also ${missText(each, becameOf)}`)].join("; ");
}

function wasRebuilt(): string {
  return "was rebuilt";
}

/** `its content changed` */
export function changeText(change: InputChange["change"]): string {
  return CHANGE_TEXT[change];
}

const CHANGE_TEXT = {
  added: "a new file",
  removed: "the file is gone",
  content: "its content changed",
  mode: "its permissions changed",
  owner: "its owner changed",
  attributes: "its extended attributes changed",
  kind: "it is another kind of file",
} as const;

function valueText(value: string | undefined): string {
  return value === undefined ? "unset" : JSON.stringify(value);
}

/** The first line that differs. */
function lineChange({ before, after }: { readonly before: string; readonly after: string }): string {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const at = now.findIndex((line, index) => line !== old[index]);
  const line = at < 0 ? now.length : at;
  const [was, is] = [old[line], now[line]];
  return `line ${line + 1} was ${was === undefined ? "not there" : JSON.stringify(was)}, ${is === undefined ? "is gone" : `is ${JSON.stringify(is)}`}`;
}
