import type { DeviceMapping, DeviceRequest, ThrottleDevice, Ulimit } from "../../../../engine/host-config.js";
import { LayerlabError } from "../../../../errors/base.js";
import { OptionValueError } from "../../../../errors/cli.js";
import { readCsvRecord } from "../../../../go/csv.js";
import { parseInteger } from "../../../../go/integer.js";
import { parseRamSize } from "../../../../go/units.js";
import { assignments, splitAssignment } from "../../../../posix/environment.js";
import { isIp } from "../../../../posix/ip.js";
import { clean } from "../../../../posix/path.js";

/** Parsers for single values (docker/cli `opts/`), with the client's messages. */

function fail(message: string, value: string): never {
  throw new OptionValueError(message, value);
}

/** CPUs in billionths: `1.5`, `.5`, `1/2`. */
export function nanoCpus(text: string): number {
  const [, sign, whole = "", fraction = "", exponent = "0", divisor] =
    /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?(?:\/(\d+))?$/i.exec(text) ?? [];
  const isNumber = whole + fraction !== "" && Number(divisor ?? "1") !== 0;
  if (!isNumber) fail(`failed to parse ${text} as a rational number`, text);
  const power = 9 - fraction.length + Number(exponent);
  const top = BigInt(whole + fraction) * 10n ** BigInt(Math.max(power, 0));
  const bottom = 10n ** BigInt(Math.max(-power, 0)) * BigInt(divisor ?? "1");
  if (top % bottom !== 0n) fail("value is too precise", text);
  return Number(top / bottom) * (sign === "-" ? -1 : 1);
}

/** `-1` for no limit. */
export function swapBytes(text: string): number {
  return text === "-1" ? -1 : parseRamSize(text);
}

const ULIMITS = new Set(
  "core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack".split(
    " ",
  ),
);

/** `nofile=1024:2048` (docker/go-units `ParseUlimit`). */
export function ulimit(text: string): Ulimit {
  const [name, limits] = splitAssignment(text);
  if (limits === undefined) return fail(`invalid ulimit argument: ${text}`, text);
  if (!ULIMITS.has(name)) fail(`invalid ulimit type: ${name}`, text);
  const [first = "", second, third] = limits.split(":");
  if (third !== undefined)
    fail(`too many limit value arguments - ${limits}, can only have up to two, \`soft[:hard]\``, text);
  const hard = second === undefined ? undefined : parseInteger(second);
  const soft = parseInteger(first);
  if (hard !== undefined && hard !== -1) {
    const rule = "ulimit soft limit must be less than or equal to hard limit";
    if (soft === -1) fail(`${rule}: soft: -1 (unlimited), hard: ${hard}`, text);
    if (soft > hard) fail(`${rule}: ${soft} > ${hard}`, text);
  }
  return { Name: name, Hard: hard ?? soft, Soft: soft };
}

/** Of several for one resource, the last one wins; sorted by name. */
export function ulimits(texts: readonly string[]): readonly Ulimit[] {
  const byName = new Map(texts.map(ulimit).map((limit) => [limit.Name, limit]));
  return [...byName.values()].sort((a, b) => (a.Name < b.Name ? -1 : 1));
}

/** `/dev/sda:1mb`, or with `operations` `/dev/sda:1000`. */
export function throttle(text: string, operations = false): ThrottleDevice {
  const [path, rate] = device(text);
  const form = operations
    ? "<device-path>:<number>. Number must be a positive integer"
    : "<device-path>:<number>[<unit>]. Number must be a positive integer. Unit is optional and can be kb, mb, or gb";
  const wrong = (): never => fail(`invalid rate for device: ${text}. The correct format is ${form}`, text);
  try {
    const value = operations ? parseInteger(rate, { unsigned: true }) : parseRamSize(rate);
    return value < 0 ? wrong() : { Path: path, Rate: value };
  } catch (error) {
    if (error instanceof LayerlabError) return wrong();
    throw error;
  }
}

/** `/dev/sda:200` */
export function weightedDevice(text: string): { readonly Path: string; readonly Weight: number } {
  const [path, weight] = device(text);
  if (!/^\d+$/.test(weight) || (Number(weight) > 0 && (Number(weight) < 10 || Number(weight) > 1000)))
    fail(`invalid weight for device: ${text}`, text);
  return { Path: path, Weight: Number(weight) };
}

function device(text: string): readonly [path: string, value: string] {
  const at = text.indexOf(":");
  if (at <= 0) fail(`bad format: ${text}`, text);
  if (!text.startsWith("/dev/")) fail(`bad format for device path: ${text}`, text);
  return [text.slice(0, at), text.slice(at + 1)];
}

/** `all`, `2`, `device=0,count=1` … (docker/cli `opts/gpus.go`). */
export function gpuRequest(text: string): DeviceRequest {
  const seen = new Set<string>();
  let request: DeviceRequest = {
    Driver: "",
    Count: 0,
    DeviceIDs: null,
    Capabilities: [["gpu"]],
    Options: {},
  };
  for (const field of readCsvRecord(text)) {
    const [key, value] = splitAssignment(field);
    if (seen.has(key)) fail(`gpu request key '${key}' can be specified only once`, text);
    seen.add(key);
    if (value === undefined) seen.add("count");
    request = { ...request, ...gpuMember(value === undefined ? "count" : key, value ?? key, field) };
  }
  return seen.has("count") || request.DeviceIDs !== null ? request : { ...request, Count: 1 };
}

