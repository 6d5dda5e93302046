import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { MediumWriter } from "../../src/content/medium.js";
import { MemoryMedium } from "../../src/content/memory-medium.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { StoreAccessError } from "../../src/errors/store.js";
import { hexOf } from "../../src/oci/digest.js";
import { stream } from "../archives.js";
import { exec } from "./contract/support.js";
import { base, blobs, home, open, recordOf, runtime, up, withTiny } from "./kept-engines.js";

/** A disk that refuses to write one file while it is told to. */
class FullDisk extends MemoryMedium {
  refused = "";

  override create(): MediumWriter {
    const writer = super.create();
    return {
      ...writer,
      commit: (path) => {
        if (path === this.refused) throw new StoreAccessError(path, "write", new Error("no space left"));
        writer.commit(path);
      },
    };
  }
}

describe("work that cannot be written", () => {
  test("takes away neither the containers nor the images that it was to remove", async () => {
    const medium = new FullDisk();
    const engine = new EmbeddedEngine({ runtime, medium });
    await engine.import(stream(base), { reference: "tiny", changes: ["CMD /bin/sh"] });
    await engine.create({ image: "tiny", name: "box" });
    medium.refused = "/index.json";
    await expect(engine.prune({ kind: "system", all: true })).rejects.toThrow(StoreAccessError);
    medium.refused = "";
    for (const each of [engine, new EmbeddedEngine({ runtime, medium })]) {
      expect((await each.containers({ all: true })).map(({ name }) => name)).toEqual(["box"]);
      expect((await each.images()).map(({ tags }) => tags)).toEqual([["tiny:latest"]]);
      expect(await each.diff("box")).toEqual([]);
    }
    expect((await engine.prune({ kind: "system", all: true })).containers).toHaveLength(1);
    expect(await new EmbeddedEngine({ runtime, medium }).containers({ all: true })).toEqual([]);
  });

  test("leaves a container free for the next one that takes it", async () => {
    const medium = new FullDisk();
    const engine = new EmbeddedEngine({ runtime, medium });
    await engine.import(stream(base), { reference: "tiny", changes: ["CMD /bin/sh"] });
    const id = await engine.create({ image: "tiny", name: "box", interactive: true });
    medium.refused = `/containers/${id}/container.json`;
    await expect(engine.start("box")).rejects.toThrow(StoreAccessError);
    medium.refused = "";
    expect(medium.noted(`/containers/${id}/owner`)).toBeUndefined();
    expect((await engine.inspectContainer("box")).State.Status).toBe("created");
    await engine.start("box");
    expect(await exec(engine, "box", "echo 1")).toMatchObject({ stdout: "1\n" });
  });

  test("a program that ends while the disk refuses ends nothing else; it is written when there is room", async () => {
    const medium = new FullDisk();
    const engine = new EmbeddedEngine({ runtime, medium });
    await engine.import(stream(base), { reference: "tiny", changes: ["CMD /bin/sh"] });
    const id = await engine.create({ image: "tiny", name: "box", command: ["sh", "-c", "echo 1 > /one"] });
    const run = await engine.start("box");
    medium.refused = `/containers/${id}/container.json`;
    await expect(run.wait()).rejects.toThrow(StoreAccessError);
    medium.refused = "";
    await vi.waitFor(() => expect(medium.noted(`/containers/${id}/owner`)).toBeUndefined(), 10_000);
    const next = new EmbeddedEngine({ runtime, medium });
    expect((await next.inspectContainer("box")).State).toMatchObject({ Status: "exited", ExitCode: 0 });
    expect((await next.diff("box")).map(({ path }) => path)).toEqual(["/one"]);
  });
});

