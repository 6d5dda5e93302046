import { InvalidTimeError } from "../errors/go.js";
import { InvalidImageError } from "../errors/images.js";
import { parseTime } from "../go/time.js";
import { asDiffId, type DiffID, isDigest } from "./digest.js";
import type { ContainerConfig, Healthcheck, History, ImageConfig } from "./types.js";

/**
 * An image's configuration from the bytes of its blob, every member checked: what comes from elsewhere may claim
 * anything. Members that are `null` are left out, and a command in one string becomes a list of one, as Docker
 * reads them (moby `api/types/strslice`); unknown members stay where they are, in the blob.
 *
 * @throws {InvalidImageError} which names the member
 */
export function parseImageConfig(bytes: Uint8Array): ImageConfig {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InvalidImageError(`its configuration is no JSON: ${error.message}`);
  }
  const at = members(value, "configuration");
  if (at.rootfs === undefined || at.rootfs === null)
    throw new InvalidImageError("it has no rootfs", "invalid image JSON, no RootFS key");
  // Docker asks for no type, and neither do we: all that is read is the list.
  const rootfs = members(at.rootfs, "rootfs");
  return {
    architecture: string(at.architecture, "architecture") || "amd64",
    os: string(at.os, "os") || "linux",
    ...optional("variant", string(at.variant, "variant")),
    ...optional("author", string(at.author, "author")),
    ...optional("created", time(at.created, "created")),
    ...optional("config", containerConfig(at.config, "config")),
    ...optional("container", string(at.container, "container")),
    ...optional("container_config", containerConfig(at.container_config, "container_config")),
    ...optional("docker_version", string(at.docker_version, "docker_version")),
    ...optional("history", list(at.history, "history", historyOf)),
    ...optional("moby.buildkit.cache.v0", string(at["moby.buildkit.cache.v0"], "moby.buildkit.cache.v0")),
    rootfs: { type: "layers", diff_ids: list(rootfs.diff_ids, "rootfs.diff_ids", diffIdOf) ?? [] },
  };
}

/** @throws {InvalidImageError} */
export function containerConfig(value: unknown, where: string): ContainerConfig | undefined {
  if (value === undefined || value === null) return undefined;
  const at = members(value, where);
  const config: Record<string, unknown> = {};
  for (const [name, check] of Object.entries(CONTAINER_CONFIG)) {
    const found = at[name];
    // Docker itself writes null for what nobody set, and the members have to stay as they were.
    if (found === undefined) continue;
    config[name] = found === null && NULLABLE.has(name) ? null : check(found, `${where}.${name}`);
    if (config[name] === undefined) delete config[name];
  }
  return config;
}

type Check = (value: unknown, where: string) => unknown;

const CONTAINER_CONFIG: Readonly<Record<keyof ContainerConfig, Check>> = {
  Hostname: string,
  Domainname: string,
  User: string,
  AttachStdin: boolean,
  AttachStdout: boolean,
  AttachStderr: boolean,
  ExposedPorts: emptyObjects,
  Tty: boolean,
  OpenStdin: boolean,
  StdinOnce: boolean,
  Env: strings,
  Cmd: strings,
  Healthcheck: healthcheck,
  ArgsEscaped: boolean,
  Image: string,
  Volumes: emptyObjects,
  WorkingDir: string,
  Entrypoint: strings,
  NetworkDisabled: boolean,
  MacAddress: string,
  OnBuild: strings,
  Labels: texts,
  StopSignal: string,
  StopTimeout: number,
  Shell: strings,
};

const NULLABLE = new Set(["Env", "Cmd", "Volumes", "Entrypoint", "OnBuild", "Labels"]);

const HEALTHCHECK = ["Interval", "Timeout", "StartPeriod", "StartInterval", "Retries"] as const;

function healthcheck(value: unknown, where: string): Healthcheck | undefined {
  if (value === null) return undefined;
  const at = members(value, where);
  return {
    ...optional("Test", strings(at.Test, `${where}.Test`)),
    ...Object.fromEntries(
      HEALTHCHECK.flatMap((name) => {
        const found = at[name] ?? undefined;
        if (found === undefined) return [];
        return [[name, typeof found === "number" ? found : fail(`${where}.${name}`, "a number")]];
      }),
    ),
  };
}

function historyOf(value: unknown, where: string): History {
  const at = members(value, where);
  return {
    ...optional("created", time(at.created, `${where}.created`)),
    ...optional("created_by", string(at.created_by, `${where}.created_by`)),
    ...optional("author", string(at.author, `${where}.author`)),
    ...optional("comment", string(at.comment, `${where}.comment`)),
    ...optional("empty_layer", boolean(at.empty_layer, `${where}.empty_layer`)),
  };
}

function diffIdOf(value: unknown, where: string): DiffID {
  if (typeof value !== "string" || !isDigest(value)) return fail(where, "a sha256 digest");
  return asDiffId(value);
}

function string(value: unknown, where: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : fail(where, "a string");
}

function boolean(value: unknown, where: string): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "boolean" ? value : fail(where, "true or false");
}

function number(value: unknown, where: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "number" ? value : fail(where, "a number");
}

function time(value: unknown, where: string): string | undefined {
  const text = string(value, where);
  if (text !== undefined && !isRfc3339(text)) fail(where, "a time as RFC 3339 writes it");
  return text;
}

/** What Go's `time.Time` takes from JSON: `parseStrictRFC3339` of its package time. */
function isRfc3339(text: string): boolean {
  if (!RFC_3339.test(text)) return false;
  try {
    parseTime("2006-01-02T15:04:05Z07:00", text);
    return true;
  } catch (error) {
    if (error instanceof InvalidTimeError) return false;
    throw error;
  }
}

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]([01]\d|2[0-4]):[0-5]\d)$/;

function strings(value: unknown, where: string): readonly string[] | undefined {
  if (typeof value === "string") return [value];
  return list(value, where, (item, at) => string(item, at) ?? fail(at, "a string"));
}

function list<Item>(
  value: unknown,
  where: string,
  check: (item: unknown, where: string) => Item,
): readonly Item[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) return fail(where, "a list");
  return value.map((item: unknown, at) => check(item, `${where}[${at}]`));
}

function emptyObjects(value: unknown, where: string): Record<string, Record<string, never>> | undefined {
  if (value === null) return undefined;
  return Object.fromEntries(Object.keys(members(value, where)).map((name) => [name, {}]));
}

function texts(value: unknown, where: string): Record<string, string> | undefined {
  if (value === null) return undefined;
  const entries = Object.entries(members(value, where));
  return Object.fromEntries(entries.map(([name, text]) => [name, string(text, `${where}.${name}`) ?? ""]));
}

function members(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return fail(where, "an object");
  return { ...value };
}

function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
}

function fail(where: string, wanted: string): never {
  throw new InvalidImageError(`${where} of its configuration is not ${wanted}`);
}
