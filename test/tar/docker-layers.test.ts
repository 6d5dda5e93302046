import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Entry } from "../../src/tar/entry.js";
import { readArchive } from "../../src/tar/read.js";
import { writeArchive } from "../../src/tar/write.js";
import { fromBytes, toBytes } from "../../src/vfs/data.js";
import { fixturePath } from "../fixtures.js";

const folder = fixturePath("docker-ops");
const layers = readdirSync(folder).filter((name) => name.endsWith(".layer.tar"));

interface Recorded {
  readonly layer_entries: readonly {
    name: string;
    type: string;
    mode: string;
    uid: number;
    gid: number;
    size: number;
    mtime: number;
  }[];
}

const TYPES: Record<Entry["type"], string> = {
  file: "file",
  link: "hardlink",
  symlink: "symlink",
  directory: "dir",
  fifo: "fifo",
  "character-device": "chr",
  "block-device": "blk",
};

describe("layers written by Docker 26", () => {
  test("all 51 recorded layers are there", () => expect(layers).toHaveLength(51));

  test.each(layers)("%s: read and written again, the same bytes", (name) => {
    const bytes = readFileSync(join(folder, name));
    const entries = [...readArchive(fromBytes(bytes))];
    expect(Buffer.from(toBytes(writeArchive(entries))).equals(bytes)).toBe(true);
  });

  test.each(layers)("%s: entries as recorded", (name) => {
    const recorded: Recorded = JSON.parse(
      readFileSync(join(folder, name.replace(".layer.tar", ".json")), "utf8"),
    );
    const entries = [...readArchive(fromBytes(readFileSync(join(folder, name))))];
    expect(
      entries.map((entry) => ({
        name: entry.name.replace(/\/$/, ""),
        type: TYPES[entry.type],
        mode: entry.mode.toString(8).padStart(4, "0"),
        uid: entry.uid,
        gid: entry.gid,
        size: entry.data.size,
        mtime: entry.mtime,
      })),
    ).toEqual(
      recorded.layer_entries.map(({ name, type, mode, uid, gid, size, mtime }) => ({
        name,
        type,
        mode,
        uid,
        gid,
        size,
        mtime,
      })),
    );
  });
});
