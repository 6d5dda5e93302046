import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { Console } from "../../src/cli/console.js";
import { machineFiles } from "../../src/cli/disk/machine.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { temporaryFolder } from "../temporary-folder.js";
import { recordingIO } from "./recording-io.js";

/** Our `tar x` beside the machine's own, on the same archives. */
let folder: string;
let terminal: Console;

beforeEach(() => {
  folder = temporaryFolder();
  terminal = new Console({ engine: new EmbeddedEngine({ runtime: createRuntime() }) });
  const tree = join(folder, "tree");
  mkdirSync(join(tree, "usr", "bin"), { recursive: true });
  writeFileSync(join(tree, "usr", "bin", "tool"), "#!/bin/sh\n");
  chmodSync(join(tree, "usr", "bin", "tool"), 0o4755);
  writeFileSync(join(tree, "naïve"), "text\n");
  linkSync(join(tree, "naïve"), join(tree, "same"));
  symlinkSync("usr/bin", join(tree, "bin"));
  symlinkSync("/etc/alternatives/awk", join(tree, "awk"));
  symlinkSync("../../outside", join(tree, "up"));
  mkdirSync(join(tree, "locked"));
  writeFileSync(join(tree, "locked", "file"), "x");
  chmodSync(join(tree, "locked"), 0o555);
  utimesSync(join(tree, "locked"), 1000, 1000);
  execFileSync("tar", ["-cf", "t.tar", "-C", "tree", "."], { cwd: folder });
  execFileSync("tar", ["-czf", "t.tgz", "tree"], { cwd: folder });
  // A hard link whose target leads out of the directory.
  const outward = ["-P", "--transform=flags=hRS;s,^naïve$,../../etc/there,", "naïve", "same"];
  execFileSync("tar", ["-cf", "../outward.tar", ...outward], { cwd: tree });
  writeFileSync(join(folder, "junk"), Buffer.alloc(700, 7));
  writeFileSync(join(folder, "empty"), "");
  for (const name of ["ours", "real"]) mkdirSync(join(folder, name));
});

test.each([
  "tar -xf t.tar -C DIR",
  "tar xf t.tar -C DIR && tar xf t.tar -C DIR",
  "tar -C DIR -xpf t.tar",
  "cat t.tar | tar -C DIR -xf -",
  "cat t.tar | tar x --directory=DIR",
  "cd DIR && tar xzf ../t.tgz --strip-components=1",
  "tar --extract --verbose --file=t.tgz --gzip -C DIR",
  "tar xf t.tgz -C DIR",
  "cat t.tgz | tar -xf - -C DIR",
  "cat t.tgz | tar -xzf - -C DIR",
  "tar xf outward.tar -C DIR",
  "tar xf none.tar -C DIR",
  "tar xf t.tar -C none",
  "tar xf junk -C DIR",
  "tar xf empty -C DIR",
])("%s", async (line) => {
  const { io, stdout, stderr } = recordingIO();
  const exitCode = await terminal.run(line.replaceAll("DIR", "ours"), { ...io, files: machineFiles(folder) });
  const real = spawnSync("sh", ["-c", line.replaceAll("DIR", "real")], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
  expect({ exitCode, stdout: stdout(), stderr: stderr() }).toEqual({
    exitCode: real.status,
    stdout: real.stdout,
    // What it says of the junk's next headers, and of its second try, is its own.
    stderr: real.stderr
      .replace("tar: Skipping to next header\n", "")
      .replace(/[‘’]/g, "'")
      .replace(/^\n?gzip: .*\n/gm, ""),
  });
  expect(treeOf(join(folder, "ours"))).toEqual(treeOf(join(folder, "real")));
});

/** Names, kinds, modes, times and contents. */
function treeOf(directory: string, below = ""): unknown[] {
  return readdirSync(join(directory, below))
    .sort()
    .flatMap((name) => {
      const path = join(below, name);
      const stats = lstatSync(join(directory, path));
      const common = [path, stats.mode.toString(8), stats.nlink];
      if (stats.isSymbolicLink()) return [[...common, readlinkSync(join(directory, path))]];
      const time = Math.floor(stats.mtimeMs / 1000);
      if (stats.isDirectory()) return [[...common, time], ...treeOf(directory, path)];
      return [[...common, time, readFileSync(join(directory, path), "utf8")]];
    });
}
