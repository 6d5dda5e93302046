import { expect, test } from "vitest";
import { decodeLayer } from "../../src/layer/decode.js";
import { encodeLayer } from "../../src/layer/encode.js";
import { nameOf } from "../../src/posix/name-bytes.js";
import { readArchive } from "../../src/tar/read.js";
import { applyChanges } from "../../src/vfs/apply.js";
import { fromBytes } from "../../src/vfs/data.js";
import type { FileSystem } from "../../src/vfs/filesystem.js";
import { emptyChanges, emptyDirectory } from "../../src/vfs/node.js";
import { UnionFileSystem } from "../../src/vfs/union.js";
import { file, tar } from "../archives.js";

/** What `setcap cap_net_bind_service+ep` writes. */
const CAPABILITY = nameOf(new Uint8Array([1, 0, 0, 2, 0, 4, ...new Array<number>(14).fill(0)]));
const NAME = "security.capability";

/**
 * What is done to a file with a capability and an attribute of a user's, and whether the capability is in the layer of
 * the commit after it: recorded from Docker Engine 20.10 on Linux 6 (overlay2), by a shell in a container. It is the
 * kernel that takes it away, from root too.
 */
const CASES: readonly [what: string, act: (fs: FileSystem) => void, kept: boolean][] = [
  ["chown 5 a", (fs) => fs.chown("/a", 5, -1), false],
  ["chown 0:0 a", (fs) => fs.chown("/a", 0, 0), false],
  ["chgrp 3 a", (fs) => fs.chown("/a", -1, 3), false],
  ["chmod 755 a", (fs) => fs.chmod("/a", 0o755), true],
  ["chmod 700 a", (fs) => fs.chmod("/a", 0o700), true],
  ["touch a", (fs) => fs.utimes("/a", "now"), true],
  ["echo >> a", (fs) => fs.appendFile("/a", new Uint8Array([10])), false],
  [": >> a", (fs) => fs.appendFile("/a", new Uint8Array(0)), true],
  [": > a", (fs) => fs.writeFile("/a", new Uint8Array(0)), false],
  ["truncate -s 1 a", (fs) => fs.truncate("/a", 1), false],
  ["mv a b", (fs) => fs.rename("/a", "/b"), true],
  ["ln a b", (fs) => fs.link("/a", "/b"), true],
];

test.each(CASES)("%s", (_what, act, kept) => {
  const archive = tar(file("a", "x\n", { mode: 0o755, xattrs: { [NAME]: CAPABILITY, "user.note": "n" } }));
  const lower = applyChanges(emptyDirectory(), decodeLayer(fromBytes(archive)).changes);
  const upper = emptyChanges(lower);
  act(new UnionFileSystem({ lower, upper }));
  const written = [...readArchive(encodeLayer(upper))].filter(({ name }) => !name.startsWith(".wh."));
  expect(written.length).toBeGreaterThan(0);
  // An attribute of a user's is never in a layer that Docker writes.
  for (const { xattrs } of written) expect(xattrs).toEqual(kept ? { [NAME]: CAPABILITY } : undefined);
});
