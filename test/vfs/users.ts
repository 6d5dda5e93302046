import * as nodeFs from "node:fs";
import fc from "fast-check";
import { FileSystemError } from "../../src/errors/filesystem.js";
import type { Credentials, FileSystem } from "../../src/vfs/filesystem.js";
import { type Operation, perform, performOnDisk } from "./operations.js";

/** Two people who share a group, and root. */
const USERS = {
  root: { uid: 0, gid: 0, groups: [], umask: 0o022 },
  ann: { uid: 1101, gid: 1101, groups: [1103], umask: 0o022 },
  ben: { uid: 1102, gid: 1102, groups: [1103], umask: 0o022 },
} as const satisfies Readonly<Record<string, Credentials>>;

type User = keyof typeof USERS;

/** What asks for permissions, and what changes them, besides the calls of {@link Operation}. */
type UserOperation =
  | Operation
  | { readonly op: "read" | "list" | "stat" | "readlink"; readonly path: string }
  | { readonly op: "chown" | "lchown"; readonly path: string; readonly uid: number; readonly gid: number }
  | { readonly op: "utimes"; readonly path: string };

export type Step = UserOperation & { readonly who: User };

const name = fc.constantFrom("a", "b", "c");
const path = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join("/")}`),
  },
  { weight: 1, arbitrary: fc.tuple(name, name).map(([first, second]) => `/${first}/../${second}`) },
);
const text = fc.constantFrom("x", "some text");
const mode = fc.constantFrom(
  ...[0o777, 0o755, 0o644, 0o700, 0o070, 0o007, 0o000, 0o750, 0o711, 0o664, 0o666],
  ...[0o4755, 0o4711, 0o6755, 0o2755, 0o4644, 0o1777, 0o2777, 0o3777, 0o7777, 0o2070],
);
const someone = fc.constantFrom(-1, 0, ...Object.values(USERS).map(({ uid }) => uid));
const someGroup = fc.constantFrom(-1, 0, 1101, 1102, 1103);

const userOperation: fc.Arbitrary<UserOperation> = fc.oneof(
  fc.record({ op: fc.constantFrom("write" as const, "append" as const), path, text }),
  fc.record({ op: fc.constantFrom("rmdir" as const, "unlink" as const), path }),
  fc.record({ op: fc.constant("mkdir" as const), path, mode }),
  fc.record({ op: fc.constantFrom("rename" as const, "link" as const), from: path, to: path }),
  fc.record({ op: fc.constant("symlink" as const), target: fc.oneof(path, name), path }),
  fc.record({ op: fc.constant("chmod" as const), path, mode }),
  fc.record({ op: fc.constant("truncate" as const), path, size: fc.integer({ min: 0, max: 12 }) }),
  fc.record({
    op: fc.constantFrom("read" as const, "list" as const, "stat" as const, "readlink" as const),
    path,
  }),
  fc.record({ op: fc.constantFrom("chown" as const, "lchown" as const), path, uid: someone, gid: someGroup }),
  fc.record({ op: fc.constant("utimes" as const), path }),
);

export const step: fc.Arbitrary<Step> = fc
  .tuple(fc.constantFrom(...(Object.keys(USERS) as User[])), userOperation)
  .map(([who, operation]) => ({ ...operation, who }));

export function performAs(fs: FileSystem, step: Step): string {
  const mine = fs.as(USERS[step.who]);
  switch (step.op) {
    case "read":
      return answer(() => mine.readFile(step.path).length);
    case "list":
      return answer(() => mine.readdir(step.path).map((entry) => entry.name));
    case "stat":
      return answer(() => mine.stat(step.path).mode);
    case "readlink":
      return answer(() => mine.readlink(step.path));
    case "chown":
    case "lchown":
      return answer(() => mine.chown(step.path, step.uid, step.gid, { followSymlinks: step.op === "chown" }));
    case "utimes":
      return answer(() => mine.utimes(step.path, 5));
    default:
      return perform(mine, step);
  }
}

/** The same on the machine's own file system, as that user: the kernel checks by the effective ids. */
export function performAsOnDisk(root: string, step: Step): string {
  const at = root + ("path" in step ? step.path : "");
  return actingAs(USERS[step.who], () => {
    switch (step.op) {
      case "read":
        return answer(() => nodeFs.readFileSync(at).length);
      case "list":
        return answer(() => nodeFs.readdirSync(at).sort());
      case "stat":
        return answer(() => nodeFs.statSync(at).mode & 0o7777);
      case "readlink":
        return answer(() => nodeFs.readlinkSync(at).replace(root, ""));
      case "chown":
        return answer(() => nodeFs.chownSync(at, same(step.uid), same(step.gid)));
      case "lchown":
        return answer(() => nodeFs.lchownSync(at, same(step.uid), same(step.gid)));
      case "utimes":
        return answer(() => nodeFs.utimesSync(at, 5, 5));
      default:
        return performOnDisk(root, step);
    }
  });
}

/** Node.js has no -1 here, but the same number without a sign. */
function same(id: number): number {
  return id === -1 ? 0xffff_ffff : id;
}

function answer(act: () => unknown): string {
  try {
    return JSON.stringify(act()) ?? "ok";
  } catch (error) {
    if (error instanceof FileSystemError) return error.code;
    if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
    throw error;
  }
}

/** Only root can become somebody else, and come back. */
export const CAN_ACT = process.platform === "linux" && process.geteuid?.() === 0;

function actingAs<Result>(user: Credentials, act: () => Result): Result {
  const { setgroups, getgroups, setegid, seteuid } = process;
  if (!setgroups || !getgroups || !setegid || !seteuid) throw new Error("there are no users on this machine");
  const before = getgroups();
  const umask = process.umask(user.umask);
  try {
    setgroups([...user.groups]);
    setegid(user.gid);
    seteuid(user.uid);
    return act();
  } finally {
    seteuid(0);
    setegid(0);
    setgroups(before);
    process.umask(umask);
  }
}

/** Who may do what with every path, one line each, as root sees it. */
export function ownership(fs: FileSystem, directory = ""): string[] {
  return fs.readdir(directory || "/").flatMap((entry) => {
    const path = `${directory}/${entry.name}`;
    const { kind, mode, uid, gid } = fs.lstat(path);
    const line = `${path} ${kind} ${mode.toString(8)} ${uid}:${gid}`;
    return kind === "directory" ? [line, ...ownership(fs, path)] : [line];
  });
}

export function ownershipOnDisk(root: string, directory = ""): string[] {
  return nodeFs
    .readdirSync(root + directory)
    .sort()
    .flatMap((name) => {
      const path = `${directory}/${name}`;
      const stat = nodeFs.lstatSync(root + path);
      const kind = stat.isDirectory() ? "directory" : stat.isSymbolicLink() ? "symlink" : "file";
      const line = `${path} ${kind} ${(stat.mode & 0o7777).toString(8)} ${stat.uid}:${stat.gid}`;
      return kind === "directory" ? [line, ...ownershipOnDisk(root, path)] : [line];
    });
}
