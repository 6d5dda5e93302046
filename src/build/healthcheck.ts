import { DockerfileError } from "../errors/build.js";
import type { Healthcheck } from "../oci/types.js";
import type { Instruction } from "./dockerfile/parse.js";

const UNITS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** HEALTHCHECK's settings; durations in nanoseconds, as the image specification stores them. */
export function healthcheck(instruction: Instruction): Healthcheck {
  const { text, flags, location } = instruction;
  const [, type = "", rest = ""] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const kind = type.toUpperCase();
  if (kind === "NONE") {
    if (rest !== "") throw new DockerfileError("HEALTHCHECK NONE takes no arguments", location.line);
    return { Test: ["NONE"] };
  }
  if (kind !== "CMD") {
    throw new DockerfileError(`Unknown type ${JSON.stringify(kind)} in HEALTHCHECK (try CMD)`, location.line);
  }
  if (rest === "") throw new DockerfileError("Missing command after HEALTHCHECK CMD", location.line);
  const settings = new Map(flags.map((flag) => flag.slice(2).split("=", 2) as [string, string]));
  const duration = (name: string) => {
    const value = settings.get(name);
    return value === undefined ? undefined : parseDuration(value, name, instruction);
  };
  const retries = settings.get("retries");
  return {
    Test: rest.startsWith("[") ? ["CMD", ...jsonWords(rest)] : ["CMD-SHELL", rest],
    ...defined("Interval", duration("interval")),
    ...defined("Timeout", duration("timeout")),
    ...defined("StartPeriod", duration("start-period")),
    ...defined("StartInterval", duration("start-interval")),
    ...defined("Retries", retries === undefined ? undefined : Number(retries)),
  };
}

/** Go prints the structure's pointer as it is in memory; this is that text. */
export function healthcheckText(check: Healthcheck): string {
  const list = (check.Test ?? []).map((word) => JSON.stringify(word)).join(" ");
  const times = [check.Interval, check.Timeout, check.StartPeriod, check.StartInterval];
  const retries = String.fromCharCode(check.Retries ?? 0);
  return `&{[${list}] ${times.map((time) => `"${durationText(time ?? 0)}"`).join(" ")} '${escaped(retries)}'}`;
}

function escaped(char: string): string {
  const code = char.charCodeAt(0);
  return code < 32 || code === 127 ? `\\x${code.toString(16).padStart(2, "0")}` : char;
}

function parseDuration(text: string, name: string, { location }: Instruction): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([all]) => all).join("") !== text) {
    throw new DockerfileError(`time: invalid duration "${text}" (--${name})`, location.line);
  }
  return parts.reduce((sum, [, value, unit]) => sum + Number(value) * (UNITS[unit ?? "s"] ?? 1), 0);
}

/** Go's time.Duration: `1m30s`, `5s`, `0s`, `500ms`. */
function durationText(nanoseconds: number): string {
  if (nanoseconds === 0) return "0s";
  if (nanoseconds < 1e9) return `${nanoseconds / 1e6}ms`;
  const seconds = nanoseconds / 1e9;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return `${hours > 0 ? `${hours}h` : ""}${hours > 0 || minutes > 0 ? `${minutes}m` : ""}${seconds % 60}s`;
}

function jsonWords(text: string): readonly string[] {
  const list: unknown = JSON.parse(text);
  return Array.isArray(list) ? list.map(String) : [];
}

function defined(name: keyof Healthcheck, value: number | undefined): Partial<Healthcheck> {
  return value === undefined ? {} : { [name]: value };
}
