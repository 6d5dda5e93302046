import { OWN_PLATFORM, platformText } from "../oci/platform.js";
import { assignments } from "../posix/environment.js";
import type { CacheDefinition } from "./cache.js";
import { keyedOperation } from "./cache-key.js";
import type { InputFile } from "./inputs.js";
import type { CacheMiss, InputChange } from "./miss.js";
import type { CopyOperation, Operation, RunOperation, WorkdirOperation } from "./step.js";

export function sameOperation(a: Operation, b: Operation): boolean {
  return operationText(a) === operationText(b);
}

/** What is equal for equal operations, and only for these. */
export function operationText(operation: Operation): string {
  return JSON.stringify(keyedOperation(operation));
}

/**
 * What a person has changed in a step itself since it was last built, as opposed to what it stands on; the line's own text first.
 *
 * @param args names of declared build arguments
 * @param isRead whether the files that it reads are known now
 */
export function ownDifferences(
  before: CacheDefinition,
  after: CacheDefinition,
  args: ReadonlySet<string>,
  isRead: boolean,
): readonly CacheMiss[] {
  const isSame = sameOperation(before.operation, after.operation);
  const reworded = before.original !== after.original && !isSame;
  const found: CacheMiss[] = reworded
    ? [{ reason: "instruction-changed", before: before.original, after: after.original }]
    : [];
  if (!isSame) found.push(...operationDifferences(before, after, args));
  // An operation has no other parts; should one come, the line is what it belongs to.
  if (!isSame && found.length === 0)
    found.push({ reason: "instruction-changed", before: before.original, after: after.original });
  if (!isRead) return found;
  const changes = inputChanges(filesOf(before), filesOf(after)).filter(
    // A line that names other files reads other files: that goes without saying.
    ({ change }) => !reworded || (change !== "added" && change !== "removed"),
  );
  return changes.length > 0 ? [...found, { reason: "files-changed", changes }] : found;
}

function operationDifferences(
  before: CacheDefinition,
  after: CacheDefinition,
  args: ReadonlySet<string>,
): readonly CacheMiss[] {
  const [a, b] = [before.operation, after.operation];
  const named = (names: readonly CacheMiss[]) => [...names, ...heredocDifferences(before, after)];
  if (a.kind === "run" && b.kind === "run") {
    const options = optionDifferences(a, b);
    const ofPlatform = options.some((each) => each.reason === "option-changed" && each.option === "platform");
    return named([
      ...options,
      ...variableDifferences(a.env, b.env, args).filter(
        (each) => !(ofPlatform && "name" in each && PLATFORM_ARG.test(each.name)),
      ),
      ...settingDifference("WORKDIR", a.cwd, b.cwd),
      ...settingDifference("USER", a.user, b.user),
      ...(before.original === after.original ? shellDifference(a, b) : []),
    ]);
  }
  if (a.kind === "run" || b.kind === "run" || a.kind !== b.kind) return [];
  const variables = variableDifferences(before.written?.variables, after.written?.variables, args);
  return named([...variables, ...placeDifference(before, after, a, b), ...userDifference(a, b)]);
}

/** What `--platform` sets by itself. */
const PLATFORM_ARG = /^(TARGET|BUILD)(PLATFORM|OS|ARCH|VARIANT)$/;

function optionDifferences(a: RunOperation, b: RunOperation): readonly CacheMiss[] {
  const own = platformText(OWN_PLATFORM);
  const all = [
    ["platform", a.platform ?? own, b.platform ?? own],
    ["network", a.network ?? "default", b.network ?? "default"],
    ["add-host", (a.hosts ?? []).join(", "), (b.hosts ?? []).join(", ")],
  ] as const;
  return all.flatMap(([option, before, after]) =>
    before === after ? [] : [{ reason: "option-changed" as const, option, before, after }],
  );
}

