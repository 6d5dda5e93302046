import { ProcessFailedError } from "../errors/build.js";
import type { DiffID } from "../oci/digest.js";
import { ancestry } from "../posix/path.js";
import type { FileData, FileSystem } from "../vfs/filesystem.js";
import { type ChangeDirectory, emptyChanges, emptyDirectory } from "../vfs/node.js";
import { UnionFileSystem } from "../vfs/union.js";
import { boundFiles } from "./bind-mounts.js";
import { copyFiles } from "./copy.js";
import type { Vertex } from "./events.js";
import { type Owner, ownerOf } from "./owner.js";
import { proxyVariables } from "./proxy.js";
import type { SolveContext } from "./solve-context.js";
import { hasOwners, type SourceFiles } from "./sources.js";
import type { CopyOperation, LayerStep, RunOperation, WorkdirOperation } from "./step.js";
import { stepMounts } from "./step-mounts.js";
import type { StepReplay } from "./step-replay.js";
import { archiveOf } from "./unpack.js";

/** What a step is executed on. */
interface Ground {
  /** Lowest first. */
  readonly layers: readonly DiffID[];
  /** How many steps of its stage made layers before it. */
  readonly number: number;
}

/** Executes a step. @returns what changed @throws {ProcessFailedError} {@link BuildDefinitionError} */
export async function executeStep(
  context: SolveContext,
  step: LayerStep,
  { layers, number }: Ground,
  sources: readonly SourceFiles[],
  vertex: Vertex,
): Promise<ChangeDirectory> {
  const { world, options, progress } = context;
  const { operation } = step;
  const replay = options.replay?.(number);
  if (operation.kind === "run")
    return run(context, { ...step, operation }, { layers, sources, replay }, vertex);
  const linked = operation.kind === "copy" && operation.link;
  const lower = linked ? emptyDirectory() : world.tree(layers);
  const upper = emptyChanges({ ...lower, mtime: world.clock() });
  const fs = new UnionFileSystem({ lower, upper, now: replay?.now ?? world.clock });
  if (operation.kind === "workdir") makeWorkdir(fs, operation);
  else {
    // A linked layer has nothing below it, but user names are those of the stage.
    const stage = world.tree(layers);
    const users = linked ? new UnionFileSystem({ lower: stage, upper: emptyChanges(stage) }) : fs;
    const owner = operation.chown === "" ? undefined : ownerOf(operation.chown, users);
    for (const name of owner?.unknown ?? []) progress.warning(unknownOwner(name, step));
    const archives = await archivesIn(operation, sources);
    await copy(fs, { ...step, operation }, { owner, sources, archives, signal: options.signal });
  }
  return upper;
}

interface RunGround {
  readonly layers: Ground["layers"];
  /** What each bind mount shows. */
  readonly sources: readonly SourceFiles[];
  readonly replay: StepReplay | undefined;
}

async function run(
  { world, options }: SolveContext,
  { operation, location }: LayerStep<RunOperation>,
  { layers, sources, replay }: RunGround,
  vertex: Vertex,
): Promise<ChangeDirectory> {
  const { argv, cwd, user, mounts = [], hosts = [] } = operation;
  const { signal } = options;
  const given = stepMounts(mounts, options.secrets ?? {}, location);
  const files = await boundFiles(mounts, sources, { location, now: world.clock(), signal });
  const env = [...operation.env, ...proxyVariables(options.buildArgs), ...given.env];
  const { exitCode, changes } = await world.run(layers, {
    ...{ argv, env, cwd, user, mounts: [...files, ...given.mounts], hosts },
    stdio: {
      stdout: (chunk) => vertex.log("stdout", chunk),
      stderr: (chunk) => vertex.log("stderr", chunk),
    },
    ...(replay === undefined ? {} : { replay }),
    ...(signal === undefined ? {} : { signal }),
  });
  signal?.throwIfAborted();
  if (exitCode !== 0) throw new ProcessFailedError(argv.join(" "), exitCode, location);
  return changes;
}

/** ADD: the archives among the files it names. */
async function archivesIn(
  { unpack }: CopyOperation,
  sources: readonly SourceFiles[],
): Promise<ReadonlyMap<string, FileData>> {
  const archives = new Map<string, FileData>();
  for (const { tree, paths } of unpack ? sources : [])
    for (const path of paths) {
      const archive = tree.lstat(path).kind === "file" ? await archiveOf(tree.open(path)) : undefined;
      if (archive !== undefined) archives.set(path, archive);
    }
  return archives;
}

interface Copied {
  readonly owner: Owner | undefined;
  readonly sources: readonly SourceFiles[];
  readonly archives: ReadonlyMap<string, FileData>;
  readonly signal: AbortSignal | undefined;
}

async function copy(
  fs: FileSystem,
  { operation, location }: LayerStep<CopyOperation>,
  { owner, sources, archives, signal }: Copied,
): Promise<void> {
  const { destination, from, chmod } = operation;
  for (const { tree, paths } of sources) {
    await copyFiles(fs, {
      ...{ tree, paths, destination, location, owner },
      keepOwners: hasOwners(from),
      mode: chmod === "" ? undefined : Number.parseInt(chmod, 8),
      archives,
      signal,
    });
  }
}

function unknownOwner(name: string, { operation, location }: LayerStep): string {
  const flag = operation.kind === "copy" ? `--chown=${operation.chown}` : "USER";
  return `line ${location.line}: ${flag}: the stage has no ${name}, so the files belong to root, as in BuildKit`;
}

function makeWorkdir(fs: FileSystem, { path, user }: WorkdirOperation): void {
  const owner = user === "" ? undefined : ownerOf(user, fs);
  for (const directory of ancestry(path)) {
    if (fs.lstatIfExists(directory) !== undefined) continue;
    fs.mkdir(directory, { mode: 0o755 });
    if (owner !== undefined) fs.chown(directory, owner.uid, owner.gid);
  }
}
