import type { StepMount } from "../../../builder/step-mounts.js";
import { base } from "../../../posix/path.js";
import { emptyChanges, emptyDirectory, type MutableDirectory } from "../../../vfs/node.js";
import type { Mount } from "../../../vfs/union/walk.js";
import { UnionFileSystem } from "../../../vfs/union.js";

/**
 * What a RUN step asked to have mounted, as its view of files takes it.
 *
 * @param kept the files of cache mounts, by id
 */
export function mountOf(mount: StepMount, now: number, kept: Map<string, MutableDirectory>): Mount {
  switch (mount.kind) {
    case "tmpfs":
      return {
        view: { lower: undefined, upper: emptyChanges({ mode: 0o1777, uid: 0, gid: 0, mtime: now }) },
      };
    case "script":
      return { view: { lower: undefined, upper: holding(mount.name, mount.content, { mode: 0o755, now }) } };
    case "bind": {
      const { files: upper, name, isWritable } = mount;
      const view = { lower: undefined, upper, ...(isWritable ? {} : { readOnly: true }) };
      return name === undefined ? { view } : { view, file: name };
    }
    case "secret": {
      const name = base(mount.target);
      const upper = holding(name, mount.content, { ...mount, now });
      return { view: { lower: undefined, upper, readOnly: true }, file: name };
    }
    case "cache": {
      const { id, mode, uid, gid } = mount;
      const files = kept.get(id) ?? emptyChanges({ mode, uid, gid, mtime: now });
      kept.set(id, files);
      return { view: { lower: undefined, upper: files } };
    }
  }
}

/** Where BuildKit makes something to mount on, where the image has nothing there. */
export function mountPointsOf(mounts: readonly StepMount[]): {
  readonly directories: readonly string[];
  readonly files: readonly string[];
} {
  const places = (wanted: boolean) =>
    mounts.filter((mount) => isFile(mount) === wanted).map(({ target }) => target);
  return { directories: places(false), files: places(true) };
}

function isFile(mount: StepMount): boolean {
  return mount.kind === "secret" || (mount.kind === "bind" && mount.name !== undefined);
}

/** A directory with one file. */
function holding(
  name: string,
  content: string | Uint8Array,
  owned: { readonly mode: number; readonly uid?: number; readonly gid?: number; readonly now: number },
): MutableDirectory {
  const { mode, uid = 0, gid = 0, now } = owned;
  const upper = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: now });
  const fs = new UnionFileSystem({ lower: emptyDirectory(), upper, now: () => now });
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  fs.writeFile(`/${name}`, bytes, { mode });
  fs.chown(`/${name}`, uid, gid);
  fs.chmod(`/${name}`, mode);
  return upper;
}