function variableDifferences(
  before: readonly string[] = [],
  after: readonly string[] = [],
  args: ReadonlySet<string>,
): readonly CacheMiss[] {
  const old = new Map(assignments(before));
  const now = new Map(assignments(after));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    const reason = args.has(name) ? ("build-arg-changed" as const) : ("env-changed" as const);
    return was === is ? [] : [{ reason, name, before: was, after: is }];
  });
}

function settingDifference(setting: string, before: string, after: string): readonly CacheMiss[] {
  return before === after ? [] : [{ reason: "setting-changed", setting, before, after }];
}

/** Of a line with the same text: its last word is the text for the shell, or for an exec form the same as before. */
function shellDifference(a: RunOperation, b: RunOperation): readonly CacheMiss[] {
  const [before, after] = [a, b].map(({ argv }) => argv.slice(0, -1).join(" "));
  return settingDifference("SHELL", before ?? "", after ?? "");
}

/** A relative path leads elsewhere in another WORKDIR. */
function placeDifference(
  { written: old }: CacheDefinition,
  { written: now }: CacheDefinition,
  a: CopyOperation | WorkdirOperation,
  b: CopyOperation | WorkdirOperation,
): readonly CacheMiss[] {
  const [was, is] = [targetOf(a), targetOf(b)];
  if (old?.cwd === undefined || now?.cwd === undefined || was === is) return [];
  if (!was.startsWith(old.cwd) || !is.startsWith(now.cwd)) return [];
  return was.slice(old.cwd.length) === is.slice(now.cwd.length) || old.cwd === "/" || now.cwd === "/"
    ? settingDifference("WORKDIR", old.cwd, now.cwd)
    : [];
}

function targetOf(operation: CopyOperation | WorkdirOperation): string {
  return operation.kind === "copy" ? operation.destination : operation.path;
}

function userDifference(
  a: CopyOperation | WorkdirOperation,
  b: CopyOperation | WorkdirOperation,
): readonly CacheMiss[] {
  return a.kind === "workdir" && b.kind === "workdir" ? settingDifference("USER", a.user, b.user) : [];
}

/** What was written between `<<NAME` and `NAME`. One that is new, or gone, shows in the line. */
function heredocDifferences(
  { written: old, original: was }: CacheDefinition,
  { written: now, original: is }: CacheDefinition,
): readonly CacheMiss[] {
  const [before, after] = [old?.heredocs ?? [], now?.heredocs ?? []];
  return after.flatMap(({ name, content }, at) => {
    const other = before[at];
    if (other === undefined || other.content === content) return [];
    // Renamed in the line, it is another one.
    if (was !== is && other.name !== name) return [];
    return [{ reason: "heredoc-changed" as const, name, before: other.content, after: content }];
  });
}

/** Without those that are written in the Dockerfile, which come last. */
function filesOf({ operation, inputs }: CacheDefinition): readonly InputFile[] {
  const inline = operation.kind === "copy" ? (operation.files?.length ?? 0) : 0;
  return inputs.slice(0, inputs.length - inline);
}

function inputChanges(before: readonly InputFile[], after: readonly InputFile[]): readonly InputChange[] {
  const old = new Map(before.map((file) => [file.path, file]));
  const now = new Map(after.map((file) => [file.path, file]));
  const changes: InputChange[] = [];
  for (const [path, file] of now) {
    const was = old.get(path);
    if (was === undefined) changes.push({ path, change: "added", after: file });
    else {
      const change = fileChange(was, file);
      if (change !== undefined) changes.push({ path, change, before: was, after: file });
    }
  }
  for (const [path, file] of old) if (!now.has(path)) changes.push({ path, change: "removed", before: file });
  return changes;
}

function fileChange(before: InputFile, after: InputFile): InputChange["change"] | undefined {
  if (before.kind !== after.kind) return "kind";
  if (before.digest !== after.digest) return "content";
  if (before.mode !== after.mode) return "mode";
  if (before.uid !== after.uid || before.gid !== after.gid) return "owner";
  return before.attributes === after.attributes ? undefined : "attributes";
}