describe("damage", () => {
  test("a container's record: the others go on, and that one can be removed", async () => {
    const path = home();
    const engine = await withTiny(path);
    await up(engine, "good");
    await up(engine, "bad");
    await exec(engine, "good", "echo 1 > /one");
    const { Id } = await engine.inspectContainer("bad");
    const { Id: good } = await engine.inspectContainer("good");
    for (const harm of [
      () => writeFileSync(recordOf(path, Id), "{"),
      () => truncateSync(recordOf(path, Id), 20),
      () => writeFileSync(recordOf(path, Id), JSON.stringify({ version: 1, id: Id, sequence: "one" })),
    ]) {
      harm();
      const next = open(path);
      const rows = await next.containers({ all: true });
      expect(rows.map(({ id, status }) => [id, status])).toEqual([
        [good, "running"],
        [Id, "dead"],
      ]);
      expect(rows.map(({ damage }) => damage === undefined)).toEqual([true, false]);
      expect(await exec(next, "good", "cat /one")).toMatchObject({ stdout: "1\n" });
      await expect(next.inspectContainer("bad")).rejects.toMatchObject({
        code: "ESTOREDOCUMENT",
        message: expect.stringContaining(`docker rm -f ${Id.slice(0, 12)}`),
      });
    }
    await open(path).removeContainer(Id.slice(0, 12), { force: true });
    expect(readdirSync(join(path, "containers"))).toEqual([good]);
    await expect(open(path).inspectContainer("bad")).rejects.toThrow("No such container: bad");
  });

  test("the index: an error that names it; nothing is deleted", async () => {
    const path = home();
    await withTiny(path);
    const index = join(path, "index.json");
    const before = [readFileSync(index), blobs(path)] as const;
    for (const text of ["{", "[]", '{"manifests":{}}', "\xff", "null"]) {
      writeFileSync(index, text, "latin1");
      await expect(open(path).images()).rejects.toMatchObject({
        code: "ESTOREDOCUMENT",
        message: expect.stringContaining("index.json is damaged"),
      });
      expect(blobs(path)).toEqual(before[1]);
    }
    writeFileSync(index, before[0]);
    expect((await open(path).images()).length).toBe(1);
  });

  test("an image's blobs: an error that names the blob; others go on; rmi works, and so does pulling again", async () => {
    const path = home();
    const engine = await withTiny(path);
    await up(engine, "box");
    await exec(engine, "box", "echo 1 > /one");
    await engine.removeImage(await engine.commit("box", { reference: "gone" }));
    const id = await engine.commit("box", { reference: "harmed" });
    const { RootFS } = await engine.inspectImage("harmed");
    const fileOf = (digest: string) => join(path, "blobs", "sha256", digest.slice(7));
    const config = readFileSync(fileOf(id));
    writeFileSync(fileOf(id), config.toString().replace("linux", "Linux"));
    await expect(open(path).inspectImage("harmed")).rejects.toMatchObject({
      code: "EBLOBCORRUPT",
      data: { digest: id },
    });
    rmSync(fileOf(id));
    await expect(open(path).inspectImage("harmed")).rejects.toMatchObject({
      code: "EBLOBNOTFOUND",
      data: { digest: id },
    });
    expect((await open(path).inspectImage("tiny")).RepoTags).toEqual(["tiny:latest"]);
    expect(await exec(open(path), "box", "cat /one")).toMatchObject({ stdout: "1\n" });
    await open(path).removeImage("harmed");
    expect((await open(path).images()).map(({ tags }) => tags)).toEqual([["tiny:latest"]]);
    // A layer cut short is told when it is read, by name; importing its archive again puts it right.
    const layer = RootFS.Layers[0] ?? "";
    truncateSync(fileOf(layer), 5000);
    await expect(exec(open(path), "box", "cat /one")).rejects.toMatchObject({
      code: "EBLOBCORRUPT",
      data: { digest: layer, size: 5000 },
    });
    await open(path).import(stream(base), { reference: "tiny2" });
    expect(await exec(open(path), "box", "cat /one")).toMatchObject({ stdout: "1\n" });
  });

  test("a container's files: an error that names the blob, in that container alone", async () => {
    const path = home();
    const engine = await withTiny(path);
    await up(engine, "one");
    await up(engine, "two");
    await exec(engine, "one", "busybox seq 1 2000 > /long; echo short > /short");
    const { upper } = JSON.parse(
      readFileSync(recordOf(path, (await engine.inspectContainer("one")).Id), "utf8"),
    );
    const fileOf = (digest: string) => join(path, "blobs", "sha256", digest.slice(7));
    writeFileSync(fileOf(upper.packs[0].digest), "no");
    expect(await exec(open(path), "one", "cat /short")).toMatchObject({ stdout: "short\n" });
    await expect(open(path).commit("one")).rejects.toMatchObject({ code: "EBLOBCORRUPT" });
    writeFileSync(fileOf(upper.tree.digest), "no");
    await expect(open(path).diff("one")).rejects.toMatchObject({ data: { digest: upper.tree.digest } });
    expect(await exec(open(path), "two", "echo fine")).toMatchObject({ stdout: "fine\n" });
    await open(path).removeContainer("one", { force: true });
    expect(hexOf(upper.tree.digest) in blobs(path)).toBe(false);
  });
});
