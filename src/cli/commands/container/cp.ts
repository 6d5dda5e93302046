import type { PathStat } from "../../../engine/archives.js";
import type { Engine } from "../../../engine/engine.js";
import { UsageError } from "../../../errors/cli.js";
import { DaemonError } from "../../../errors/engine.js";
import { HostFileError } from "../../../errors/host.js";
import { humanSize } from "../../../go/units.js";
import { clean, join } from "../../../posix/path.js";
import { type CommandIO, saysOnStdout, showsInNotebook } from "../../command-io.js";
import { hostFiles, standardInput } from "../../disk/archive-input.js";
import { toStandardOutput } from "../../disk/archive-output.js";
import {
  type CopyDestination,
  type CopySource,
  followed,
  hasTrailingSeparator,
  keepEnd,
  planCopy,
  renamed,
  splitArgument,
  splitEntry,
} from "../../disk/copy-path.js";
import type { HostFiles } from "../../disk/host-files.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";

export const cpCommand: CommandSpec = {
  paths: ["container cp", "cp"],
  usage: "[OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-\n\tdocker cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH",
  summary: "Copy files/folders between a container and the local filesystem",
  description: `Copy files/folders between a container and the local filesystem

Use '-' as the source to read a tar archive from stdin
and extract it to a directory destination in a container.
Use '-' as the destination to stream a tar archive of a
container source to stdout.`,
  options: [
    { long: "archive", short: "a", type: "bool", help: "Archive mode (copy all uid/gid information)" },
    { long: "follow-link", short: "L", type: "bool", help: "Always follow symbol link in SRC_PATH" },
    {
      long: "quiet",
      short: "q",
      type: "bool",
      help: "Suppress progress output during copy. Progress output is automatically suppressed if no terminal is attached",
    },
  ],
  args: { min: 2, max: 2 },
  run,
};

interface Copy {
  readonly engine: Engine;
  readonly io: CommandIO;
  readonly container: string;
  readonly from: string;
  readonly to: string;
  readonly followLink: boolean;
  readonly copyUidGid: boolean;
  readonly quiet: boolean;
}

async function run({ engine, io, options, args: [from = "", to = ""] }: Invocation): Promise<number> {
  if (from === "") throw new UsageError("source can not be empty", 1);
  if (to === "") throw new UsageError("destination can not be empty", 1);
  const [source, destination] = [splitArgument(from), splitArgument(to)];
  if (source.container !== "" && destination.container !== "")
    throw new UsageError("copying between containers is not supported", 1);
  const copy = {
    engine,
    io,
    container: source.container || destination.container,
    from: source.path,
    to: destination.path,
    followLink: options.flag("follow-link"),
    copyUidGid: options.flag("archive"),
    quiet: options.given("quiet") ? options.flag("quiet") : !io.isTTY && !showsInNotebook(io),
  };
  if (source.container !== "") await fromContainer(copy);
  else if (destination.container !== "") await toContainer(copy);
  else throw new UsageError("must specify at least one container source", 1);
  return 0;
}

async function fromContainer(copy: Copy): Promise<void> {
  const { engine, io, container, to } = copy;
  const files = to === "-" ? undefined : hostFiles(io);
  const target = files === undefined ? "" : keepEnd(files.absolute(to), to);
  if (files !== undefined) checkParent(files, target);
  const link = copy.followLink ? await linkBehind(copy) : undefined;
  const path = link?.path ?? copy.from;
  const { stat, archive } = await engine.copyFrom(container, path);
  if (files === undefined) return toStandardOutput(io, archive);
  const source = { path, isDirectory: stat.kind === "directory", name: link?.name };
  const counted = new Counted(archive);
  const plan = planCopy(source, hostDestination(files, target));
  // As in Docker: first to the link's name, then to the destination's.
  const top = { from: splitEntry(path).entry, to: source.name ?? splitEntry(path).entry };
  await files.unpack(counted, clean(plan.directory), (name) => {
    const own = source.name === undefined ? name : renamed(name, top);
    return plan.rename === undefined ? own : renamed(own, plan.rename);
  });
  report(copy, counted.size, target);
}

/** Where a link in the container leads; undefined for anything else. */
async function linkBehind({
  engine,
  container,
  from,
}: Copy): Promise<ReturnType<typeof followed> | undefined> {
  const found = await statIfExists(engine, container, from);
  if (found?.linkTarget === undefined) return undefined;
  return followed(from, found.linkTarget);
}

