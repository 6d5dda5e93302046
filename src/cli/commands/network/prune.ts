import { splitAssignment } from "../../../posix/environment.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { timeOption } from "../../time-option.js";
import { FORCE, isConfirmed, UNTIL } from "../prune.js";

export const networkPruneCommand: CommandSpec = {
  paths: ["network prune"],
  usage: "[OPTIONS]",
  summary: "Remove all unused networks",
  options: [UNTIL, FORCE],
  args: { min: 0, max: 0 },
  run,
};

async function run(invocation: Invocation): Promise<number> {
  const { io } = invocation;
  const warning = "WARNING! This will remove all custom networks not used by at least one container.";
  if (!(await isConfirmed(invocation, warning))) return 0;
  const removed = await pruneNetworks(invocation);
  if (removed.length > 0) io.stdout(`Deleted Networks:\n${removed.join("\n")}\n\n`);
  return 0;
}

/** Removes the networks that no container is in, running or not. Returns their names. */
async function pruneNetworks({
  engine,
  options,
  now,
}: Pick<Invocation, "engine" | "options" | "now">): Promise<readonly string[]> {
  const filters = options.list("filter").map(splitAssignment);
  const containers = await engine.containers({ all: true });
  const used = new Set(containers.flatMap(({ networks }) => networks));
  const removed: string[] = [];
  for (const { Name, Created, Labels, ConfigOnly } of await engine.networks()) {
    if (/^(bridge|host|none)$/.test(Name) || ConfigOnly || used.has(Name)) continue;
    const isChosen = filters.every(([name, value = ""]) => {
      const [label, wanted] = splitAssignment(value);
      const has = Object.hasOwn(Labels, label) && (wanted === undefined || Labels[label] === wanted);
      if (name === "label") return has;
      if (name === "label!") return !has;
      return Date.parse(Created) < (timeOption(value, now(), "invalid value for until") ?? 0);
    });
    if (!isChosen) continue;
    await engine.removeNetwork(Name);
    removed.push(Name);
  }
  return removed;
}