function gpuMember(key: string, value: string, field: string): Partial<DeviceRequest> {
  switch (key) {
    case "driver":
      return { Driver: value };
    case "count":
      return { Count: value === "all" ? -1 : gpuCount(value) };
    case "device":
      return { DeviceIDs: value.split(",") };
    case "capabilities":
      return { Capabilities: [[...value.split(","), "gpu"]] };
    case "options":
      return { Options: Object.fromEntries(assignments(readCsvRecord(value))) };
    default:
      return fail(`unexpected key '${key}' in '${field}'`, field);
  }
}

function gpuCount(text: string): number {
  if (!/^[+-]?\d+$/.test(text))
    fail(`invalid count (${text}): value must be either "all" or an integer: invalid syntax`, text);
  return Number(text);
}

/** A device by its name in the Container Device Interface, `vendor.com/class=name`. */
export function isCdiName(text: string): boolean {
  return /^[A-Za-z][\w.-]*\/[A-Za-z][\w-]*=[A-Za-z0-9][\w.:-]*$/.test(text);
}

/** `/dev/null`, `/dev/null:/dev/x`, `/dev/null:/dev/x:r`, `/dev/null:r` */
export function deviceMapping(text: string): DeviceMapping {
  const parts = text.split(":");
  const [source = "", second, mode] = parts;
  if (parts.length > 3 || source === "") fail(`bad format for path: ${text}`, text);
  if (mode !== undefined && !isDeviceMode(mode)) fail(`bad mode specified: ${mode}`, text);
  const isMode = mode === undefined && second !== undefined && isDeviceMode(second);
  const target = second === undefined || isMode ? source : second;
  if (!target.startsWith("/")) fail(`${target} is not an absolute path`, text);
  const inside = mode === undefined ? clean(target) : target;
  return {
    PathOnHost: second === undefined || isMode ? inside : source,
    PathInContainer: inside,
    CgroupPermissions: mode ?? (isMode ? (second ?? "") : "rwm"),
  };
}

/** A composition of r(ead), w(rite) and m(knod). */
function isDeviceMode(text: string): boolean {
  return /^(?!.*(.).*\1)[rwm]+$/.test(text);
}

export function deviceRule(text: string): string {
  if (!/^[acb] ([0-9]+|\*):([0-9]+|\*) [rwm]{1,3}$/.test(text))
    fail(`invalid device cgroup format '${text}'`, text);
  return text;
}

const SYSCTLS = new Set(
  "msgmax msgmnb msgmni sem shmall shmmax shmmni shm_rmid_forced".split(" ").map((name) => `kernel.${name}`),
);

export function sysctl(text: string): string {
  const [name, value] = splitAssignment(text);
  if (value === undefined || !(SYSCTLS.has(name) || /^(net|fs\.mqueue)\./.test(name)))
    fail(`sysctl '${text}' is not allowed`, text);
  return text;
}

export function label(text: string): string {
  const name = splitAssignment(text)[0].replace(/^[ \t]+/, "");
  if (name === "") fail(`invalid label '${text}': empty name`, text);
  if (/[ \t]/.test(name)) fail(`label '${name}' contains whitespaces`, text);
  return text;
}

export function variable(text: string): string {
  if (text === "" || text.startsWith("=")) fail(`invalid environment variable: ${text}`, text);
  return text;
}

export function address(text: string): string {
  const ip = text.trim();
  return isIp(ip) ? ip : fail(`IP address is not correctly formatted: ${text}`, text);
}

const DOMAIN =
  /^((?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*)\.?\s*$/;

export function searchDomain(text: string): string {
  const domain = text.replace(/^ +| +$/g, "");
  if (domain === ".") return domain;
  const found = /[a-zA-Z]/.test(domain) ? DOMAIN.exec(domain)?.[1] : undefined;
  return found !== undefined && found.length < 255 ? found : fail(`${domain} is not a valid domain`, text);
}

/** `name:address` or `name=address`, with the colon as the engine wants it. */
export function extraHost(text: string): string {
  const at = text.includes("=") ? text.indexOf("=") : text.indexOf(":");
  const name = text.slice(0, Math.max(at, 0));
  if (name === "" || name.includes(":")) fail(`bad format for add-host: "${text}"`, text);
  const given = text.slice(at + 1);
  const ip = /^\[(.+)\]$/.exec(given)?.[1] ?? given;
  if (ip !== "host-gateway" && !isIp(ip.trim())) fail(`invalid IP address in add-host: "${ip}"`, text);
  return `${name}:${ip}`;
}

export function link(text: string): string {
  if (text === "") fail("empty string specified for links", text);
  if (text.split(":").length > 2) fail(`bad format for links: ${text}`, text);
  return text;
}

export function stream(text: string): string {
  const name = text.toLowerCase();
  return /^std(in|out|err)$/.test(name) ? name : fail("valid streams are STDIN, STDOUT and STDERR", text);
}

export function macAddress(text: string): string {
  const mac = text.trim();
  const isMac =
    /^([0-9a-f]{2}([:-][0-9a-f]{2}){5,19})$/i.test(mac) || /^[0-9a-f]{4}(\.[0-9a-f]{4}){2,9}$/i.test(mac);
  return isMac ? mac : fail(`${text} is not a valid mac address`, text);
}
