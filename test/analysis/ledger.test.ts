import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Ledger, ledgerOf } from "../../src/analysis/ledger.js";
import type { FileSystem } from "../../src/vfs/filesystem.js";
import { cases } from "../random.js";
import { step } from "./random.js";
import { buildStack, bytes, text } from "./stack.js";

function row(ledger: Ledger, path: string) {
  const found = ledger.rows.find((one) => one.path === path);
  if (found === undefined)
    throw new Error(`the ledger has no ${path}: ${ledger.rows.map((one) => one.path)}`);
  return found;
}

/** Bytes a program sees, counted through the file system: each file once, however many names it has. */
function bytesSeen(fs: FileSystem, directory = "", seen = new Set<number>()): number {
  let sum = 0;
  for (const { name, kind } of fs.readdir(directory || "/")) {
    const path = `${directory}/${name}`;
    if (kind === "directory") sum += bytesSeen(fs, path, seen);
    else {
      const { ino, size } = fs.lstat(path);
      if (!seen.has(ino) && (kind === "file" || kind === "symlink")) sum += size;
      seen.add(ino);
    }
  }
  return sum;
}

describe("the byte ledger", () => {
  test("its sums are the image's and the layers' sizes, whatever layers do", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 5 }), (steps) => {
        const { contents, view } = buildStack(steps);
        const ledger = ledgerOf(contents);
        const sizes = contents.layers.map(({ size }) => size);
        expect(ledger.layers.map(({ size }) => size)).toEqual(sizes);
        expect(ledger.size).toBe(sizes.reduce((sum, size) => sum + size, 0));
        expect(ledger.rows.reduce((sum, { shipped }) => sum + shipped, 0)).toBe(ledger.size);
        expect(ledger.visible).toBe(bytesSeen(view));
        expect(ledger.visible + ledger.hidden).toBe(ledger.size);
        for (const one of [...ledger.layers, ...ledger.rows]) expect(one.hidden).toBeGreaterThanOrEqual(0);
        expect(ledger.layers.reduce((sum, { hidden }) => sum + hidden, 0)).toBe(ledger.hidden);
      }),
      cases(75),
    );
  });

  test("a file deleted later still ships, and the row says who did what", () => {
    const { contents } = buildStack([(fs) => fs.writeFile("/big", bytes(1000)), (fs) => fs.unlink("/big")]);
    expect(row(ledgerOf(contents), "/big")).toEqual({
      path: "/big",
      shipped: 1000,
      visible: 0,
      hidden: 1000,
      events: [
        { layer: 1, what: "added", size: 1000 },
        { layer: 2, what: "deleted", size: 0, by: { path: "/big", how: "whiteout" } },
      ],
    });
  });

  test("added and removed in one layer costs nothing", () => {
    const { contents } = buildStack([
      (fs) => fs.writeFile("/keep", bytes(3)),
      (fs) => {
        fs.writeFile("/big", bytes(1000));
        fs.unlink("/big");
        fs.writeFile("/small", bytes(2));
      },
    ]);
    expect(ledgerOf(contents)).toMatchObject({ size: 5, hidden: 0 });
  });

  test("a change of mode alone ships the whole file twice; a change of content says so", () => {
    const { contents } = buildStack([
      (fs) => {
        fs.writeFile("/a", bytes(700));
        fs.writeFile("/b", bytes(10));
      },
      (fs) => {
        fs.chmod("/a", 0o600);
        fs.writeFile("/b", bytes(20));
      },
    ]);
    const ledger = ledgerOf(contents);
    expect(row(ledger, "/a")).toMatchObject({ shipped: 1400, hidden: 700 });
    expect(row(ledger, "/a").events.map(({ what }) => what)).toEqual(["added", "metadata"]);
    expect(row(ledger, "/b").events.map(({ what }) => what)).toEqual(["added", "content"]);
    expect(ledger.rows.map(({ path }) => path)).toEqual(["/a", "/b"]);
  });

  test("a deleted directory and an opaque one take all in them along, by name", () => {
    const { contents } = buildStack([
      (fs) => {
        fs.mkdir("/gone/deep", { recursive: true });
        fs.writeFile("/gone/deep/x", bytes(5));
        fs.mkdir("/new");
        fs.writeFile("/new/old", bytes(7));
      },
      (fs) => {
        fs.remove("/gone", { recursive: true });
        fs.remove("/new", { recursive: true });
        fs.mkdir("/new");
        fs.writeFile("/new/n", bytes(1));
      },
    ]);
    const ledger = ledgerOf(contents);
    expect(row(ledger, "/gone/deep/x").events.at(-1)?.by).toEqual({ path: "/gone", how: "whiteout" });
    expect(row(ledger, "/new/old").events.at(-1)?.by).toEqual({ path: "/new", how: "opaque" });
    expect(ledger.hidden).toBe(12);
  });

  test("of a file with two names the bytes are seen while one name is left", () => {
    const { contents } = buildStack([
      (fs) => {
        fs.writeFile("/a", bytes(9));
        fs.link("/a", "/b");
      },
      (fs) => fs.unlink("/a"),
    ]);
    expect(ledgerOf(contents)).toMatchObject({ size: 9, visible: 9, hidden: 0 });
  });

  test("a container's own layer is one more", () => {
    const { contents } = buildStack([(fs) => fs.writeFile("/a", text("one"))], {
      upper: (fs) => fs.writeFile("/a", text("three")),
    });
    const ledger = ledgerOf(contents);
    expect(ledger.layers.map(({ diffId, size }) => [diffId !== undefined, size])).toEqual([
      [true, 3],
      [false, 5],
    ]);
    expect(ledger.hidden).toBe(3);
  });
});

describe("dive's figures", () => {
  // The case of dive's own efficiency_test.go, with the directories' entries that real archives have.
  const nginx = buildStack([
    (fs) => {
      fs.mkdir("/etc/nginx", { recursive: true });
      fs.writeFile("/etc/nginx/nginx.conf", bytes(2000));
      fs.writeFile("/etc/nginx/public", bytes(3000));
    },
    (fs) => {
      fs.writeFile("/etc/nginx/nginx.conf", bytes(5000));
      fs.writeFile("/etc/athing", bytes(10_000));
    },
    (fs) => fs.remove("/etc/nginx", { recursive: true }),
  ]);

  test("by hand: minimum of each path over the sum of all", () => {
    // nginx.conf 2000 + 5000, public 3000, athing 10000, and the deleted directory as large as what was in it: 8000.
    const { dive } = ledgerOf(nginx.contents);
    expect(dive.efficiency).toBe((2000 + 3000 + 10_000 + 8000) / (7000 + 3000 + 10_000 + 8000));
    expect(dive.paths).toEqual([{ path: "/etc/nginx/nginx.conf", count: 2, bytes: 7000 }]);
    expect(dive.wastedBytes).toBe(7000);
    expect(dive.wastedUserPart).toBe(7000 / 15_000);
  });

  test("a deleted file has the size 0, so none of it was needed", () => {
    const { contents } = buildStack([
      (fs) => {
        fs.writeFile("/big", bytes(900));
        fs.writeFile("/kept", bytes(100));
      },
      (fs) => fs.unlink("/big"),
    ]);
    expect(ledgerOf(contents).dive).toMatchObject({ efficiency: 0.1, wastedBytes: 900, wastedUserPart: 0 });
  });

  test("an image of nothing is efficient", () => {
    expect(ledgerOf(buildStack([]).contents).dive).toEqual({
      efficiency: 1,
      wastedBytes: 0,
      wastedUserPart: 0,
      paths: [],
    });
  });
});
