import { toBase64Url } from "#platform/bytes";
import { createHash } from "#platform/hash";
import { parent, relative, split } from "../../posix/path.js";
import type { FileData } from "../../vfs/filesystem.js";
import { makeDirectory, writeFile } from "../apt/files.js";
import type { Distribution } from "./installed.js";
import { allows, canonical, formatRequirement, formatSpecifiers, type Requirement } from "./requirement.js";
import { type Choice, installOrder, ResolutionError, resolve } from "./resolve.js";
import type { PipSession } from "./session.js";
import { announced, removeFiles } from "./uninstall.js";
import { compiledOf, contentOf, infoOf, scriptText, wheelText } from "./wheel-content.js";
import { builtinIndex, type Wheel } from "./wheel-index.js";

export interface InstallOptions {
  readonly upgrade: boolean;
  readonly reinstall: boolean;
  readonly dependencies: boolean;
}

/** `pip install`: returns the exit code. */
export function install(
  session: PipSession,
  wanted: readonly Requirement[],
  options: InstallOptions,
): number {
  if (session.userInstall) {
    session.say("Defaulting to user installation because normal site-packages is not writeable");
  }
  const installed = session.installed();
  let choices: Choice[];
  try {
    choices = resolve(wanted, { index: builtinIndex(), installed, ...options });
  } catch (error) {
    if (!(error instanceof ResolutionError)) throw error;
    for (const choice of error.choices) announce(session, choice);
    for (const line of error.lines) {
      if (/^(ERROR|NOTE):/.test(line)) session.error(line);
      else session.say(line);
    }
    return 1;
  }
  for (const choice of choices) announce(session, choice);
  const order = installOrder(choices.filter(({ wheel }) => wheel !== undefined));
  if (order.length > 0)
    carryOut(session, order, installed, new Set(wanted.map(({ name }) => canonical(name))));
  session.warnAboutRoot();
  return 0;
}

function carryOut(
  session: PipSession,
  order: readonly Choice[],
  installed: ReadonlyMap<string, Distribution>,
  requested: ReadonlySet<string>,
): void {
  session.say(`Installing collected packages: ${order.map(({ name }) => name).join(", ")}`);
  for (const { key, name, wheel } of order) {
    const before = installed.get(key);
    if (before !== undefined) replace(session, name, before);
    if (wheel !== undefined) unpack(session, wheel, requested.has(key));
  }
  const names = order.map(({ name, version }) => `${name}-${version}`);
  sayConflicts(session);
  session.say(`Successfully installed ${names.sort(byText).join(" ")}`);
}

/** Prints what is fetched for a choice, or that it is installed already. */
function announce(session: PipSession, choice: Choice): void {
  const { demand, wheel, installed } = choice;
  const wanted = formatRequirement(demand.requirement);
  if (installed !== undefined) {
    const from = cameFrom(choice);
    session.say(
      `Requirement already satisfied: ${wanted} in ${installed.location}${from === "" ? "" : ` (from ${from})`} (${installed.version})`,
    );
    return;
  }
  if (wheel === undefined) return;
  session.say(`Collecting ${wanted}`);
  const cached = session.cached(wheel);
  session.say(`  ${cached ? "Using cached" : "Downloading"} ${wheel.file} (${sizeText(wheel.size)})`);
  // Small downloads have no bar.
  if (!cached && wheel.size > 40_000)
    session.say(progressBar(wheel.size, session.lap(), session.context.tty));
}

function cameFrom(choice: Choice): string {
  const { demand } = choice;
  if (demand.parent === undefined) return demand.requirement.origin;
  const above = cameFrom(demand.parent);
  return `${formatRequirement(demand.parent.demand.requirement)}${above === "" ? "" : `->${above}`}`;
}

const WIDTH = 80;
const BAR = 40;
const MAGENTA = "\x1b[38;2;114;156;31m";
const PLAIN = "\x1b[0m";

/** The line of a finished download; `seconds` is how long it took, since there is no network here. */
function progressBar(size: number, seconds: number, tty: boolean): string {
  const unit = size >= 1_000_000 ? "MB" : "KB";
  const amount = (size / (unit === "MB" ? 1_000_000 : 1000)).toFixed(1);
  const rest = `${amount}/${amount} ${unit} ${speedText(size / seconds)} eta 0:00:00`;
  const bar = "━".repeat(Math.min(BAR, WIDTH - 6 - rest.length));
  return `     ${tty ? `${MAGENTA}${bar}${PLAIN}` : bar} ${rest}`;
}

