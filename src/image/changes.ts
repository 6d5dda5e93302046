import { InvalidChangeError } from "../errors/images.js";
import type { ContainerConfig } from "../oci/types.js";

/** The Dockerfile instructions `docker commit -c` and `docker import -c` take. */
type Change = (config: ContainerConfig, words: string, text: string) => ContainerConfig;

const CHANGES: Readonly<Record<string, Change>> = {
  CMD: (config, words) => ({ ...config, Cmd: execForm(words) ?? shellForm(words, config) }),
  ENTRYPOINT: (config, words) => ({ ...config, Entrypoint: execForm(words) ?? shellForm(words, config) }),
  ENV: (config, words, text) => ({
    ...config,
    Env: pairs(words, "ENV", text).reduce(
      (env, [name, value]) => withVariable(env, name, value),
      config.Env ?? [],
    ),
  }),
  EXPOSE: (config, words, text) => {
    const ports = required(words, "EXPOSE", text).split(/\s+/);
    return {
      ...config,
      ExposedPorts: { ...config.ExposedPorts, ...keys(ports.map((port) => portKey(port, text))) },
    };
  },
  LABEL: (config, words, text) => ({
    ...config,
    Labels: { ...config.Labels, ...Object.fromEntries(pairs(words, "LABEL", text)) },
  }),
  ONBUILD: (config, words, text) => ({
    ...config,
    OnBuild: [...(config.OnBuild ?? []), required(words, "ONBUILD", text)],
  }),
  STOPSIGNAL: (config, words, text) => ({ ...config, StopSignal: required(words, "STOPSIGNAL", text) }),
  USER: (config, words, text) => ({ ...config, User: required(words, "USER", text) }),
  VOLUME: (config, words, text) => {
    const paths = execForm(words) ?? required(words, "VOLUME", text).split(/\s+/);
    return { ...config, Volumes: { ...config.Volumes, ...keys(paths) } };
  },
  WORKDIR: (config, words, text) => {
    const path = required(words, "WORKDIR", text);
    return { ...config, WorkingDir: path.startsWith("/") ? path : `${config.WorkingDir || ""}/${path}` };
  },
};

/**
 * A container configuration with one instruction applied; the given one stays as it is.
 *
 * @example applyChange({}, "CMD node app.js").Cmd; // ["/bin/sh", "-c", "node app.js"]
 * @throws {InvalidChangeError} with Docker's text: `RUN is not a valid change command`
 */
export function applyChange(config: ContainerConfig, text: string): ContainerConfig {
  const [, instruction = "", words = ""] = /^\s*(\S+)\s*(.*?)\s*$/s.exec(text) ?? [];
  const change = CHANGES[instruction.toUpperCase()];
  if (change === undefined) {
    throw new InvalidChangeError(
      text,
      instruction === "" ? "file with no instructions" : `${instruction} is not a valid change command`,
    );
  }
  return inDockersOrder(change(config, words, text));
}

/** Of Go's struct: an image's id is the digest of its configuration's text. */
const ORDER: readonly (keyof ContainerConfig)[] = [
  "Hostname",
  "Domainname",
  "User",
  "AttachStdin",
  "AttachStdout",
  "AttachStderr",
  "ExposedPorts",
  "Tty",
  "OpenStdin",
  "StdinOnce",
  "Env",
  "Cmd",
  "Healthcheck",
  "ArgsEscaped",
  "Image",
  "Volumes",
  "WorkingDir",
  "Entrypoint",
  "OnBuild",
  "Labels",
  "StopSignal",
  "Shell",
];

const isMap = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Members as Go writes them, and the keys of maps sorted as Go sorts them. */
function inDockersOrder(config: ContainerConfig): ContainerConfig {
  return Object.fromEntries(
    ORDER.filter((name) => config[name] !== undefined).map((name) => {
      const value = config[name];
      const sorted = (map: object) =>
        Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
      return [name, isMap(value) && name !== "Healthcheck" ? sorted(value) : value];
    }),
  );
}

/** `["node", "app.js"]` as a list; `undefined` for everything that is not such JSON. */
function execForm(words: string): readonly string[] | undefined {
  if (!words.startsWith("[")) return undefined;
  try {
    const list: unknown = JSON.parse(words);
    return Array.isArray(list) && list.every((item) => typeof item === "string") ? list : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function shellForm(words: string, { Shell }: ContainerConfig): readonly string[] {
  return [...(Shell ?? ["/bin/sh", "-c"]), words];
}

function required(words: string, instruction: string, text: string): string {
  if (words === "") throw new InvalidChangeError(text, `${instruction} requires at least one argument`);
  return words;
}

/** `a=1 b="two words"`, or the old form `a two words`. */
function pairs(words: string, instruction: string, text: string): readonly (readonly [string, string])[] {
  required(words, instruction, text);
  const first = words.split(/\s/, 1)[0] ?? "";
  if (!first.includes("=")) {
    const [, name = "", value] = /^(\S+)\s+(.+)$/s.exec(words) ?? [];
    if (value === undefined) throw new InvalidChangeError(text, `${instruction} must have two arguments`);
    return [[name, value]];
  }
  return quotedWords(words).map((word) => {
    const at = word.indexOf("=");
    if (at <= 0) {
      throw new InvalidChangeError(
        text,
        `Syntax error - can't find = in ${JSON.stringify(word)}. Must be of the form: name=value`,
      );
    }
    return [unquoted(word.slice(0, at)), unquoted(word.slice(at + 1))];
  });
}

/** Cut at white space that is neither quoted nor escaped; quotes are kept. */
function quotedWords(text: string): readonly string[] {
  return text.match(/(?:\\.|"(?:\\.|[^"\\])*"|'[^']*'|[^\s])+/gs) ?? [];
}

function unquoted(value: string): string {
  return value.replace(
    /"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/gs,
    (_all, double?: string, single?: string, escaped?: string) =>
      double !== undefined ? double.replace(/\\(["\\$])/g, "$1") : (single ?? escaped ?? ""),
  );
}

function withVariable(env: readonly string[], name: string, value: string): readonly string[] {
  const line = `${name}=${value}`;
  const at = env.findIndex((entry) => entry.split("=", 1)[0] === name);
  return at < 0 ? [...env, line] : env.with(at, line);
}

function portKey(port: string, text: string): string {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp|sctp))?$/i.exec(port);
  if (match === null || Number(match[1]) > 65535)
    throw new InvalidChangeError(text, `invalid containerPort: ${port}`);
  return `${match[1]}${match[2] ? `-${match[2]}` : ""}/${(match[3] ?? "tcp").toLowerCase()}`;
}

function keys(names: readonly string[]): Readonly<Record<string, Readonly<Record<string, never>>>> {
  return Object.fromEntries(names.map((name) => [name, {}]));
}
