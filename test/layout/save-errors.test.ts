import { expect, test } from "vitest";
import { MemoryMedium } from "../../src/content/memory-medium.js";
import { StoreAccessError } from "../../src/errors/store.js";
import { createLab } from "../../src/lab/lab.js";
import type { FileData } from "../../src/vfs/filesystem.js";

/** A disk that gives up in the middle of large files. */
class FailingDisk extends MemoryMedium {
  fails = false;

  override open(path: string): FileData {
    const data = super.open(path);
    if (!this.fails || data.size < 1 << 20) return data;
    return {
      ...data,
      *chunks() {
        yield data.read(0, 1 << 19);
        throw new StoreAccessError(path, "read", new Error("EIO: i/o error"));
      },
    };
  }
}

test("a disk that fails in the middle of a layer is the error of docker save, and of nothing else", async () => {
  const medium = new FailingDisk();
  const { engine, docker } = await createLab({ medium });
  await docker.build({ tag: "large", dockerfile: "FROM ubuntu\nRUN seq 1 400000 > /numbers\n" });
  medium.fails = true;
  let bytes = 0;
  const saving = async (): Promise<void> => {
    for await (const chunk of engine.save(["large"])) bytes += chunk.length;
  };
  await expect(saving()).rejects.toThrow(StoreAccessError);
  expect(bytes).toBeGreaterThan(0);
});
