import type { MountSpec } from "../../engine/volumes.js";
import { LayerlabError } from "../../errors/base.js";
import { UsageError } from "../../errors/cli.js";
import { CsvError } from "../../errors/go.js";
import { readCsvRecord } from "../../go/csv.js";
import { parseRamSize } from "../../go/units.js";
import { splitAssignment } from "../../posix/environment.js";
import { TOOL_FAILED } from "../../posix/exit-status.js";

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
type Bind = Writable<NonNullable<MountSpec["BindOptions"]>>;
type VolumeSettings = Writable<NonNullable<MountSpec["VolumeOptions"]>>;
type Tmpfs = Writable<NonNullable<MountSpec["TmpfsOptions"]>>;

/** What a mount's fields say, as they are read one after the other. */
interface Reading {
  type: string;
  source: string;
  target: string;
  readOnly: boolean;
  consistency: string;
  bind: Bind | undefined;
  volume: VolumeSettings | undefined;
  tmpfs: Tmpfs | undefined;
}

type Field = (reading: Reading, value: string, key: string) => void;

/**
 * `--mount type=bind,source=/src,target=/app,readonly` (docker/cli `opts/mount.go`).
 *
 * @param absolute makes a path absolute as seen from the folder the command is run in
 * @throws {UsageError} with the client's reason
 */
export function parseMountOption(given: string, absolute: (path: string) => string): MountSpec {
  const reading: Reading = {
    type: "volume",
    source: "",
    target: "",
    readOnly: false,
    consistency: "",
    bind: undefined,
    volume: undefined,
    tmpfs: undefined,
  };
  for (const field of fieldsOf(given)) readField(reading, field);
  checkMix(reading);
  const { type, source, target, readOnly, consistency, bind, volume, tmpfs } = reading;
  const isRelative = source === "." || source.startsWith("./");
  return {
    Type: type,
    ...(source === "" ? {} : { Source: isRelative ? absolute(source).replace(/(?<=.)\/\.?$/, "") : source }),
    Target: target,
    ...(readOnly ? { ReadOnly: true } : {}),
    ...(consistency === "" ? {} : { Consistency: consistency }),
    ...(bind === undefined ? {} : { BindOptions: bind }),
    ...(volume === undefined ? {} : { VolumeOptions: volume }),
    ...(tmpfs === undefined ? {} : { TmpfsOptions: tmpfs }),
  };
}

function fieldsOf(given: string): readonly string[] {
  try {
    return readCsvRecord(given);
  } catch (error) {
    if (error instanceof CsvError) return fail(error.message);
    throw error;
  }
}

function readField(reading: Reading, field: string): void {
  const [name, value] = splitAssignment(field);
  const key = name.toLowerCase();
  if (value === undefined) {
    const flag = FLAGS[key];
    if (flag === undefined) fail(`invalid field '${field}' must be a key=value pair`);
    else flag(reading, "true", key);
    return;
  }
  const read = Object.hasOwn(FIELDS, key) ? FIELDS[key] : undefined;
  if (read === undefined) fail(`unexpected key '${key}' in '${field}'`);
  else read(reading, value, key);
}

const source: Field = (reading, value) => {
  reading.source = value;
};
const target: Field = (reading, value) => {
  reading.target = value;
};
const readOnly: Field = (reading, value, key) => {
  reading.readOnly = truth(value, key);
};
const noCopy: Field = (reading, value, key) => {
  volumeOf(reading).NoCopy = truth(value, key);
};
const nonRecursive: Field = (reading, value, key) => {
  bindOf(reading).NonRecursive = truth(value, key);
};

const FLAGS: Readonly<Record<string, Field>> = {
  readonly: readOnly,
  ro: readOnly,
  "volume-nocopy": noCopy,
  "bind-nonrecursive": nonRecursive,
};

