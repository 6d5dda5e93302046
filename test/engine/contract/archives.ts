import { describe, expect, test } from "vitest";
import { treeOf } from "../../../src/api/build-context.js";
import { stream } from "../../archives.js";
import { collected, type Engines, exec, refusal, text, up } from "./support.js";

/** Archives, builds, and views of layers. */
export function archives({ create, withUbuntu }: Engines): void {
  describe("archives, builds, views", () => {
    test("save and load: the same images under the same names", async () => {
      const engine = await withUbuntu();
      const [before] = await engine.images();
      const bytes = await collected(engine.save(["ubuntu"]));
      await engine.removeImage("ubuntu");
      const [loaded] = await engine.load(stream(bytes));
      expect(loaded).toMatchObject({ id: before?.id, references: ["ubuntu:latest"] });
    });

    test("export and import: the same files in one layer", async () => {
      const engine = await withUbuntu();
      await up(engine, "one");
      await exec(engine, "one", "echo kept > /kept; rm /etc/legal");
      const bytes = await collected(engine.export("one"));
      const id = await engine.import(stream(bytes), { reference: "flat", changes: ["CMD cat /kept"] });
      expect((await engine.inspectImage("flat")).RootFS.Layers).toHaveLength(1);
      const container = await engine.create({ image: id });
      expect(await (await engine.start(container)).wait()).toEqual({ exitCode: 0 });
      expect((await engine.logs(container)).map(({ bytes }) => text(bytes)).join("")).toBe("kept\n");
      expect((await engine.fileSystem(container)).lstatIfExists("/etc/legal")).toBeUndefined();
    });

    test("cp: out of one container, into another", async () => {
      const engine = await withUbuntu();
      await up(engine, "one");
      await exec(engine, "one", "mkdir /d; echo 1 > /d/f; ln -s /d/f /link");
      expect(await engine.statPath("one", "/link")).toMatchObject({
        stat: { kind: "symlink" },
        linkTarget: "/d/f",
      });
      const { archive, stat } = await engine.copyFrom("one", "/d");
      expect(stat.kind).toBe("directory");
      const target = await engine.create({ image: "ubuntu" });
      await engine.copyInto(target, "/tmp", archive);
      expect(await engine.diff(target)).toEqual([
        { kind: "C", path: "/tmp" },
        { kind: "A", path: "/tmp/d" },
        { kind: "A", path: "/tmp/d/f" },
      ]);
      expect(await refusal(engine.statPath("one", "/nosuch"))).toBe(
        "Could not find the file /nosuch in container one",
      );
    });

    test("build: a step that nothing changed for comes from the cache, until the cache is pruned", async () => {
      const engine = await withUbuntu();
      const options = {
        dockerfile: "FROM ubuntu\nRUN echo made > /made\n",
        context: treeOf({}),
        tags: ["made"],
      };
      const { id, steps } = await engine.build(options);
      expect(steps.map(({ miss }) => miss === undefined)).toEqual([false]);
      expect((await engine.previewBuild(options)).map(({ miss }) => miss === undefined)).toEqual([true]);
      expect((await engine.lastBuild("made"))?.map(({ outcome }) => outcome)).toEqual(["built"]);
      expect((await engine.build(options)).id).toBe(id);
      expect((await engine.lastBuild("made:latest"))?.map(({ outcome }) => outcome)).toEqual(["reused"]);
      expect(await engine.lastBuild("ubuntu")).toBeUndefined();
      expect(await engine.buildCache()).toHaveLength(1);
      expect(await engine.pruneBuildCache()).toHaveLength(1);
      expect((await engine.previewBuild(options)).map(({ miss }) => miss === undefined)).toEqual([false]);
    });

    test("stack and contents: the image's layers, then what the container changes", async () => {
      const engine = await withUbuntu();
      await up(engine, "one");
      await exec(engine, "one", "echo 12345 > /new");
      const { layers, upper } = await engine.stack("one");
      expect(layers.map(({ diffId }) => diffId)).toEqual((await engine.inspectImage("ubuntu")).RootFS.Layers);
      expect(upper).toMatchObject({ entries: 1, size: 6 });
      const contents = await engine.contents("one");
      expect([...(contents.upper?.changes.changes.keys() ?? [])]).toEqual(["new"]);
      expect(contents.layers.map(({ archive }) => archive.size)).toEqual(
        layers.map(({ archiveSize }) => archiveSize),
      );
    });

    test("df and prune: a stopped container, then the image that nothing uses any more", async () => {
      const engine = await withUbuntu();
      const id = await engine.create({ image: "ubuntu" });
      expect(await engine.df()).toMatchObject({
        images: { total: 1, active: 1 },
        containers: { total: 1, active: 0 },
      });
      expect((await engine.prune({ kind: "images", all: true })).images).toEqual([]);
      const { containers, images } = await engine.prune({ kind: "system", all: true });
      expect(containers).toEqual([id]);
      expect(images).toContainEqual({ kind: "untagged", reference: "ubuntu:latest" });
      expect((await engine.df()).images).toMatchObject({ total: 0, size: 0 });
    });

    test("the engine says which it is", async () => {
      const { name: engine, version } = await (await create()).version();
      expect(engine).not.toBe("");
      expect(version).toMatch(/^\d+\.\d+/);
    });
  });
}
