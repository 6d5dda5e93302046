import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { applyChanges } from "../../src/vfs/apply.js";
import { listChanges } from "../../src/vfs/changes.js";
import { createMemoryFileSystem } from "../../src/vfs/memory.js";
import { type DirectoryNode, emptyChanges, emptyDirectory } from "../../src/vfs/node.js";
import { UnionFileSystem } from "../../src/vfs/union.js";
import { cases } from "../random.js";
import { listing, listingOnDisk, type Operation, operation, perform, performOnDisk } from "./operations.js";

const sequence = fc.array(operation, { maxLength: 25 });
const fresh = () => emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: 1 });

/** A rename that mv would do by copying, because overlayfs answers EXDEV for lower directories. */
function performAsMv(fs: UnionFileSystem, step: Operation): string {
  const answer = perform(fs, step);
  if (step.op !== "rename" || answer !== "EXDEV") return answer;
  const copy = (from: string, to: string) => {
    const stat = fs.lstat(from);
    if (stat.kind === "symlink") fs.symlink(fs.readlink(from), to);
    else if (stat.kind === "directory") {
      fs.mkdir(to);
      fs.chmod(to, stat.mode);
      for (const entry of fs.readdir(from)) copy(`${from}/${entry.name}`, `${to}/${entry.name}`);
    } else {
      fs.writeFile(to, fs.open(from));
      fs.chmod(to, stat.mode);
    }
  };
  const before = fs.lstatIfExists(step.to);
  if (before !== undefined) {
    if (before.kind !== "directory") return "ENOTDIR";
    const removed = perform(fs, { op: "rmdir", path: step.to });
    if (removed !== "ok") return removed;
  }
  copy(step.from, step.to);
  fs.remove(step.from, { recursive: true });
  return "ok";
}

test("a plain tree behaves as the machine's own file system, call for call", () => {
  fc.assert(
    fc.property(sequence, (steps) => {
      const root = mkdtempSync(join(tmpdir(), "layerlab-vfs-"));
      const umask = process.umask(0o022);
      try {
        const fs = createMemoryFileSystem();
        for (const step of steps) {
          const here = perform(fs, step);
          const there = performOnDisk(root, step);
          expect(here, JSON.stringify(step)).toBe(there);
        }
        expect(listing(fs)).toEqual(listingOnDisk(root));
      } finally {
        process.umask(umask);
        rmSync(root, { recursive: true, force: true });
      }
    }),
    cases(40),
  );
});

test("a union of any layers shows what the same calls leave on a plain tree", () => {
  fc.assert(
    fc.property(fc.array(sequence, { minLength: 2, maxLength: 4 }), (layers) => {
      const plain = createMemoryFileSystem();
      let lower: DirectoryNode = emptyDirectory();
      for (const steps of layers) {
        const upper = fresh();
        const union = new UnionFileSystem({ lower, upper });
        const before = listing(union);
        for (const step of steps) {
          // Hard links to lower files are broken by copy-up, as in overlayfs; the plain tree keeps them.
          if (step.op === "link") continue;
          expect(performAsMv(union, step), JSON.stringify(step)).toBe(perform(plain, step));
        }
        expect(listing(union)).toEqual(listing(plain));
        // The lower tree was not touched, and the changeset applied gives the same view.
        expect(listing(new UnionFileSystem({ lower, upper: fresh() }))).toEqual(before);
        lower = applyChanges(lower, upper);
        expect(listing(new UnionFileSystem({ lower, upper: fresh() }))).toEqual(listing(plain));
      }
    }),
    cases(50),
  );
});

test("a view nothing was written to has no changes; every change listed is a real one", () => {
  fc.assert(
    fc.property(sequence, sequence, (first, second) => {
      const base = fresh();
      for (const step of first) perform(new UnionFileSystem({ lower: emptyDirectory(), upper: base }), step);
      const lower = applyChanges(emptyDirectory(), base);
      expect(listChanges(lower, fresh())).toEqual([]);
      const upper = fresh();
      const view = new UnionFileSystem({ lower, upper });
      const before = new UnionFileSystem({ lower, upper: fresh() });
      for (const step of second) perform(view, step);
      for (const { kind, path } of listChanges(lower, upper)) {
        expect([
          path,
          before.lstatIfExists(path) !== undefined,
          view.lstatIfExists(path) !== undefined,
        ]).toEqual([path, kind !== "A", kind !== "D"]);
      }
    }),
    cases(50),
  );
});
