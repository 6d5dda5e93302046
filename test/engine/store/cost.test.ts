import { expect, test } from "vitest";
import { MemoryMedium } from "../../../src/content/memory-medium.js";
import { EmbeddedEngine } from "../../../src/engine/embedded/engine.js";
import { createRuntime } from "../../../src/programs/runtime.js";
import { createMemoryFileSystem } from "../../../src/vfs/memory.js";
import { stream } from "../../archives.js";
import { fixture } from "../../fixtures.js";

/** Counts what is asked of the disk, and the names it lists. */
class CountingMedium extends MemoryMedium {
  readonly counts = { create: 0, open: 0, exists: 0, stamp: 0, list: 0, remove: 0 };

  override create() {
    this.counts.create += 1;
    return super.create();
  }
  override open(path: string) {
    this.counts.open += 1;
    return super.open(path);
  }
  override exists(path: string) {
    this.counts.exists += 1;
    return super.exists(path);
  }
  override stamp(path: string) {
    this.counts.stamp += 1;
    return super.stamp(path);
  }
  override list(directory: string) {
    const names = super.list(directory);
    this.counts.list += names.length;
    return names;
  }
  override remove(path: string) {
    this.counts.remove += 1;
    super.remove(path);
  }
}

async function lab() {
  const medium = new CountingMedium();
  const engine = new EmbeddedEngine({ runtime: createRuntime(), medium });
  await engine.import(stream(fixture("docker-ops/tiny-base.tar")), { reference: "tiny" });
  const build = (text: string, tag: string) => {
    const context = createMemoryFileSystem();
    context.writeFile("/a.txt", new TextEncoder().encode(text));
    return engine.build({
      dockerfile: "FROM tiny\nCOPY a.txt /\nCOPY a.txt /b.txt\n",
      context,
      tags: [tag],
    });
  };
  const cost = async (text: string, tag: string) => {
    const before = { ...medium.counts };
    await build(text, tag);
    const { create, open, exists, stamp, list, remove } = medium.counts;
    return {
      create: create - before.create,
      open: open - before.open,
      exists: exists - before.exists,
      stamp: stamp - before.stamp,
      list: list - before.list,
      remove: remove - before.remove,
    };
  };
  return { medium, engine, build, cost };
}

test("a build asks as much of the disk in a store of forty images as in one of four", async () => {
  const { build, cost } = await lab();
  for (let number = 0; number < 4; number++) await build(`${number}`, `tag-${number}`);
  const few = { built: await cost("few", "few"), reused: await cost("few", "few") };
  for (let number = 4; number < 40; number++) await build(`${number}`, `tag-${number}`);
  const many = { built: await cost("many", "many"), reused: await cost("many", "many") };
  expect(many).toEqual(few);
});

test("what a build read is kept in its layers alone", async () => {
  const { medium, engine, build } = await lab();
  await build("one", "out");
  const kept = () => medium.list("/blobs/sha256").length;
  const before = kept();
  await build("two", "out");
  // Two layers, a configuration and a manifest.
  expect(kept()).toBe(before + 4);
  await engine.removeImage("out", { force: true });
  await engine.pruneBuildCache();
  await engine.removeImage((await engine.images()).find(({ tags }) => tags.length === 0)?.id ?? "none", {});
  // The three blobs of the image below.
  expect(kept()).toBe(3);
});
