import type { CommandSpec } from "../syntax/command-spec.js";
import { buildxPruneCommand } from "./builder/buildx-prune.js";
import { builderDuCommand } from "./builder/du.js";
import { builderPruneCommand } from "./builder/prune.js";
import { buildxBakeCommand } from "./buildx/bake.js";
import { buildxCreateCommand } from "./buildx/create.js";
import { buildxInspectCommand } from "./buildx/inspect.js";
import { buildxLsCommand } from "./buildx/ls.js";
import { buildxRmCommand } from "./buildx/rm.js";
import { buildxStopCommand } from "./buildx/stop.js";
import { buildxUseCommand } from "./buildx/use.js";
import { buildxVersionCommand } from "./buildx/version.js";
import { attachCommand } from "./container/attach.js";
import { commitCommand } from "./container/commit.js";
import { cpCommand } from "./container/cp.js";
import { createCommand } from "./container/create.js";
import { diffCommand } from "./container/diff.js";
import { execCommand } from "./container/exec.js";
import { exportCommand } from "./container/export.js";
import { containerInspectCommand } from "./container/inspect.js";
import { killCommand } from "./container/kill.js";
import { logsCommand } from "./container/logs.js";
import { psCommand } from "./container/ls.js";
import { pauseCommand } from "./container/pause.js";
import { portCommand } from "./container/port.js";
import { containerPruneCommand } from "./container/prune.js";
import { renameCommand } from "./container/rename.js";
import { restartCommand } from "./container/restart.js";
import { rmCommand } from "./container/rm.js";
import { runCommand } from "./container/run.js";
import { startCommand } from "./container/start.js";
import { statsCommand } from "./container/stats.js";
import { stopCommand } from "./container/stop.js";
import { topCommand } from "./container/top.js";
import { unpauseCommand } from "./container/unpause.js";
import { updateCommand } from "./container/update.js";
import { waitCommand } from "./container/wait.js";
import { contextInspectCommand } from "./context/inspect.js";
import { contextLsCommand } from "./context/ls.js";
import { contextShowCommand } from "./context/show.js";
import { contextUseCommand } from "./context/use.js";
import { buildCommand } from "./image/build.js";
import { historyCommand } from "./image/history.js";
import { importCommand } from "./image/import.js";
import { imageInspectCommand } from "./image/inspect.js";
import { loadCommand } from "./image/load.js";
import { imagesCommand } from "./image/ls.js";
import { imagePruneCommand } from "./image/prune.js";
import { pullCommand } from "./image/pull.js";
import { pushCommand } from "./image/push.js";
import { rmiCommand } from "./image/rm.js";
import { saveCommand } from "./image/save.js";
import { tagCommand } from "./image/tag.js";
import { networkConnectCommand } from "./network/connect.js";
import { networkCreateCommand } from "./network/create.js";
import { networkDisconnectCommand } from "./network/disconnect.js";
import { networkInspectCommand } from "./network/inspect.js";
import { networkLsCommand } from "./network/ls.js";
import { networkPruneCommand } from "./network/prune.js";
import { networkRmCommand } from "./network/rm.js";
import { loginCommand } from "./registry/login.js";
import { logoutCommand } from "./registry/logout.js";
import { manifestInspectCommand } from "./registry/manifest.js";
import { searchCommand } from "./registry/search.js";
import { completionCommand } from "./system/completion.js";
import { dfCommand } from "./system/df.js";
import { eventsCommand } from "./system/events.js";
import { infoCommand, systemInfoCommand } from "./system/info.js";
import { inspectCommand } from "./system/inspect.js";
import { systemPruneCommand } from "./system/prune.js";
import { versionCommand } from "./system/version.js";
import { volumeCreateCommand } from "./volume/create.js";
import { volumeInspectCommand } from "./volume/inspect.js";
import { volumeLsCommand } from "./volume/ls.js";
import { volumePruneCommand } from "./volume/prune.js";
import { volumeRmCommand } from "./volume/rm.js";

