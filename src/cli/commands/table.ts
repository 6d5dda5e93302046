import type { CommandSpec } from "../spec.js";
import { infoCommand, systemInfoCommand, versionCommand } from "./about.js";
import { exportCommand, importCommand, loadCommand, saveCommand } from "./archives.js";
import { attachCommand } from "./attach.js";
import { buildCommand } from "./build.js";
import { commitCommand } from "./commit.js";
import { completionCommand } from "./completion.js";
import { cpCommand } from "./cp.js";
import { createCommand } from "./create.js";
import { diffCommand } from "./diff.js";
import { execCommand } from "./exec.js";
import { historyCommand } from "./history.js";
import { imagesCommand } from "./images.js";
import { containerInspectCommand, imageInspectCommand, inspectCommand } from "./inspect.js";
import { killCommand, renameCommand, restartCommand, waitCommand } from "./lifecycle.js";
import { loginCommand, logoutCommand } from "./login.js";
import { logsCommand } from "./logs.js";
import { psCommand } from "./ps.js";
import { pullCommand } from "./pull.js";
import { pushCommand } from "./push.js";
import { rmCommand, rmiCommand, tagCommand } from "./remove.js";
import { runCommand } from "./run.js";
import { searchCommand } from "./search.js";
import { startCommand, stopCommand } from "./start-stop.js";
import {
  builderPruneCommand,
  containerPruneCommand,
  dfCommand,
  imagePruneCommand,
  systemPruneCommand,
} from "./system.js";

/** Every command there is. */
export const COMMANDS: readonly CommandSpec[] = [
  runCommand,
  execCommand,
  psCommand,
  buildCommand,
  builderPruneCommand,
  pullCommand,
  pushCommand,
  imagesCommand,
  attachCommand,
  commitCommand,
  completionCommand,
  cpCommand,
  createCommand,
  diffCommand,
  exportCommand,
  historyCommand,
  importCommand,
  infoCommand,
  systemInfoCommand,
  inspectCommand,
  imageInspectCommand,
  containerInspectCommand,
  containerPruneCommand,
  imagePruneCommand,
  dfCommand,
  systemPruneCommand,
  killCommand,
  loadCommand,
  loginCommand,
  logoutCommand,
  logsCommand,
  renameCommand,
  restartCommand,
  rmCommand,
  rmiCommand,
  saveCommand,
  searchCommand,
  startCommand,
  stopCommand,
  tagCommand,
  versionCommand,
  waitCommand,
];

export const GROUPS: Readonly<Record<string, string>> = {
  container: "Manage containers",
  image: "Manage images",
  system: "Manage Docker",
  builder: "Manage builds",
  buildx: "Build with BuildKit",
};

/** Docker's other commands, and why they are not here: they are refused by name. */
const ELSEWHERE: readonly (readonly [names: string, reason: string])[] = [
  [
    "stats top pause unpause",
    "containers run inside this process, so there are no processes of the machine to show or hold",
  ],
  ["port network", "containers here have no network"],
  ["volume", "containers here have no volumes, only their layers"],
  ["trust manifest", "signatures and manifest lists are other tools' work"],
  ["events update checkpoint", "there is no daemon that keeps running beside the command"],
  ["compose config context node plugin secret service stack swarm", "one engine, and no cluster of them"],
];

/** Why a command of Docker's is not here; nothing for what Docker does not have either. */
export function whyElsewhere(words: readonly string[]): string | undefined {
  const [first = "", second = ""] = words;
  const name = Object.hasOwn(GROUPS, first) ? second : first;
  return ELSEWHERE.find(([names]) => names.split(" ").includes(name))?.[1];
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
