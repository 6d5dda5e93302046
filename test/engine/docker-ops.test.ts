import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import type { Digest } from "../../src/oci/digest.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { readArchive } from "../../src/tar/read.js";
import { writeArchive } from "../../src/tar/write.js";
import { fromBytes, toBytes } from "../../src/vfs/data.js";
import { stream } from "../archives.js";
import { fixturePath } from "../fixtures.js";

/**
 * Every change recorded from Docker 26, run here as the same shell line on the same image. Expected are the same
 * `docker diff`, and, once the recorded times are put in, the same layer byte for byte.
 */
const folder = fixturePath("docker-ops");
const file = (name: string) => readFileSync(join(folder, name));

interface Recorded {
  readonly op: string;
  readonly script: string;
  readonly rc: number;
  readonly diff: readonly string[];
  readonly n_layers: number;
  readonly new_layers?: number;
}

async function tiny(): Promise<EmbeddedEngine> {
  const engine = new EmbeddedEngine({ runtime: createRuntime() });
  await engine.import(stream(file("tiny-base.tar")), { reference: "tiny" });
  return engine;
}

const names = readdirSync(folder)
  .filter((name) => /^(\d\d|chain)-.*\.json$/.test(name))
  .map((name) => name.replace(/\.json$/, ""));
const recorded = (name: string): Recorded => JSON.parse(file(`${name}.json`).toString());
const hasLayer = (name: string) => readdirSync(folder).includes(`${name}.layer.tar`);

/** Docker walks a map there, so the order of siblings in `docker diff` is not the same from run to run. */
const asSet = (lines: readonly string[]) => [...lines].sort();

async function replay(engine: EmbeddedEngine, image: string, name: string): Promise<Digest> {
  const { script, rc, diff } = recorded(name);
  const container = await engine.create({ image, command: ["/bin/sh", "-c", script] });
  let printed = "";
  const keep = (chunk: Uint8Array) => {
    printed += new TextDecoder().decode(chunk);
  };
  const { exitCode } = await (await engine.start(container, { stdout: keep, stderr: keep })).wait();
  expect([exitCode, printed]).toEqual([rc, ""]);
  expect(asSet((await engine.diff(container)).map(({ kind, path }) => `${kind} ${path}`))).toEqual(
    asSet(diff),
  );
  const before = (await engine.inspectImage(image)).RootFS.Layers;
  const id = await engine.commit(container);
  const after = (await engine.inspectImage(id)).RootFS.Layers;
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.length - before.length).toBe(hasLayer(name) ? 1 : 0);
  const top = after[before.length];
  if (top !== undefined) {
    const wanted = file(`${name}.layer.tar`);
    const times = [...readArchive(fromBytes(wanted))].map((entry) => ({
      name: entry.name,
      mtime: entry.mtime,
    }));
    const ours = [...readArchive(engine.content.open(top))];
    expect(ours.map((entry) => entry.name)).toEqual(times.map((entry) => entry.name));
    const dated = ours.map((entry, at) => ({ ...entry, mtime: times[at]?.mtime ?? 0 }));
    expect(
      dated.map(({ data, ...entry }) => ({ ...entry, text: new TextDecoder().decode(toBytes(data)) })),
    ).toEqual(
      [...readArchive(fromBytes(wanted))].map(({ data, ...entry }) => ({
        ...entry,
        text: new TextDecoder().decode(toBytes(data)),
      })),
    );
    expect(Buffer.from(toBytes(writeArchive(dated))).equals(wanted), "the same bytes").toBe(true);
  }
  return id;
}

test("the imported base has the DiffID and the size Docker gave it", async () => {
  const engine = await tiny();
  const { RootFS, Size } = await engine.inspectImage("tiny");
  expect(RootFS.Layers).toEqual(["sha256:cf49811bf5d5adcf0e57c9625e412b916383eaff6ba30e7eb1ae3887b9abe422"]);
  expect(Size).toBe(1982443);
});

describe("single changes", () => {
  test.each(names.filter((name) => !name.startsWith("chain")))("%s", async (name) => {
    await replay(await tiny(), "tiny", name);
  });
});

describe("one change on another", () => {
  const groups = new Map<string, string[]>();
  for (const name of names.filter((each) => each.startsWith("chain"))) {
    const chain = name.replace(/-\d+$/, "");
    groups.set(chain, [...(groups.get(chain) ?? []), name]);
  }
  test.each([...groups])("%s", async (_chain, steps) => {
    const engine = await tiny();
    let image = "tiny";
    for (const step of steps) image = await replay(engine, image, step);
  });
});
