import { InvalidChangeError } from "../errors/images.js";
import type { ContainerConfig, ImageConfig } from "../oci/types.js";
import { applyChange } from "./changes.js";

/**
 * The configuration of an image as it was after some of its steps: that many history entries, the DiffIDs they own,
 * and the settings of that moment.
 *
 * An image keeps only its last settings, but its history tells how most came about (`CMD ["bash"]`, `ENV a=b`): those
 * are played again up to the step. Settings without a history entry (a base image's own PATH, what `commit -c` set) are
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

function settingsAt(
  final: ContainerConfig,
  all: readonly string[],
  upTo: readonly string[],
): ContainerConfig {
  const told = replay(all);
  const then = replay(upTo);
  const settings: ContainerConfig = { ...final };
  for (const key of ["Cmd", "Entrypoint", "WorkingDir", "User", "StopSignal"] as const) {
    if (same(told[key], final[key])) put(settings, key, then[key]);
  }
  const env = onlyThen(final.Env ?? [], told.Env ?? [], then.Env ?? []);
  const labels = onlyThen(lines(final.Labels), lines(told.Labels), lines(then.Labels));
  return {
    ...settings,
    ...(final.Env ? { Env: env } : {}),
    ...(final.Labels ? { Labels: Object.fromEntries(labels.map(pair)) } : {}),
    ...objectAt("ExposedPorts", final, told, then),
    ...objectAt("Volumes", final, told, then),
  };
}

/** Lines of the end, with those the history tells of as they were then. */
function onlyThen(final: readonly string[], told: readonly string[], then: readonly string[]): string[] {
  const before = new Map(then.map(pair));
  return final.flatMap((line) => {
    if (!told.includes(line)) return [line];
    const [name] = pair(line);
    const value = before.get(name);
    return value === undefined ? [] : [`${name}=${value}`];
  });
}

function objectAt(
  key: "ExposedPorts" | "Volumes",
  final: ContainerConfig,
  told: ContainerConfig,
  then: ContainerConfig,
): ContainerConfig {
  const members = final[key];
  if (members === undefined || members === null) return {};
  const kept = Object.keys(members).filter(
    (name) => !Object.hasOwn(told[key] ?? {}, name) || Object.hasOwn(then[key] ?? {}, name),
  );
  return { [key]: Object.fromEntries(kept.map((name) => [name, {}])) };
}

/** The settings that the history's instructions make, from nothing. */
function replay(history: readonly string[]): ContainerConfig {
  return history.reduce<ContainerConfig>((config, text) => {
    const instruction = instructionOf(text);
    if (instruction === undefined) return config;
    try {
      return applyChange(config, instruction);
    } catch (error) {
      // RUN, COPY, ARG: no settings.
      if (error instanceof InvalidChangeError) return config;
      throw error;
    }
  }, {});
}

const SETTINGS = /^(CMD|ENTRYPOINT|ENV|EXPOSE|LABEL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s/;

/** `/bin/sh -c #(nop)  CMD ["bash"]` of the classic builder, `CMD ["bash"] # buildkit` and `CMD ["bash"]`. */
function instructionOf(createdBy: string): string | undefined {
  const text = createdBy.replace(/^\/bin\/sh -c #\(nop\)\s+/, "").replace(/ # buildkit$/, "");
  if (!SETTINGS.test(text)) return undefined;
  return text.replace(
    GO_LIST,
    (_all, before: string, list: string) => `${before}[${list.match(GO_WORD)?.join(",")}]`,
  );
}

/** BuildKit writes a list of words as Go does, `CMD ["echo" "two words"]`; without commas it is no JSON. */
const GO_LIST = /^((?:CMD|ENTRYPOINT)\s+)\[((?:"(?:[^"\\]|\\.)*" ?)+)\]$/;
const GO_WORD = /"(?:[^"\\]|\\.)*"/g;

function put<Key extends keyof ContainerConfig>(
  config: { -readonly [Name in keyof ContainerConfig]: ContainerConfig[Name] },
  key: Key,
  value: ContainerConfig[Key] | undefined,
): void {
  if (value === undefined) delete config[key];
  else config[key] = value;
}

function lines(labels: ContainerConfig["Labels"]): readonly string[] {
  return Object.entries(labels ?? {}).map(([name, value]) => `${name}=${value}`);
}

function pair(line: string): [string, string] {
  const at = line.indexOf("=");
  return at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
