import { BuildDefinitionError } from "../errors/build.js";
import { compareText } from "../go/quote.js";
import type { ContainerConfig } from "../oci/types.js";
import { withAssignment } from "../posix/environment.js";
import { absolute } from "../posix/path.js";
import { parseSignal } from "../posix/signals.js";
import type { CommandLine, SettingCommand } from "./command.js";
import type { Location } from "./parse.js";
import { portsOf } from "./ports.js";
import { Problem } from "./problem.js";

/** What the effect of an instruction depends on, besides the settings before it. */
export interface Surroundings {
  /** There is a CMD above in this stage: an ENTRYPOINT leaves it alone. */
  readonly cmdSet: boolean;
  /**
   * `buildkit` for `docker build`; `classic` for `commit -c` and `import -c`, which Docker leaves to its old builder (moby
   * `builder/dockerfile/dispatchers.go`).
   */
  readonly builder: "buildkit" | "classic";
  /** Where the instruction stands, for errors. */
  readonly location?: Location;
}

const DEFAULT_SHELL = ["/bin/sh", "-c"] as const;

type Setting<Kind extends SettingCommand> = (
  config: ContainerConfig,
  command: Kind,
  surroundings: Surroundings,
) => ContainerConfig;

type Settings = {
  readonly [Keyword in SettingCommand["keyword"]]: Setting<SettingCommand & { keyword: Keyword }>;
};

const SETTINGS: Settings = {
  ENV: (config, { pairs }) => ({
    ...config,
    Env: pairs.reduce((env, [name, value]) => withAssignment(env, name, value), config.Env ?? []),
  }),
  LABEL: (config, { pairs }) => ({ ...config, Labels: { ...config.Labels, ...Object.fromEntries(pairs) } }),
  CMD: (config, { line }, surroundings) => ({
    ...config,
    Cmd: wordsOf(line, config, surroundings),
    ...(surroundings.builder === "buildkit" ? { ArgsEscaped: true } : {}),
  }),
  ENTRYPOINT: (config, { line }, surroundings) => {
    // Without words there is no entrypoint; the classic builder does not even add the shell.
    const none = surroundings.builder === "classic" && line.words.length === 0;
    const Entrypoint = none ? null : wordsOf(line, config, surroundings);
    // A command from the base image would become arguments of a program it was not written for.
    return surroundings.cmdSet ? { ...config, Entrypoint } : { ...config, Entrypoint, Cmd: null };
  },
  USER: (config, { user }) => ({ ...config, User: user }),
  WORKDIR: (config, { path }, surroundings) => ({
    ...config,
    WorkingDir: directory(config, path, surroundings),
  }),
  EXPOSE: (config, { ports }, surroundings) => ({
    ...config,
    ExposedPorts: { ...config.ExposedPorts, ...keys(exposedPorts(ports, surroundings)) },
  }),
  VOLUME: (config, { paths }, surroundings) => {
    if (paths.includes("")) throw wrong("VOLUME specified can not be an empty string", surroundings);
    return { ...config, Volumes: { ...config.Volumes, ...keys(paths) } };
  },
  STOPSIGNAL: (config, { signal }, surroundings) => {
    if (!isSignal(signal)) throw wrong(`invalid signal: ${signal}`, surroundings);
    return { ...config, StopSignal: signal };
  },
  SHELL: (config, { words }) => ({ ...config, Shell: words }),
  HEALTHCHECK: (config, { check }) => ({ ...config, Healthcheck: check }),
  ONBUILD: (config, { trigger }) => ({ ...config, OnBuild: [...(config.OnBuild ?? []), trigger] }),
  // The author belongs to the image, not to what its containers start with.
  MAINTAINER: (config) => config,
};

/**
 * An image's settings after one instruction with expanded words. The one place that knows what these instructions
 * mean: builds, `commit -c`, `import -c`, the replay of a history and recipes all come here.
 *
 * @throws {BuildDefinitionError}
 */
export function applySetting<Keyword extends SettingCommand["keyword"]>(
  config: ContainerConfig,
  command: SettingCommand & { keyword: Keyword },
  surroundings: Surroundings,
): ContainerConfig {
  return SETTINGS[command.keyword](config, command, surroundings);
}

/** Whether a later ENTRYPOINT of the same stage leaves the command alone. */
export function setsCommand(command: SettingCommand, builder: Surroundings["builder"]): boolean {
  return command.keyword === "CMD" && (builder === "buildkit" || command.line.words.length > 0);
}

/** The words that run: with the shell before them, if they are its text. */
export function wordsOf(
  { words, shell }: CommandLine,
  { Shell }: ContainerConfig,
  { builder }: Pick<Surroundings, "builder">,
): readonly string[] {
  if (!shell) return words;
  const program = Shell !== undefined && Shell.length > 0 ? Shell : DEFAULT_SHELL;
  // BuildKit joins the words, also none; the classic builder appends them.
  return builder === "buildkit" ? [...program, words.join(" ")] : [...program, ...words];
}

/** `80-81/udp` and the like, each port once and in Go's order. */
export function exposedPorts(
  specs: readonly string[],
  surroundings: Pick<Surroundings, "location">,
): readonly string[] {
  try {
    return [...new Set(specs.flatMap(portsOf))].sort(compareText);
  } catch (error) {
    if (error instanceof Problem) throw wrong(error.message, surroundings);
    throw error;
  }
}

/** BuildKit keeps an absolute path as it is written. */
function directory({ WorkingDir }: ContainerConfig, path: string, surroundings: Surroundings): string {
  const { builder } = surroundings;
  if (path === "" && builder === "classic") throw wrong("cannot normalize nothing", surroundings);
  if (path.startsWith("/") && builder === "buildkit") return path;
  return path === "" ? WorkingDir || "/" : absolute(WorkingDir || "/", path);
}

/** Docker knows more names than can be sent here: real-time signals, and a few aliases. */
const MORE_SIGNALS = /^(?:SIG)?(?:CLD|IOT|POLL|RTMIN(?:\+(?:[1-9]|1[0-5]))?|RTMAX(?:-(?:[1-9]|1[0-4]))?)$/i;

function isSignal(text: string): boolean {
  if (/^[+-]?\d+$/.test(text)) return Number(text) !== 0;
  return parseSignal(text) !== undefined || MORE_SIGNALS.test(text);
}

function keys(names: readonly string[]): Readonly<Record<string, Readonly<Record<string, never>>>> {
  return Object.fromEntries(names.map((name) => [name, {}]));
}

function wrong(reason: string, { location }: Pick<Surroundings, "location">): BuildDefinitionError {
  return new BuildDefinitionError(reason, location);
}
