import type { SettingCommand } from "../../dockerfile/command.js";
import { applySetting } from "../../dockerfile/settings.js";
import { instructionText } from "../../dockerfile/write.js";
import type { ContainerConfig, Healthcheck } from "../../oci/types.js";
import { assignments } from "../../posix/environment.js";

/** Settings of an image that a Dockerfile can say. */
export interface Settings {
  readonly env: ReadonlyMap<string, string>;
  readonly workdir: string;
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
  readonly stopSignal: string;
  readonly healthcheck: Healthcheck | undefined;
  readonly onBuild: readonly string[];
}

export function settingsOf(config: ContainerConfig): Settings {
  return {
    env: new Map(assignments(config.Env ?? [])),
    workdir: config.WorkingDir === "/" ? "" : (config.WorkingDir ?? ""),
    user: config.User ?? "",
    entrypoint: config.Entrypoint ?? [],
    cmd: config.Cmd ?? [],
    ports: Object.keys(config.ExposedPorts ?? {}).sort(),
    volumes: Object.keys(config.Volumes ?? {}).sort(),
    labels: new Map(Object.entries(config.Labels ?? {})),
    stopSignal: config.StopSignal ?? "",
    healthcheck: config.Healthcheck,
    onBuild: config.OnBuild ?? [],
  };
}

/** Instructions that lead from some settings to others, and what no instruction can say. */
export interface SettingSteps {
  readonly instructions: readonly string[];
  readonly unsayable: readonly string[];
}

/** Variables, directory and user: what commands run under. */
export function surroundings(from: Settings, to: Settings): SettingSteps {
  const env = changed(from.env, to.env);
  const commands: readonly SettingCommand[] = [
    ...env.map((pair) => ({ keyword: "ENV", pairs: [pair] }) as const),
    ...(to.workdir === from.workdir ? [] : [{ keyword: "WORKDIR", path: to.workdir || "/" } as const]),
  ];
  return {
    instructions: commands.map(instructionText),
    unsayable: [
      ...env.filter(([, value]) => /[\r\n]/.test(value)).map(([name]) => `the line break in ${name}`),
      ...[...from.env.keys()].filter((name) => !to.env.has(name)).map((name) => `that ${name} is not set`),
    ],
  };
}

/** What an image hands to its containers, besides what {@link surroundings} says. */
export function handedOn(from: Settings, to: Settings): SettingSteps {
  const labels = changed(from.labels, to.labels);
  const ports = missing(to.ports, from.ports);
  const paths = missing(to.volumes, from.volumes);
  const { healthcheck: check } = to;
  const commands: readonly SettingCommand[] = [
    ...(to.user === from.user ? [] : [{ keyword: "USER", user: to.user || "root" } as const]),
    ...(labels.length === 0 ? [] : [{ keyword: "LABEL", pairs: labels } as const]),
    ...(ports.length === 0 ? [] : [{ keyword: "EXPOSE", ports } as const]),
    ...(paths.length === 0 ? [] : [{ keyword: "VOLUME", paths } as const]),
    ...(to.stopSignal === from.stopSignal ? [] : [{ keyword: "STOPSIGNAL", signal: to.stopSignal } as const]),
    ...(check === undefined || plain(check) === plain(from.healthcheck)
      ? []
      : [{ keyword: "HEALTHCHECK", check } as const]),
    ...to.onBuild.map((trigger) => ({ keyword: "ONBUILD", trigger }) as const),
  ];
  const gone = (kind: string, before: readonly string[], after: readonly string[]): readonly string[] =>
    missing(before, after).map((each) => `that there is no ${kind} ${each}`);
  return {
    instructions: [...commands, ...whatRuns(from, to)].map(instructionText),
    unsayable: [
      ...gone("port", from.ports, to.ports),
      ...gone("volume", from.volumes, to.volumes),
      ...gone("label", [...from.labels.keys()], [...to.labels.keys()]),
    ],
  };
}

/** ENTRYPOINT takes the base image's CMD away, which then has to be said again. */
function whatRuns(from: Settings, to: Settings): readonly SettingCommand[] {
  const entrypoint: readonly SettingCommand[] = same(from.entrypoint, to.entrypoint)
    ? []
    : [{ keyword: "ENTRYPOINT", line: { words: to.entrypoint, shell: false } }];
  const { Cmd } = entrypoint.reduce<ContainerConfig>(
    (config, command) => applySetting(config, command, { cmdSet: false, builder: "buildkit" }),
    { Cmd: from.cmd },
  );
  if (same(Cmd ?? [], to.cmd)) return entrypoint;
  return [...entrypoint, { keyword: "CMD", line: { words: to.cmd, shell: false } }];
}

/** The settings in which two images differ, by name. */
export function differingSettings(first: Settings, second: Settings): readonly string[] {
  return Object.entries(first).flatMap(([name, value]) => {
    const other = Object.entries(second).find(([each]) => each === name)?.[1];
    return plain(value) === plain(other) ? [] : [name];
  });
}

function plain(value: unknown): string {
  return JSON.stringify(value instanceof Map ? [...value].sort() : value) ?? "";
}

function changed(
  from: ReadonlyMap<string, string>,
  to: ReadonlyMap<string, string>,
): readonly (readonly [string, string])[] {
  return [...to].filter(([name, value]) => from.get(name) !== value);
}

/** Those of `names` that are not among `others`. */
function missing(names: readonly string[], others: readonly string[]): readonly string[] {
  return names.filter((name) => !others.includes(name));
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, at) => word === b[at]);
}
