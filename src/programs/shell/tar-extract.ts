import { gunzip } from "#platform/compression";
import { ArchiveError } from "../../errors/archive.js";
import { FileSystemError } from "../../errors/filesystem.js";
import { CompressedDataError } from "../../errors/platform.js";
import { absolute, components, normalize, parent } from "../../posix/path.js";
import type { ProgramContext } from "../../process/programs.js";
import type { Entry } from "../../tar/entry.js";
import { readArchive } from "../../tar/read.js";
import { concatAll, fromBytes } from "../../vfs/data.js";
import type { FileData, FileSystem } from "../../vfs/filesystem.js";
import { extractOptions, type TarExtract } from "./tar-extract-options.js";

/**
 * `tar x` of whole archives. just-bash's refuses links to absolute paths, which every image has, and takes what comes
 * through a pipe apart character by character.
 *
 * @returns undefined for what is left to just-bash's
 */
export async function extractTar(
  args: readonly string[],
  context: ProgramContext,
): Promise<number | undefined> {
  const options = extractOptions(args);
  if (options === undefined) return undefined;
  const archive = await archiveOf(options, context);
  return typeof archive === "number" ? archive : new Extraction(options, context).run(archive);
}

const FAILED = 2;

/** The archive, unpacked; an exit code where it cannot be had. */
async function archiveOf(
  { file, isGzip }: TarExtract,
  { fs, cwd, stdin, stderr }: ProgramContext,
): Promise<FileData | number> {
  const fatal = (said: string): number => {
    stderr(`tar: ${said}\ntar: Error is not recoverable: exiting now\n`);
    return FAILED;
  };
  let given: FileData;
  try {
    given = file === "-" ? fromBytes(stdin) : fs.open(absolute(cwd, file));
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    return fatal(`${file}: Cannot open: ${error.strerror}`);
  }
  const [first, second] = given.read(0, 2);
  const isPacked = first === 0x1f && second === 0x8b;
  if (!isPacked) return isGzip && given.size > 0 ? fatal("Child returned status 1") : given;
  // GNU tar recognizes what it can read twice.
  if (file === "-" && !isGzip) return fatal("Archive is compressed. Use -z option");
  try {
    const parts: FileData[] = [];
    for await (const chunk of gunzip(once(given.read(0, given.size)))) parts.push(fromBytes(chunk));
    return concatAll(parts);
  } catch (error) {
    if (!(error instanceof CompressedDataError)) throw error;
    stderr("\ngzip: stdin: unexpected end of file\n");
    return fatal("Child returned status 1");
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** One run of it: what goes wrong with a member is said, and the others are unpacked. */
class Extraction {
  readonly #options: TarExtract;
  readonly #context: ProgramContext;
  readonly #fs: FileSystem;
  readonly #directory: string;
  /** Links out of the directory are made at the end, so that nothing is unpacked through them. */
  readonly #links: (() => void)[] = [];
  /** Directories' attributes come after all that is made in them, which changes their times. */
  readonly #directories: (() => void)[] = [];
  #status = 0;
  #hasToldOfSlash = false;

  constructor(options: TarExtract, context: ProgramContext) {
    this.#options = options;
    this.#context = context;
    this.#fs = context.fs;
    this.#directory = absolute(context.cwd, options.directory);
  }

  async run(archive: FileData): Promise<number> {
    const { stderr, signal } = this.#context;
    if (this.#fs.lstatIfExists(this.#directory) === undefined) {
      stderr(
        `tar: ${this.#options.directory}: Cannot open: No such file or directory\ntar: Error is not recoverable: exiting now\n`,
      );
      return FAILED;
    }
    try {
      if (archive.size === 0) throw new ArchiveError("no header", 0);
      for (const entry of readArchive(archive)) {
        signal.throwIfAborted();
        this.#member(entry);
      }
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      stderr(
        error.message.includes("EOF")
          ? "tar: Unexpected EOF in archive\n"
          : "tar: This does not look like a tar archive\n",
      );
      this.#status = FAILED;
    }
    for (const act of [...this.#links, ...this.#directories]) act();
    if (this.#status !== 0) stderr("tar: Exiting with failure status due to previous errors\n");
    return this.#status;
  }

  #member(entry: Entry): void {
    const { stderr, stdout } = this.#context;
    const name = this.#nameOf(entry.name);
    if (name === undefined) return;
    if (components(name).includes("..")) {
      stderr(`tar: ${entry.name}: Member name contains '..'\n`);
      this.#status = FAILED;
      return;
    }
    if (this.#options.isVerbose) stdout(`${entry.name}\n`);
    const path = normalize(`${this.#directory}/${name}`);
    this.#attempt(entry, () => this.#unpack(entry, path));
  }

  /** Below the directory; `undefined` where nothing is left of it. */
  #nameOf(name: string): string | undefined {
    const parts = components(name).filter((part) => part !== ".");
    if (name.startsWith("/") && !this.#hasToldOfSlash) {
      this.#hasToldOfSlash = true;
      this.#context.stderr("tar: Removing leading `/' from member names\n");
    }
    const left = parts.slice(this.#options.strip);
    if (left.length === 0) return parts.length === 0 && this.#options.strip === 0 ? "." : undefined;
    return left.join("/");
  }

  /** The target of a hard link without the part that leads out of the directory. */
  #inside(target: string): string {
    const outward = OUTWARD.exec(target)?.[0];
    if (outward === undefined) return target;
    this.#context.stderr(`tar: Removing leading \`${outward}' from hard link targets\n`);
    return target.slice(outward.length);
  }

  #unpack(entry: Entry, path: string): void {
    const fs = this.#fs;
    fs.mkdir(parent(path), { recursive: true });
    const there = fs.lstatIfExists(path);
    if (entry.type === "directory") {
      if (there?.kind !== "directory") {
        if (there !== undefined) fs.unlink(path);
        fs.mkdir(path);
      }
      this.#directories.push(() => this.#attempt(entry, () => this.#attributes(entry, path)));
      return;
    }
    if (there !== undefined) {
      if (there.kind === "directory") throw new FileSystemError("EISDIR", "open", path);
      fs.unlink(path);
    }
    switch (entry.type) {
      case "file":
        fs.writeFile(path, entry.data);
        break;
      case "symlink":
        if (isOutward(entry.linkname)) {
          this.#links.push(() => this.#attempt(entry, () => this.#link(entry, path)));
          return;
        }
        this.#link(entry, path);
        return;
      case "link":
        fs.link(normalize(`${this.#directory}/${this.#nameOf(this.#inside(entry.linkname)) ?? ""}`), path);
        return;
      case "fifo":
        fs.mknod(path, { kind: "fifo" });
        break;
      default:
        fs.mknod(path, { kind: entry.type, major: entry.major, minor: entry.minor });
    }
    this.#attributes(entry, path);
  }

  #link(entry: Entry, path: string): void {
    this.#fs.symlink(entry.linkname, path);
    this.#owner(entry, path);
    this.#fs.utimes(path, entry.mtime, { followSymlinks: false });
  }

  #attributes(entry: Entry, path: string): void {
    this.#owner(entry, path);
    this.#fs.chmod(path, entry.mode);
    this.#fs.utimes(path, entry.mtime);
  }

  /** Only root gives files away, as GNU tar does; on a folder of the machine, root inside may be nobody there. */
  #owner({ uid, gid }: Entry, path: string): void {
    if (this.#fs.credentials.uid !== 0 || !this.#options.keepsOwner) return;
    try {
      this.#fs.chown(path, uid, gid, { followSymlinks: false });
    } catch (error) {
      if (!(error instanceof FileSystemError) || error.code !== "EPERM") throw error;
    }
  }

  #attempt({ name, type, linkname }: Entry, act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      const verb =
        type === "link" ? `hard link to '${linkname.replace(OUTWARD, "")}'` : (VERBS[type] ?? "mknod");
      this.#context.stderr(`tar: ${name.replace(/\/$/, "")}: Cannot ${verb}: ${error.strerror}\n`);
      this.#status = FAILED;
    }
  }
}

const VERBS: Partial<Record<Entry["type"], string>> = {
  file: "open",
  directory: "mkdir",
  symlink: "create symlink",
};

/** The part of a path that leads out of where it starts. */
const OUTWARD = /^(?:.*\/)?\.\.(?:\/|$)/;

/** Through which something could get out of the directory. */
function isOutward(target: string): boolean {
  return target.startsWith("/") || components(target).includes("..");
}
