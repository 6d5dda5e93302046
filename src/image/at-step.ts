import type { SettingCommand } from "../dockerfile/command.js";
import { recordedSetting } from "../dockerfile/recorded.js";
import { applySetting } from "../dockerfile/settings.js";
import { BuildDefinitionError } from "../errors/build.js";
import type { ContainerConfig, ImageConfig } from "../oci/types.js";
import { assignedName, assignments } from "../posix/environment.js";

/**
 * The configuration of an image as it was after some of its steps: that many history entries, the DiffIDs they own,
 * and the settings of that moment.
 *
 * An image keeps only its final settings, but its history records how most came about (`CMD ["bash"]`, `ENV a=b`): those
 * entries are replayed up to the step. Settings without a history entry (a base image's own PATH, what `commit -c` set) are
 * kept as they are.
 *
 * @param steps how many history entries to keep, from the oldest
 */
export function configAtStep(config: ImageConfig, steps: number): ImageConfig {
  const history = config.history?.slice(0, steps) ?? [];
  const owners = history.filter((step) => step.empty_layer !== true).length;
  const { author, container, container_config, ...rest } = config;
  const created = history.at(-1)?.created;
  return {
    ...rest,
    ...(created === undefined ? {} : { created }),
    ...(config.config === undefined
      ? {}
      : { config: settingsAt(config.config, createdBy(config.history ?? []), createdBy(history)) }),
    history,
    rootfs: {
      type: "layers",
      diff_ids: config.rootfs.diff_ids.slice(0, config.history === undefined ? steps : owners),
    },
  };
}

function createdBy(history: NonNullable<ImageConfig["history"]>): readonly string[] {
  return history.map((step) => step.created_by ?? "");
}

/** Members that an instruction replaces as a whole. */
const WHOLE = ["Cmd", "Entrypoint", "WorkingDir", "User", "StopSignal", "Healthcheck", "Shell"] as const;

function settingsAt(
  final: ContainerConfig,
  all: readonly string[],
  upTo: readonly string[],
): ContainerConfig {
  // A history does not show where a stage begins, or whether an ENTRYPOINT reset a command. The final settings do.
  const cmdSet = same(replay(all, true).Cmd, final.Cmd);
  const recorded = replay(all, cmdSet);
  const then = replay(upTo, cmdSet);
  const settings: ContainerConfig = { ...final };
  for (const key of WHOLE)
    if (same(recorded[key], final[key]) && !same(then[key], final[key])) put(settings, key, then[key]);
  const env = onlyThen(final.Env ?? [], recorded.Env ?? [], then.Env ?? []);
  const labels = onlyThen(lines(final.Labels), lines(recorded.Labels), lines(then.Labels));
  return {
    ...settings,
    ...(final.Env ? { Env: env } : {}),
    ...(final.Labels ? { Labels: Object.fromEntries(assignments(labels)) } : {}),
    ...objectAt("ExposedPorts", final, recorded, then),
    ...objectAt("Volumes", final, recorded, then),
  };
}

/** The final lines, with those that the history records as they were then. */
function onlyThen(final: readonly string[], recorded: readonly string[], then: readonly string[]): string[] {
  const before = new Map(assignments(then));
  return final.flatMap((line) => {
    if (!recorded.includes(line)) return [line];
    const name = assignedName(line);
    const value = before.get(name);
    return value === undefined ? [] : [`${name}=${value}`];
  });
}

function objectAt(
  key: "ExposedPorts" | "Volumes",
  final: ContainerConfig,
  recorded: ContainerConfig,
  then: ContainerConfig,
): ContainerConfig {
  const members = final[key];
  if (members === undefined || members === null) return {};
  const kept = Object.keys(members).filter(
    (name) => !Object.hasOwn(recorded[key] ?? {}, name) || Object.hasOwn(then[key] ?? {}, name),
  );
  return { [key]: Object.fromEntries(kept.map((name) => [name, {}])) };
}

/** The settings that result from the history's instructions alone. */
function replay(history: readonly string[], cmdSet: boolean): ContainerConfig {
  return history.reduce<ContainerConfig>((config, text) => {
    const command = recordedSetting(text);
    return command === undefined ? config : applied(config, command, cmdSet);
  }, {});
}

/** A history may contain anything; an entry that cannot be applied changes nothing. */
function applied(config: ContainerConfig, command: SettingCommand, cmdSet: boolean): ContainerConfig {
  try {
    return applySetting(config, command, { cmdSet, builder: "classic" });
  } catch (error) {
    if (error instanceof BuildDefinitionError) return config;
    throw error;
  }
}

function put<Key extends keyof ContainerConfig>(
  config: { -readonly [Name in keyof ContainerConfig]: ContainerConfig[Name] },
  key: Key,
  value: ContainerConfig[Key] | undefined,
): void {
  if (value === undefined || value === null) delete config[key];
  else config[key] = value;
}

function lines(labels: ContainerConfig["Labels"]): readonly string[] {
  return Object.entries(labels ?? {}).map(([name, value]) => `${name}=${value}`);
}

/** `null` and an absent member mean the same. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