async function toContainer(copy: Copy): Promise<void> {
  const { engine, io, container, from, to, copyUidGid } = copy;
  const files = from === "-" ? undefined : hostFiles(io);
  const destination = await containerDestination(copy);
  if (files === undefined) {
    if (!destination.isDirectory)
      throw new UsageError(`destination "${container}:${to}" must be a directory`, 1);
    const input = standardInput(io);
    if (input === undefined)
      throw new UsageError("there is no standard input here to read an archive from", 1);
    return engine.copyInto(container, destination.path, input, { copyUidGid });
  }
  const source = hostSource(files, keepEnd(files.absolute(from), from), copy.followLink);
  const plan = planCopy(source, destination);
  const { entry } = splitEntry(source.path);
  const own = source.name ?? entry;
  const name = plan.rename === undefined ? own : renamed(own, plan.rename);
  const counted = new Counted(files.pack(clean(source.path), name));
  await engine.copyInto(container, plan.directory, counted, { copyUidGid });
  report(copy, counted.size, `${container}:${destination.path}`);
}

async function containerDestination({ engine, container, to }: Copy): Promise<CopyDestination> {
  const found = await statIfExists(engine, container, to);
  if (found === undefined) return { path: to, exists: false, isDirectory: false };
  if (found.linkTarget === undefined)
    return { path: to, exists: true, isDirectory: found.stat.kind === "directory" };
  const behind = await statIfExists(engine, container, found.linkTarget);
  return {
    path: found.linkTarget,
    exists: behind !== undefined,
    isDirectory: behind?.stat.kind === "directory",
  };
}

/** As in Docker's client, an error here is left for the copy itself to report. */
async function statIfExists(engine: Engine, container: string, path: string): Promise<PathStat | undefined> {
  try {
    return await engine.statPath(container, path);
  } catch (error) {
    if (error instanceof DaemonError) return undefined;
    throw error;
  }
}

function hostSource(files: HostFiles, path: string, followLink: boolean): CopySource {
  const bare = clean(path);
  if (files.lstat(bare) === undefined) throw new HostFileError("lstat", bare, "no such file or directory");
  const asked =
    followLink || path !== bare
      ? followed(path, files.realpath(bare))
      : { path: inParent(files, bare), name: undefined };
  const stat = files.lstat(clean(asked.path));
  if (hasTrailingSeparator(asked.path) && stat?.kind !== "directory")
    throw new UsageError("not a directory", 1);
  return { path: asked.path, isDirectory: stat?.kind === "directory", name: asked.name };
}

/** The path with the links of its parents resolved; if it is a link itself, that one stays. */
function inParent(files: HostFiles, path: string): string {
  if (path === "/") return path;
  const { directory, entry } = splitEntry(path);
  const parent = files.realpath(directory);
  return join(parent, entry);
}

function checkParent(files: HostFiles, path: string): void {
  const { directory } = splitEntry(clean(path));
  if (files.stat(directory) === undefined)
    throw new UsageError(`invalid output path: directory ${JSON.stringify(directory)} does not exist`, 1);
}

const MAX_LINKS = 10;

function hostDestination(files: HostFiles, path: string): CopyDestination {
  files.stat(path);
  let at = path;
  for (let hops = 0; hops <= MAX_LINKS; hops++) {
    const stat = files.lstat(at);
    if (stat === undefined) break;
    if (stat.kind !== "symlink") return { path: at, exists: true, isDirectory: stat.kind === "directory" };
    const target = stat.linkTarget ?? "";
    at = target.startsWith("/") ? target : clean(join(splitEntry(at).directory, target));
  }
  const { directory } = splitEntry(at);
  const parent = files.stat(directory);
  if (parent === undefined) throw new HostFileError("stat", directory, "no such file or directory");
  if (parent.kind !== "directory") throw new UsageError("not a directory", 1);
  return { path: at, exists: false, isDirectory: false };
}

function report({ io, quiet }: Copy, size: number, to: string): void {
  if (quiet) return;
  const text = `Successfully copied ${humanSize(size)} to ${to}\n`;
  // Docker prints this on stderr, so that it does not end up in a pipe; a notebook would show it as a failure.
  if (saysOnStdout(io)) io.stdout(text);
  else io.stderr(text);
}

/** A stream that counts the bytes that go through it. */
class Counted implements AsyncIterable<Uint8Array> {
  readonly #source: AsyncIterable<Uint8Array>;
  size = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#source) {
      this.size += chunk.length;
      yield chunk;
    }
  }
}
