import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.js";

const BIN = join(import.meta.dirname, "../../dist/kernel/bin.js");

test.skipIf(!existsSync(BIN) || process.platform === "win32")(
  "a reader that goes away ends a command without a word",
  () => {
    const line = `"${process.execPath}" "${BIN}" run --rm ubuntu seq 1 200000 | head -1`;
    const env = { ...process.env, LAYERLAB_HOME: temporaryFolder() };
    // The first line pulls the image, which says so.
    spawnSync("sh", ["-c", line], { env });
    const { stdout, stderr } = spawnSync("sh", ["-c", line], { env, encoding: "utf8" });
    expect({ stdout, stderr }).toEqual({ stdout: "1\n", stderr: "" });
  },
  60_000,
);
