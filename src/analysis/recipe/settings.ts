import type { ContainerConfig } from "../../oci/types.js";
import { quoted } from "./words.js";

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
  readonly onBuild: readonly string[];
}

export function settingsOf(config: ContainerConfig): Settings {
  return {
    env: pairs(config.Env),
    workdir: config.WorkingDir === "/" ? "" : (config.WorkingDir ?? ""),
    user: config.User ?? "",
    entrypoint: config.Entrypoint ?? [],
    cmd: config.Cmd ?? [],
    ports: Object.keys(config.ExposedPorts ?? {}).sort(),
    volumes: Object.keys(config.Volumes ?? {}).sort(),
    labels: new Map(Object.entries(config.Labels ?? {})),
    stopSignal: config.StopSignal ?? "",
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
  return {
    instructions: [
      ...env.map(([name, value]) => `ENV ${name}=${dockerQuoted(value)}`),
      ...(to.workdir === from.workdir ? [] : [`WORKDIR ${dockerQuoted(to.workdir || "/")}`]),
    ],
    unsayable: [
      ...env.filter(([, value]) => /[\r\n]/.test(value)).map(([name]) => `the line break in ${name}`),
      ...[...from.env.keys()].filter((name) => !to.env.has(name)).map((name) => `that ${name} is not set`),
    ],
  };
}

/** What an image hands to its containers, besides what {@link surroundings} says. */
export function handedOn(from: Settings, to: Settings): SettingSteps {
  const entrypoint = same(from.entrypoint, to.entrypoint) ? [] : [`ENTRYPOINT ${json(to.entrypoint)}`];
  // ENTRYPOINT takes the base image's CMD away.
  const cmdNow = entrypoint.length > 0 ? [] : from.cmd;
  const labels = changed(from.labels, to.labels);
  const gone = (kind: string, before: readonly string[], after: readonly string[]): readonly string[] =>
    before.filter((each) => !after.includes(each)).map((each) => `that there is no ${kind} ${each}`);
  const added = (keyword: string, before: readonly string[], after: readonly string[]): readonly string[] => {
    const more = after.filter((each) => !before.includes(each));
    return more.length === 0 ? [] : [`${keyword} ${more.map(dockerQuoted).join(" ")}`];
  };
  return {
    instructions: [
      ...(to.user === from.user ? [] : [`USER ${dockerQuoted(to.user || "root")}`]),
      ...(labels.length === 0
        ? []
        : [
            `LABEL ${labels.map(([name, value]) => `${dockerQuoted(name)}=${dockerQuoted(value)}`).join(" ")}`,
          ]),
      ...added("EXPOSE", from.ports, to.ports),
      ...added("VOLUME", from.volumes, to.volumes),
      ...(to.stopSignal === from.stopSignal ? [] : [`STOPSIGNAL ${to.stopSignal}`]),
      ...to.onBuild.map((trigger) => `ONBUILD ${trigger}`),
      ...entrypoint,
      ...(same(cmdNow, to.cmd) ? [] : [`CMD ${json(to.cmd)}`]),
    ],
    unsayable: [
      ...gone("port", from.ports, to.ports),
      ...gone("volume", from.volumes, to.volumes),
      ...gone("label", [...from.labels.keys()], [...to.labels.keys()]),
    ],
  };
}

/** The settings in which two images differ, by name. */
export function differingSettings(first: Settings, second: Settings): readonly string[] {
  return Object.entries(first).flatMap(([name, value]) => {
    const other = Object.entries(second).find(([each]) => each === name)?.[1];
    return plain(value) === plain(other) ? [] : [name];
  });
}

function plain(value: unknown): string {
  return JSON.stringify(value instanceof Map ? [...value].sort() : value);
}

function pairs(lines: ContainerConfig["Env"]): ReadonlyMap<string, string> {
  return new Map(
    (lines ?? []).map((line) => {
      const at = line.indexOf("=");
      return at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

function changed(
  from: ReadonlyMap<string, string>,
  to: ReadonlyMap<string, string>,
): readonly (readonly [string, string])[] {
  return [...to].filter(([name, value]) => from.get(name) !== value);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, at) => word === b[at]);
}

function json(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(", ")}]`;
}

/** A word as the Dockerfile reads it back, without putting variables in. */
function dockerQuoted(word: string): string {
  if (quoted(word) === word) return word;
  return `"${word.replace(/[\\"$]/g, "\\$&")}"`;
}