function speedText(bytes: number): string {
  return bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB/s` : `${(bytes / 1000).toFixed(1)} kB/s`;
}

function sizeText(bytes: number): string {
  if (bytes > 1_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  if (bytes > 10_000) return `${Math.floor(bytes / 1000)} kB`;
  if (bytes > 1000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${bytes} bytes`;
}

function replace(session: PipSession, name: string, before: Distribution): void {
  session.say(`  Attempting uninstall: ${name}`);
  if (!announced(session, name, before, "    ")) return;
  removeFiles(session, before);
  session.say(`      Successfully uninstalled ${before.name}-${before.version}`);
}

/** Writes a wheel's files, its metadata with the digests of what was written, and its scripts. */
function unpack(session: PipSession, wheel: Wheel, requested: boolean): void {
  const { context, target, scripts } = session;
  const { fs } = context;
  const record: string[] = [];
  const write = (path: string, content: Uint8Array | FileData | string, mode = 0o644): void => {
    const data = typeof content === "string" ? new TextEncoder().encode(content) : content;
    makeDirectory(fs, parent(path));
    fs.writeFile(path, data);
    if (mode !== 0o644) fs.chmod(path, mode);
    const hash = createHash("sha256");
    if (data instanceof Uint8Array) hash.update(data);
    else for (const chunk of data.chunks()) hash.update(chunk);
    const size = data instanceof Uint8Array ? data.length : data.size;
    record.push(`${relative(target, path)},sha256=${toBase64Url(hash.bytes())},${size}`);
  };
  for (const file of wheel.files) write(`${target}/${file.path}`, contentOf(wheel, file));
  for (const { path, compiled } of wheel.files) {
    if (compiled === undefined) continue;
    const [folder, name] = split(path);
    const tag = `cpython-${session.layout.series.replace(".", "")}`;
    const file = `${folder}__pycache__/${name.slice(0, -3)}.${tag}.pyc`;
    makeDirectory(fs, parent(`${target}/${file}`));
    fs.writeFile(`${target}/${file}`, compiledOf(compiled));
    record.push(`${file},,`);
  }
  for (const { name, module, call } of wheel.scripts)
    write(`${scripts}/${name}`, scriptText("/usr/bin/python3", module, call), 0o755);
  const info = `${wheel.file.split("-").slice(0, 2).join("-")}.dist-info`;
  for (const { name, size } of wheel.info) write(`${target}/${info}/${name}`, infoOf(wheel, name, size));
  write(`${target}/${info}/WHEEL`, wheelText(wheel));
  write(`${target}/${info}/INSTALLER`, "pip\n");
  if (wheel.topLevel.length > 0) write(`${target}/${info}/top_level.txt`, `${wheel.topLevel.join("\n")}\n`);
  if (wheel.scripts.length > 0) {
    const lines = wheel.scripts.map(({ name, module, call }) => `${name} = ${module}:${call}\n`);
    write(`${target}/${info}/entry_points.txt`, `[console_scripts]\n${lines.join("")}`);
  }
  if (requested) write(`${target}/${info}/REQUESTED`, "");
  record.push(`${info}/RECORD,,`);
  writeFile(fs, `${target}/${info}/RECORD`, `${record.sort(byText).join("\n")}\n`);
}

/** Packages that are kept although a package they need now has another version. */
function sayConflicts(session: PipSession): void {
  const lines = conflicts(session.installed()).map(
    ({ distribution, requirement, there }) =>
      `${distribution.name} ${distribution.version} requires ${requirement.name}${formatSpecifiers(requirement.specifiers)}, but you have ${there.name.toLowerCase()} ${there.version} which is incompatible.`,
  );
  if (lines.length === 0) return;
  session.error(
    "ERROR: pip's dependency resolver does not currently take into account all the packages that are installed. This behaviour is the source of the following dependency conflicts.",
  );
  for (const line of lines) session.error(line);
}

export interface Conflict {
  readonly distribution: Distribution;
  readonly requirement: Requirement;
  readonly there: Distribution;
}

export function conflicts(installed: ReadonlyMap<string, Distribution>): Conflict[] {
  return [...installed.values()].flatMap((distribution) =>
    distribution.dependencies.flatMap((requirement) => {
      const there = installed.get(canonical(requirement.name));
      return there === undefined || allows(requirement, there.version)
        ? []
        : [{ distribution, requirement, there }];
    }),
  );
}

export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
