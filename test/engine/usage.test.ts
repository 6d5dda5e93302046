import { expect, test } from "vitest";
import { MemoryMedium } from "../../src/content/memory-medium.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { stream } from "../archives.js";
import { fixture } from "../fixtures.js";
import { exec } from "./contract/support.js";

const base = fixture("docker-ops/tiny-base.tar");
const BASE = 1_982_443;

/** tiny, and on it: `five` with 5 bytes more, and a nameless image with 7 more than that, whose container stays. */
async function lab() {
  const medium = new MemoryMedium();
  const engine = new EmbeddedEngine({ runtime: createRuntime(), medium });
  await engine.import(stream(base), { reference: "tiny" });
  const up = async (name: string, image: string, line: string) => {
    await engine.create({ image, name, command: ["/bin/sh"], interactive: true });
    await engine.start(name);
    expect(await exec(engine, name, line)).toMatchObject({ exitCode: 0, stderr: "" });
  };
  await up("one", "tiny", "printf 12345 > /five");
  await engine.commit("one", { reference: "five" });
  await engine.removeContainer("one", { force: true });
  await up("two", "five", "printf 1234567 > /seven");
  const nameless = await engine.commit("two");
  return { engine, medium, nameless, blobs: () => medium.list("/blobs/sha256").length };
}

test("df counts shared layers once, and says what each image has for itself", async () => {
  const { engine, nameless } = await lab();
  const { images, containers, volumes, buildCache } = await engine.df();
  const lines = images.items.map(({ tags, size, sharedSize, uniqueSize, containers: count }) => [
    tags[0],
    size,
    sharedSize,
    uniqueSize,
    count,
  ]);
  expect(lines).toEqual([
    ["tiny:latest", BASE, BASE, 0, 0],
    ["five:latest", BASE + 5, BASE + 5, 0, 1],
    [undefined, BASE + 12, BASE + 5, 7, 0],
  ]);
  expect(images.items[2]?.id).toBe(nameless);
  expect({ ...images, items: [] }).toEqual({
    total: 3,
    active: 1,
    size: BASE + 12,
    reclaimable: BASE + 12,
    items: [],
  });
  expect(containers).toMatchObject({
    total: 1,
    active: 1,
    size: 7,
    reclaimable: 0,
    items: [{ name: "two", size: 7 }],
  });
  expect([volumes.total, buildCache.total]).toEqual([0, 0]);
  await engine.stop("two");
  expect((await engine.df()).containers).toMatchObject({ active: 0, reclaimable: 7 });
});

test("image prune takes what has no name; with all, what has no container", async () => {
  const { engine, nameless } = await lab();
  expect(await engine.prune({ kind: "images" })).toMatchObject({
    containers: [],
    images: [{ kind: "deleted", id: nameless }, { kind: "deleted" }],
    spaceReclaimed: 7,
  });
  expect(await engine.prune({ kind: "images" })).toEqual({
    containers: [],
    volumes: [],
    images: [],
    spaceReclaimed: 0,
  });
  await engine.tag("tiny", "unused");
  await engine.prune({ kind: "images", all: true });
  // `five` has a container; what it was made from stays, without its names.
  expect((await engine.images({ all: true })).map(({ tags }) => tags)).toEqual([["five:latest"], []]);
});

test("container prune takes what does not run; only what is older, where asked for", async () => {
  const { engine } = await lab();
  await engine.create({ image: "tiny", name: "new", command: ["none"] });
  expect((await engine.prune({ kind: "containers", until: 1 })).containers).toEqual([]);
  const pruned = await engine.prune({ kind: "containers" });
  expect([pruned.containers.length, pruned.spaceReclaimed]).toEqual([1, 0]);
  expect((await engine.containers({ all: true })).map(({ name }) => name)).toEqual(["two"]);
  await engine.stop("two");
  expect(await engine.prune({ kind: "containers" })).toMatchObject({ spaceReclaimed: 7, images: [] });
});

test("system prune with all leaves an empty store", async () => {
  const { engine, blobs } = await lab();
  await engine.stop("two");
  const { images, containers, spaceReclaimed } = await engine.prune({ kind: "system", all: true });
  expect([containers.length, images.filter(({ kind }) => kind === "untagged").length]).toEqual([1, 2]);
  expect(spaceReclaimed).toBe(BASE + 5 + 7 + 7);
  expect(await engine.df()).toMatchObject({ images: { total: 0, size: 0 }, containers: { total: 0 } });
  expect(blobs()).toBe(0);
});
