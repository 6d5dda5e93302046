import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareContents } from "../../src/analysis/compare.js";
import { type LayerChange, layerChanges, layerFile } from "../../src/analysis/layer-changes.js";
import { lensesOf } from "../../src/analysis/lenses.js";
import { sharingOf } from "../../src/analysis/sharing.js";
import { layersIn } from "../../src/analysis/trees.js";
import type { Contents, Stack } from "../../src/engine/views.js";
import { NotInLayerError } from "../../src/errors/views.js";
import type { FileSystem } from "../../src/vfs/filesystem.js";
import { cases } from "../random.js";
import { paths, step } from "./random.js";
import { buildStack, bytes, text } from "./stack.js";

function changesOf(contents: Contents, at: number) {
  const layers = layersIn(contents);
  const layer = layers.at(at);
  if (layer === undefined) throw new Error(`there is no layer ${at}`);
  return { data: layerChanges(contents, layers, layer), layers, layer };
}

function flat(change: LayerChange): readonly LayerChange[] {
  return change.children.flatMap((child) => [child, ...flat(child)]);
}

const { contents: example } = buildStack([
  (fs) => {
    fs.mkdir("/etc/conf", { recursive: true });
    fs.mkdir("/data");
    fs.writeFile("/etc/conf/a", text("one\ntwo\nthree\n"));
    fs.writeFile("/etc/passwd", bytes(100));
    fs.writeFile("/data/x", bytes(40));
    fs.writeFile("/data/y", bytes(2));
    fs.writeFile("/bin", bytes(5));
  },
  (fs) => {
    fs.writeFile("/etc/conf/a", text("one\n2\nthree\n"));
    fs.chmod("/etc/passwd", 0o600);
    fs.remove("/data", { recursive: true });
    fs.mkdir("/data");
    fs.writeFile("/data/new", bytes(3));
    fs.unlink("/bin");
    fs.mkdir("/large");
    fs.writeFile("/large/file", bytes(5000));
  },
]);

describe("the changes of a layer", () => {
  test("each path has its word, its bytes, and what it hides", () => {
    const { data } = changesOf(example, 1);
    const words = flat(data.root).map(({ path, change, size, hides, what }) => [
      path,
      change,
      size,
      hides,
      what,
    ]);
    expect(words).toEqual([
      ["/large", "added", 5000, 0, []],
      ["/large/file", "added", 5000, 0, []],
      ["/etc", "passed", 112, 114, []],
      ["/etc/passwd", "modified", 100, 100, ["mode 0644 → 0600"]],
      ["/etc/conf", "passed", 12, 14, []],
      ["/etc/conf/a", "modified", 12, 14, ["content", "time"]],
      ["/data", "opaque", 3, 42, []],
      ["/data/new", "added", 3, 0, []],
      ["/bin", "deleted", 0, 5, []],
    ]);
    expect(data.counts).toEqual({ added: 3, modified: 2, deleted: 1, opaque: 1, passed: 2 });
  });

  test("its bytes are the layer's size, and the largest comes first, whatever layers do", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
        const { contents } = buildStack(steps);
        for (const { number } of layersIn(contents)) {
          const size = contents.layers[number - 1]?.size;
          const { data } = changesOf(contents, number - 1);
          expect(data.size).toBe(size);
          for (const { children } of [data.root, ...flat(data.root)])
            expect(children.map((child) => child.size)).toEqual(
              children.map((child) => child.size).sort((a, b) => b - a),
            );
        }
      }),
    );
  });

  test("one file: both sides, and a diff of its text", () => {
    const { layers, layer } = changesOf(example, 1);
    const file = layerFile(layers, layer, "etc/conf/../conf/a");
    expect(file).toMatchObject({ path: "/etc/conf/a", change: "modified", what: ["content", "time"] });
    expect(file.diff).toBe(
      "--- /etc/conf/a\tbefore\n+++ /etc/conf/a\tnow\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n",
    );
    expect(layerFile(layers, layer, "/bin")).toMatchObject({ change: "deleted", before: { size: 5 } });
    expect(layerFile(layers, layer, "/bin").after).toBeUndefined();
    // Gone with the directory it was in.
    expect(layerFile(layers, layer, "/data/x")).toMatchObject({ change: "deleted", before: { size: 40 } });
    expect(() => layerFile(layers, layer, "/etc/nothing")).toThrow(NotInLayerError);
  });
});

