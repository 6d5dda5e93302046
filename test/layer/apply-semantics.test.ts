import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { InvalidLayerError } from "../../src/errors/layer.js";
import { decodeLayer } from "../../src/layer/decode.js";
import { applyChanges } from "../../src/vfs/apply.js";
import { fromBytes, toBytes } from "../../src/vfs/data.js";
import { type DirectoryNode, emptyDirectory, type TreeNode } from "../../src/vfs/node.js";
import { fixture, fixturePath } from "../fixtures.js";

const folder = fixturePath("apply-semantics");
const results: Record<string, readonly string[]> = JSON.parse(
  readFileSync(join(folder, "docker26.json"), "utf8"),
);
const base = fixture("docker-ops/tiny-base.tar");

const BASE_TIME = 1704067200;
const LAYER_TIME = 1710000000;
/** The moment of unpacking. */
const NOW = 1800000000;

function paths(directory: DirectoryNode, prefix = ""): Map<string, TreeNode> {
  const found = new Map<string, TreeNode>();
  for (const [name, node] of directory.entries) {
    found.set(prefix + name, node);
    if (node.kind === "directory")
      for (const [path, inner] of paths(node, `${prefix}${name}/`)) found.set(path, inner);
  }
  return found;
}

function describe(path: string, node: TreeNode, names: Map<TreeNode, string>): string {
  const kind = node.kind === "directory" ? "dir" : node.kind;
  const time =
    node.mtime === NOW
      ? "now"
      : Math.floor(node.mtime) === LAYER_TIME
        ? "layer"
        : node.mtime === BASE_TIME
          ? "base"
          : `${node.mtime}`;
  const line = `+ ${kind} ${node.mode.toString(8).padStart(4, "0")} ${node.uid}:${node.gid} mtime=${time} ${path}`;
  names.set(node, path);
  if (node.kind === "file")
    return `${line} '${new TextDecoder().decode(toBytes(node.data)).replaceAll("\n", "\\n")}'`;
  return node.kind === "symlink" ? `${line} -> ${node.target}` : line;
}

function same(a: TreeNode, b: TreeNode | undefined): boolean {
  if (b === undefined || a.kind !== b.kind) return false;
  if (a === b) return true;
  if (a.kind !== "directory" || b.kind !== "directory") return false;
  return a.mode === b.mode && a.uid === b.uid && a.gid === b.gid && a.mtime === b.mtime;
}

/** `etc` is touched by what every container gets, not by the layer; PAX notes are the recorder's own. */
const comparable = (lines: readonly string[]) =>
  lines
    .filter((line) => !/ mtime=now etc$/.test(line))
    .map((line) => line.replace(/ pax=\{.*\}$/, ""))
    .sort();

test("all 36 layers are there", () => expect(Object.keys(results)).toHaveLength(36));

test.each(Object.entries(results))("%s: the tree, or the refusal, that Docker 26 gave", (name, expected) => {
  const lower = applyChanges(emptyDirectory(), decodeLayer(fromBytes(base), NOW).changes);
  let tree = lower;
  try {
    for (const number of [1, 2, 3]) {
      const url = join(folder, `${name}.${number}.tar`);
      if (existsSync(url)) tree = applyChanges(tree, decodeLayer(fromBytes(readFileSync(url)), NOW).changes);
    }
  } catch (error) {
    if (!(error instanceof InvalidLayerError)) throw error;
    expect([`LOAD ERROR ${error.data.reason}`]).toEqual(expected);
    return;
  }
  const before = paths(lower);
  const after = paths(tree);
  const names = new Map<TreeNode, string>();
  const lines = [
    ...[...before.keys()].filter((path) => !after.has(path)).map((path) => `- ${path}`),
    ...[...after]
      .filter(([path, node]) => !same(node, before.get(path)))
      .map(([path, node]) => describe(path, node, names)),
  ];
  expect(comparable(lines)).toEqual(comparable(expected));
});
