import { afterEach, expect, test, vi } from "vitest";
import { MemoryMedium } from "../../src/content/memory-medium.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { readArchive } from "../../src/tar/read.js";
import { fromBytes } from "../../src/vfs/data.js";
import { collect, file, stream, tar } from "../archives.js";

afterEach(() => void vi.useRealTimers());

test("directories that a layer only implies keep the time of its first reading for every process", async () => {
  const medium = new MemoryMedium();
  const engine = (): EmbeddedEngine => new EmbeddedEngine({ runtime: createRuntime(), medium });
  const exported = async (container: string): Promise<Buffer> =>
    Buffer.from(await collect(engine().export(container)));

  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-05-05T05:05:05Z") });
  const first = engine();
  await first.import(stream(tar(file("a/b/c", "x", { mtime: 1 }))), { reference: "implied" });
  const container = await first.create({ image: "implied", command: ["sh"] });
  const before = await exported(container);
  const times = [...readArchive(fromBytes(before))].flatMap(({ name, mtime }) =>
    name === "a/b/" ? [mtime] : [],
  );
  expect(times).toEqual([Date.parse("2026-05-05T05:05:05Z") / 1000]);
  vi.setSystemTime(Date.parse("2027-01-01T00:00:00Z"));
  expect((await exported(container)).equals(before)).toBe(true);
});