describe("three lenses", () => {
  test("a deletion: a .wh. name in the archive, a device 0/0 on the host, nothing to see", () => {
    const lenses = lensesOf(example, "/bin");
    expect(
      lenses.layers.map(({ number, archive, host, lookup }) => [
        number,
        archive.map(({ name }) => name),
        host.map(({ type, device }) => [type, device]),
        lookup.finds,
        lookup.covered,
      ]),
    ).toEqual([
      [2, [".wh.bin"], [["character-device", { major: 0, minor: 0 }]], "whiteout", false],
      [1, ["bin"], [["file", undefined]], "file", true],
    ]);
    expect(lenses.merged).toBeUndefined();
  });

  test("every deletion of one mount is a device, though they share one", () => {
    const { contents } = buildStack([
      (fs) => {
        for (const name of ["/a", "/b", "/c"]) fs.writeFile(name, bytes(1));
      },
      (fs) => {
        for (const name of ["/a", "/b", "/c"]) fs.unlink(name);
      },
    ]);
    for (const name of ["/a", "/b", "/c"]) {
      const [top] = lensesOf(contents, name).layers;
      expect(top?.host).toMatchObject([{ means: "deletes", type: "character-device", about: name }]);
      expect(top?.archive).toMatchObject([{ means: "deletes", name: `.wh.${name.slice(1)}` }]);
    }
  });

  test("an opaque directory: a mark in the archive, an attribute on the host, and only its own files to see", () => {
    const lenses = lensesOf(example, "/data");
    const [top] = lenses.layers;
    expect(top?.archive.map(({ name }) => name)).toEqual(["data/", "data/.wh..wh..opq", "data/new"]);
    expect(top?.host[0]).toMatchObject({ name: "data", xattrs: { "trusted.overlay.opaque": "y" } });
    expect(top?.lookup).toMatchObject({ finds: "directory", opaque: true, stops: true });
    expect(lenses.merged).toMatchObject({ kind: "directory", from: [2], names: [{ name: "new", from: 2 }] });
    expect(lensesOf(example, "/data/x").layers[0]?.lookup).toMatchObject({ finds: "nothing", stops: true });
  });

  test("a directory is merged from each layer that has it", () => {
    const { merged } = lensesOf(example, "/etc");
    expect(merged).toMatchObject({
      from: [2, 1],
      names: [
        { name: "conf", from: 2 },
        { name: "passwd", from: 2 },
      ],
    });
  });

  test("the reader's way from the top ends at what a program sees, whatever layers do", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 5 }), step, paths, (steps, upper, path) => {
        const { contents, view } = buildStack(steps, { upper });
        const lenses = lensesOf(contents, path);
        const seen = kindOf(view, path);
        expect(lenses.merged?.kind).toBe(seen);
        const found = lenses.layers.find(
          ({ lookup }) => !lookup.covered && lookup.finds !== "nothing" && lookup.finds !== "whiteout",
        );
        expect(found?.lookup.finds).toBe(seen);
      }),
      cases(75),
    );
  });
});

/** What stands at a path when no link on the way is followed, as a layer's entries have it. */
function kindOf(fs: FileSystem, path: string): string | undefined {
  const parts = path.split("/").filter((part) => part !== "");
  for (let depth = 1; depth < parts.length; depth++)
    if (fs.lstatIfExists(`/${parts.slice(0, depth).join("/")}`)?.kind !== "directory") return undefined;
  return fs.lstatIfExists(path)?.kind;
}

describe("comparing", () => {
  test("nothing differs from itself; what one layer more does, differs", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 4 }), (steps) => {
        const { contents } = buildStack(steps);
        const comparison = compareContents(contents, contents);
        expect(comparison.differences).toEqual([]);
        expect(comparison.common).toHaveLength(contents.layers.length);
      }),
    );
    const base = { ...example, layers: example.layers.slice(0, 1) };
    const { differences, common, second } = compareContents(base, example);
    expect(common).toHaveLength(1);
    expect(second.own.map(({ number }) => number)).toEqual([2]);
    expect(differences.map(({ path, in: where, sizes }) => [path, where, sizes])).toEqual([
      ["/large", "second", [0, 5000]],
      ["/etc/passwd", "both", [100, 100]],
      ["/data/x", "first", [40, 0]],
      ["/etc/conf/a", "both", [14, 12]],
      ["/bin", "first", [5, 0]],
      ["/data/new", "second", [0, 3]],
      ["/data/y", "first", [2, 0]],
    ]);
  });
});

describe("sharing", () => {
  const stackOf = (contents: Contents, name: string): Stack => ({
    kind: contents.kind,
    name,
    id: name,
    layers: contents.layers,
  });
  test("each layer is on the disk once", () => {
    const base = { ...example, layers: example.layers.slice(0, 1) };
    const sharing = sharingOf([stackOf(base, "base"), stackOf(example, "one"), stackOf(example, "two")]);
    const [low = 0, high = 0] = example.layers.map(({ size }) => size);
    expect(sharing).toMatchObject({ onDisk: low + high, total: 3 * low + 2 * high, saved: 2 * low + high });
    expect(sharing.members.map(({ shared, unique }) => [shared, unique])).toEqual([
      [low, 0],
      [low + high, 0],
      [low + high, 0],
    ]);
    expect(sharing.layers.map(({ usedBy }) => usedBy)).toEqual([
      [0, 1, 2],
      [1, 2],
    ]);
  });

  test("an equal layer on another base is stored once, too", () => {
    const same = (fs: FileSystem) => {
      fs.writeFile("/same", bytes(50));
      fs.utimes("/same", 1);
    };
    const a = buildStack([(fs) => fs.writeFile("/a", bytes(1)), same]).contents;
    const b = buildStack([(fs) => fs.writeFile("/b", bytes(2)), same]).contents;
    const sharing = sharingOf([stackOf(a, "a"), stackOf(b, "b")]);
    expect(sharing).toMatchObject({ onDisk: 53, total: 103, saved: 50 });
    expect(compareContents(a, b)).toMatchObject({ common: [], elsewhere: [a.layers[1]?.diffId] });
  });
});
