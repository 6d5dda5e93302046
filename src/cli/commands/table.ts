import type { CommandSpec } from "../spec.js";
import { infoCommand, versionCommand } from "./about.js";
import { attachCommand } from "./attach.js";
import { commitCommand } from "./commit.js";
import { createCommand } from "./create.js";
import { diffCommand } from "./diff.js";
import { execCommand } from "./exec.js";
import { historyCommand } from "./history.js";
import { imagesCommand } from "./images.js";
import { containerInspectCommand, imageInspectCommand, inspectCommand } from "./inspect.js";
import { logsCommand } from "./logs.js";
import { psCommand } from "./ps.js";
import { pullCommand } from "./pull.js";
import { rmCommand, rmiCommand, tagCommand } from "./remove.js";
import { runCommand } from "./run.js";
import { startCommand, stopCommand } from "./start-stop.js";

/** Every command there is. */
export const COMMANDS: readonly CommandSpec[] = [
  runCommand,
  execCommand,
  psCommand,
  pullCommand,
  imagesCommand,
  attachCommand,
  commitCommand,
  createCommand,
  diffCommand,
  historyCommand,
  infoCommand,
  inspectCommand,
  imageInspectCommand,
  containerInspectCommand,
  logsCommand,
  rmCommand,
  rmiCommand,
  startCommand,
  stopCommand,
  tagCommand,
  versionCommand,
];

export const GROUPS: Readonly<Record<string, string>> = {
  container: "Manage containers",
  image: "Manage images",
};

/** Docker's other commands: they exist, only not here. */
const ELSEWHERE: ReadonlySet<string> = new Set(
  `build builder buildx checkpoint compose config context cp events export import kill load login logout manifest
  network node pause plugin port push rename restart save search secret service stack stats swarm system top trust
  unpause update volume wait`.split(/\s+/),
);

const ELSEWHERE_IN_GROUP: ReadonlySet<string> = new Set(
  `build cp export import kill load pause port prune push rename restart save stats top unpause update wait`.split(
    /\s+/,
  ),
);

export function isDockerCommandElsewhere(words: readonly string[]): boolean {
  const [first = "", second = ""] = words;
  return Object.hasOwn(GROUPS, first) ? ELSEWHERE_IN_GROUP.has(second) : ELSEWHERE.has(first);
}

/** The command that words begin with, and the name it was called by. */
export function findCommand(
  words: readonly string[],
): { readonly spec: CommandSpec; readonly path: string; readonly rest: readonly string[] } | undefined {
  const count = Object.hasOwn(GROUPS, words[0] ?? "") ? 2 : 1;
  const asked = words.slice(0, count).join(" ");
  for (const spec of COMMANDS) {
    const path = spec.otherNames?.[asked] ?? asked;
    if (spec.paths.includes(path)) return { spec, path, rest: words.slice(count) };
  }
  return undefined;
}
