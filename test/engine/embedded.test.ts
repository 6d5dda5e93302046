import { expect, test } from "vitest";
import { treeOf } from "../../src/api/build-context.js";
import type { BuildEvent } from "../../src/builder/events.js";
import type { Medium } from "../../src/content/medium.js";
import { MemoryMedium } from "../../src/content/memory-medium.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { readLayer } from "../../src/layer/layer.js";
import { asDiffId, sha256 } from "../../src/oci/digest.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { toBytes } from "../../src/vfs/data.js";
import { HUB_WITHOUT_IMAGES } from "../registry/hub.js";
import { exec } from "./contract/support.js";
import { engineContract } from "./contract.js";
import { mediumWith } from "./filled-medium.js";

const create = async (medium: Medium = new MemoryMedium()) =>
  new EmbeddedEngine({ runtime: createRuntime(), medium, registry: { fetch: HUB_WITHOUT_IMAGES } });
const withUbuntu = async () => create(await mediumWith("ubuntu"));

engineContract("embedded, in memory", { create, withUbuntu });

test("every id is the digest of bytes that are in the store", async () => {
  const engine = await withUbuntu();
  await engine.create({ image: "ubuntu", name: "one", interactive: true, tty: true });
  await engine.start("one");
  await exec(engine, "one", "echo hello > /hello");
  const id = await engine.commit("one", { reference: "hello" });
  const config: unknown = JSON.parse(new TextDecoder().decode(engine.content.read(id)));
  const { RootFS } = await engine.inspectImage("hello");
  expect(config).toMatchObject({ rootfs: { type: "layers", diff_ids: RootFS.Layers } });
  for (const diffId of RootFS.Layers) {
    expect(sha256(toBytes(engine.content.open(diffId)))).toBe(diffId);
    expect(readLayer(engine.content, asDiffId(diffId)).descriptor.digest).toBe(diffId);
  }
});

test("the host has one directory for each layer, with the layer's own files and nothing else", async () => {
  const engine = await withUbuntu();
  await engine.create({ image: "ubuntu", name: "one", interactive: true, tty: true });
  await engine.start("one");
  await exec(engine, "one", "echo hello > /hello; rm /etc/hostname-that-never-was /etc/legal");
  const { layers, upper } = await engine.stack("one");
  const host = engine.host();
  const names = (directory: string) => host.readdir(directory).map(({ name }) => name);
  expect(names(upper?.directory ?? "")).toEqual(["etc", "hello"]);
  expect(host.lstat(`${upper?.directory}/etc/legal`)).toMatchObject({
    kind: "character-device",
    device: { major: 0, minor: 0 },
  });
  expect(names(layers[0]?.directory ?? "")).toContain("etc");
  expect(host.lstat(`${layers[0]?.directory}/etc/legal`).kind).toBe("file");
  expect(() => host.writeFile(`${upper?.directory}/hello`, new Uint8Array())).toThrow("EROFS");
});

test("a RUN step whose program is not there says what runc says, and ends with 1", async () => {
  const engine = await create();
  const refused = async (dockerfile: string) => {
    let log = "";
    const onEvent = (event: BuildEvent) => {
      if (event.kind === "log") log += new TextDecoder().decode(event.bytes);
    };
    const error: unknown = await engine
      .build({ dockerfile, context: treeOf({}), onEvent })
      .catch((reason: unknown) => reason);
    return { log, message: error instanceof Error ? error.message : "" };
  };
  const run = "runc run failed: unable to start container process: exec:";
  expect(await refused("FROM scratch\nRUN echo\n")).toEqual({
    log: `${run} "/bin/sh": stat /bin/sh: no such file or directory\n`,
    message: expect.stringContaining('process "/bin/sh -c echo" did not complete successfully: exit code: 1'),
  });
  expect(await refused('FROM ubuntu\nRUN ["nosuch"]\n')).toMatchObject({
    log: `${run} "nosuch": executable file not found in $PATH\n`,
  });
  expect(await refused('FROM ubuntu\nRUN ["/etc/passwd"]\n')).toMatchObject({
    log: `${run} "/etc/passwd": permission denied\n`,
  });
});

test("what RUN --mount=type=cache keeps is there in the engine's next build", async () => {
  const engine = await create();
  const dockerfile = "FROM ubuntu\nRUN --mount=type=cache,target=/c echo x >> /c/n; cp /c/n /lines\n";
  const lines = async () => {
    const { id } = await engine.build({ dockerfile, context: treeOf({}), noCache: true });
    const name = await engine.create({ image: id });
    return new TextDecoder().decode(toBytes((await engine.fileSystem(name)).open("/lines")));
  };
  expect([await lines(), await lines()]).toEqual(["x\n", "x\nx\n"]);
});

test("what the build cache has a use for is not deleted with an image", async () => {
  const engine = await withUbuntu();
  const build = () =>
    engine.build({ dockerfile: "FROM ubuntu\nRUN echo a > /a\n", context: treeOf({}), tags: ["made"] });
  const { id } = await build();
  const removed = [...(await engine.removeImage("made")), ...(await engine.removeImage("ubuntu"))];
  // The two images' ids, and no layer.
  expect(removed.filter(({ kind }) => kind === "deleted")).toHaveLength(2);
  expect(removed).toContainEqual({ kind: "deleted", id });
  await engine.pull("ubuntu");
  expect((await build()).steps.map(({ miss }) => miss)).toEqual([undefined]);
  await engine.pruneBuildCache();
  const chains = (await engine.removeImage("made")).filter(({ kind }) => kind === "deleted");
  expect(chains).toHaveLength(2);
});