/** Every command there is, in the order of their files: help and completion sort them themselves. */
export const COMMANDS: readonly CommandSpec[] = [
  builderDuCommand,
  builderPruneCommand,
  buildxPruneCommand,
  buildxBakeCommand,
  buildxCreateCommand,
  buildxInspectCommand,
  buildxLsCommand,
  buildxRmCommand,
  buildxStopCommand,
  buildxUseCommand,
  buildxVersionCommand,
  attachCommand,
  commitCommand,
  cpCommand,
  createCommand,
  diffCommand,
  execCommand,
  exportCommand,
  containerInspectCommand,
  killCommand,
  logsCommand,
  psCommand,
  portCommand,
  containerPruneCommand,
  renameCommand,
  restartCommand,
  rmCommand,
  runCommand,
  startCommand,
  stopCommand,
  waitCommand,
  topCommand,
  statsCommand,
  pauseCommand,
  unpauseCommand,
  updateCommand,
  contextLsCommand,
  contextShowCommand,
  contextUseCommand,
  contextInspectCommand,
  buildCommand,
  historyCommand,
  importCommand,
  imageInspectCommand,
  loadCommand,
  imagesCommand,
  imagePruneCommand,
  pullCommand,
  pushCommand,
  rmiCommand,
  saveCommand,
  tagCommand,
  networkConnectCommand,
  networkCreateCommand,
  networkDisconnectCommand,
  networkInspectCommand,
  networkLsCommand,
  networkPruneCommand,
  networkRmCommand,
  loginCommand,
  manifestInspectCommand,
  logoutCommand,
  searchCommand,
  completionCommand,
  dfCommand,
  eventsCommand,
  infoCommand,
  systemInfoCommand,
  inspectCommand,
  systemPruneCommand,
  versionCommand,
  volumeCreateCommand,
  volumeInspectCommand,
  volumeLsCommand,
  volumePruneCommand,
  volumeRmCommand,
];

export const GROUPS: Readonly<Record<string, string>> = {
  container: "Manage containers",
  image: "Manage images",
  context: "Manage contexts",
  network: "Manage networks",
  volume: "Manage volumes",
  system: "Manage Docker",
  builder: "Manage builds",
  buildx: "Build with BuildKit",
  manifest: "Manage Docker image manifests and manifest lists",
};

/** Docker's other commands, and why they are not here: they are refused by name. */
const ELSEWHERE: readonly (readonly [names: string, reason: string])[] = [
  ["trust", "signatures are other tools' work"],
  ["checkpoint", "programs here cannot be frozen into files"],
  [
    "swarm node service stack",
    "a swarm is many machines, and this is one engine; run each service as a container: docker run -d --name NAME IMAGE",
  ],
  [
    "secret config",
    "these are given to services of a swarm, and this is one engine; give a container a file with docker cp, or a variable with -e",
  ],
  ["plugin", "plugins are programs of a Docker daemon, and there is none here; nothing here needs one"],
  [
    "compose",
    "compose files are another program's; run each service of the file as a container in one network: docker network create NET, then docker run -d --network NET --name SERVICE IMAGE",
  ],
  [
    "context/create context/export context/import context/rm context/update",
    "a context here is a lab, which is there as long as its notebook is open; docker context ls lists them",
  ],
  ["volume/update", "it is for the volumes of a swarm, and this is one engine"],
  ["model mcp scout desktop extension init debug sandbox offload ai", "it belongs to Docker Desktop"],
];

/** The same of buildx's. */
const BUILDX_ELSEWHERE: Readonly<Record<string, string>> = {
  imagetools: "images here are for one platform each; docker manifest inspect NAME shows what a registry has",
  history: "builds are not recorded one by one; docker build --explain tells of the last one of a name",
  install: "docker build is buildx's command here already",
  uninstall: "docker build is buildx's command here, and there is no other",
  "dial-stdio": "there is no BuildKit daemon to talk to",
  debug:
    "a step that failed prints what it printed; docker build --target STAGE and docker run look at a stage",
};

/** Why one of Docker's commands is not here; undefined for what Docker does not have either. */
export function whyElsewhere(words: readonly string[]): string | undefined {
  const [first = "", second = ""] = words;
  if (first === "buildx" && Object.hasOwn(BUILDX_ELSEWHERE, second)) return BUILDX_ELSEWHERE[second];
  if (first === "manifest")
    return "images here are for one platform each, so there is no list of them to make; docker manifest inspect NAME shows a registry's";
  const name = Object.hasOwn(GROUPS, first) ? second : first;
  return ELSEWHERE.find(([names]) =>
    names.split(" ").some((known) => known === name || known === `${first}/${second}`),
  )?.[1];
}

/** The command that the words begin with, and the name it was called by. */
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