const FIELDS: Readonly<Record<string, Field>> = {
  ...FLAGS,
  type: (reading, value) => {
    reading.type = value.toLowerCase();
  },
  source,
  src: source,
  target,
  dst: target,
  destination: target,
  consistency: (reading, value) => {
    reading.consistency = value.toLowerCase();
  },
  "bind-propagation": (reading, value) => {
    bindOf(reading).Propagation = value.toLowerCase();
  },
  "bind-recursive": (reading, value, key) => {
    const bind = bindOf(reading);
    if (value === "disabled") bind.NonRecursive = true;
    else if (value === "writable") bind.ReadOnlyNonRecursive = true;
    else if (value === "readonly") bind.ReadOnlyForceRecursive = true;
    else if (value !== "enabled")
      fail(`invalid value for ${key}: ${value} (must be "enabled", "disabled", "writable", or "readonly")`);
  },
  "volume-subpath": (reading, value) => {
    volumeOf(reading).Subpath = value;
  },
  "volume-label": (reading, value) => {
    const volume = volumeOf(reading);
    volume.Labels = { ...volume.Labels, ...pair(value) };
  },
  "volume-driver": (reading, value) => {
    const volume = volumeOf(reading);
    volume.DriverConfig = { ...volume.DriverConfig, Name: value };
  },
  "volume-opt": (reading, value) => {
    const volume = volumeOf(reading);
    volume.DriverConfig = {
      ...volume.DriverConfig,
      Options: { ...volume.DriverConfig?.Options, ...pair(value) },
    };
  },
  "tmpfs-size": (reading, value, key) => {
    tmpfsOf(reading).SizeBytes = sizeOf(value, key);
  },
  "tmpfs-mode": (reading, value, key) => {
    if (!/^[0-7]+$/.test(value) || Number.parseInt(value, 8) > 0xffff_ffff) invalid(value, key);
    tmpfsOf(reading).Mode = Number.parseInt(value, 8);
  },
};

function bindOf(reading: Reading): Bind {
  reading.bind ??= {};
  return reading.bind;
}

function volumeOf(reading: Reading): VolumeSettings {
  reading.volume ??= { DriverConfig: {} };
  return reading.volume;
}

function tmpfsOf(reading: Reading): Tmpfs {
  reading.tmpfs ??= {};
  return reading.tmpfs;
}

function pair(text: string): Readonly<Record<string, string>> {
  const [name, value = ""] = splitAssignment(text);
  return { [name]: value };
}

function sizeOf(value: string, key: string): number {
  try {
    return parseRamSize(value);
  } catch (error) {
    if (error instanceof LayerlabError) return invalid(value, key);
    throw error;
  }
}

function truth(value: string, key: string): boolean {
  if (/^(?:1|t|T|TRUE|true|True)$/.test(value)) return true;
  return /^(?:0|f|F|FALSE|false|False)$/.test(value) ? false : invalid(value, key);
}

function checkMix({ type, target: to, readOnly: isReadOnly, bind, volume, tmpfs }: Reading): void {
  if (type === "") fail("type is required");
  if (to === "") fail("target is required");
  for (const [kind, options] of Object.entries({ volume, bind, tmpfs }))
    if (options !== undefined && type !== kind)
      fail(`cannot mix '${kind}-*' options with mount type '${type}'`);
  const needs = (option: string, other: string): never =>
    fail(`option '${option}' requires '${other}' to be specified in conjunction`);
  if (bind?.ReadOnlyNonRecursive === true && !isReadOnly) needs("bind-recursive=writable", "readonly");
  if (bind?.ReadOnlyForceRecursive !== true) return;
  if (!isReadOnly) needs("bind-recursive=readonly", "readonly");
  if (bind.Propagation !== "rprivate") needs("bind-recursive=readonly", "bind-propagation=rprivate");
}

function invalid(value: string, key: string): never {
  return fail(`invalid value for ${key}: ${value}`);
}

function fail(reason: string): never {
  throw new UsageError(reason, TOOL_FAILED);
}
