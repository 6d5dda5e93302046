import * as nodeFs from "node:fs";
import fc from "fast-check";
import { FileSystemError } from "../../src/errors/filesystem.js";
import type { FileSystem } from "../../src/vfs/filesystem.js";

/** One system call on a small set of names, so that random sequences meet often. */
export type Operation =
  | { readonly op: "write" | "append"; readonly path: string; readonly text: string }
  | { readonly op: "rmdir" | "unlink" | "removeTree"; readonly path: string }
  | { readonly op: "mkdir"; readonly path: string; readonly mode?: number }
  | { readonly op: "rename" | "link"; readonly from: string; readonly to: string }
  | { readonly op: "symlink"; readonly target: string; readonly path: string }
  | { readonly op: "chmod"; readonly path: string; readonly mode: number }
  | { readonly op: "truncate"; readonly path: string; readonly size: number };

const name = fc.constantFrom("a", "b", "c", "é", "z z");
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join("/")}`);
const target = fc.oneof(path, fc.constantFrom("a", "./b", "c/a", ".", "missing"));

export const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    op: fc.constantFrom("write" as const, "append" as const),
    path,
    text: fc.string({ maxLength: 8 }),
  }),
  fc.record({
    op: fc.constantFrom("mkdir" as const, "rmdir" as const, "unlink" as const, "removeTree" as const),
    path,
  }),
  fc.record({ op: fc.constantFrom("rename" as const, "link" as const), from: path, to: path }),
  fc.record({ op: fc.constant("symlink" as const), target, path }),
  fc.record({
    op: fc.constant("chmod" as const),
    path,
    mode: fc.constantFrom(0o600, 0o644, 0o755, 0o4711, 0o1777),
  }),
  fc.record({ op: fc.constant("truncate" as const), path, size: fc.integer({ min: 0, max: 12 }) }),
);

const bytes = (text: string) => new TextEncoder().encode(text);

/** Runs it here; answers "ok" or the POSIX error code. */
export function perform(fs: FileSystem, step: Operation): string {
  try {
    switch (step.op) {
      case "write":
        fs.writeFile(step.path, bytes(step.text));
        break;
      case "append":
        fs.appendFile(step.path, bytes(step.text));
        break;
      case "removeTree":
        fs.remove(step.path, { recursive: true, force: true });
        break;
      case "rename":
      case "link":
        fs[step.op](step.from, step.to);
        break;
      case "symlink":
        fs.symlink(step.target, step.path);
        break;
      case "chmod":
        fs.chmod(step.path, step.mode);
        break;
      case "truncate":
        fs.truncate(step.path, step.size);
        break;
      case "mkdir":
        fs.mkdir(step.path, step.mode === undefined ? {} : { mode: step.mode });
        break;
      default:
        fs[step.op](step.path);
    }
    return "ok";
  } catch (error) {
    if (error instanceof FileSystemError) return error.code;
    throw error;
  }
}

/** Runs it on the machine's own file system below `root`. */
export function performOnDisk(root: string, step: Operation): string {
  const at = (path: string) => root + path;
  try {
    switch (step.op) {
      case "write":
        nodeFs.writeFileSync(at(step.path), step.text);
        break;
      case "append":
        nodeFs.appendFileSync(at(step.path), step.text);
        break;
      case "mkdir":
        nodeFs.mkdirSync(at(step.path), step.mode);
        break;
      case "rmdir":
        nodeFs.rmdirSync(at(step.path));
        break;
      case "unlink":
        nodeFs.unlinkSync(at(step.path));
        break;
      case "removeTree":
        nodeFs.rmSync(at(step.path), { recursive: true, force: true });
        break;
      case "rename":
        nodeFs.renameSync(at(step.from), at(step.to));
        break;
      case "link":
        nodeFs.linkSync(at(step.from), at(step.to));
        break;
      case "symlink":
        nodeFs.symlinkSync(step.target.startsWith("/") ? at(step.target) : step.target, at(step.path));
        break;
      case "chmod":
        nodeFs.chmodSync(at(step.path), step.mode);
        break;
      case "truncate":
        nodeFs.truncateSync(at(step.path), step.size);
        break;
    }
    return "ok";
  } catch (error) {
    if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
    throw error;
  }
}

/** Every path with what it is, one line each: two trees are the same when these are. */
export function listing(fs: FileSystem, directory = ""): string[] {
  return fs.readdir(directory || "/").flatMap((entry) => {
    const path = `${directory}/${entry.name}`;
    const stat = fs.lstat(path);
    const mode = stat.mode.toString(8);
    if (stat.kind === "directory") return [`${path}/ ${mode}`, ...listing(fs, path)];
    if (stat.kind === "symlink") return [`${path} -> ${fs.readlink(path)}`];
    const text = new TextDecoder().decode(fs.as({ ...fs.credentials, uid: 0 }).readFile(path));
    return [`${path} ${stat.kind} ${mode} ${JSON.stringify(text)}`];
  });
}

export function listingOnDisk(root: string, directory = ""): string[] {
  return nodeFs
    .readdirSync(root + directory)
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .flatMap((name) => {
      const path = `${directory}/${name}`;
      const stat = nodeFs.lstatSync(root + path);
      const mode = (stat.mode & 0o7777).toString(8);
      if (stat.isDirectory()) return [`${path}/ ${mode}`, ...listingOnDisk(root, path)];
      if (stat.isSymbolicLink()) {
        const target = nodeFs.readlinkSync(root + path);
        return [`${path} -> ${target.startsWith(root) ? target.slice(root.length) : target}`];
      }
      return [`${path} file ${mode} ${JSON.stringify(nodeFs.readFileSync(root + path, "utf8"))}`];
    });
}
