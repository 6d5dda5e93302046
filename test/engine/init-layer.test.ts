import { expect, test } from "vitest";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { readArchive } from "../../src/tar/read.js";
import { fromBytes } from "../../src/vfs/data.js";
import { collect, entry, file, stream, tar } from "../archives.js";

test("a container has Docker's own empty files in place of the image's, through links too", async () => {
  const engine = new EmbeddedEngine({ runtime: createRuntime() });
  const archive = tar(
    entry("etc/"),
    file("etc/hosts", "127.0.0.1 image\n", { mode: 0o600, uid: 7 }),
    entry("etc/hostname", { type: "symlink", linkname: "/kept" }),
    file("etc/resolv.conf", "nameserver 192.0.2.1\n"),
    file("kept", "the link's target"),
    file(".dockerenv", "image"),
  );
  await engine.import(stream(archive), { reference: "own" });
  const exported = await collect(engine.export(await engine.create({ image: "own", command: ["sh"] })));
  const found = new Map([...readArchive(fromBytes(exported))].map((one) => [one.name, one]));
  for (const name of ["etc/hosts", "etc/hostname", "etc/resolv.conf", ".dockerenv", "dev/console"]) {
    const { type, mode, uid, data } = found.get(name) ?? entry("missing");
    expect({ name, type, mode, uid, size: data.size }).toEqual({
      ...{ name, type: "file", mode: 0o755, uid: 0, size: 0 },
    });
  }
  expect(found.get("etc/mtab")).toMatchObject({ type: "symlink", linkname: "/proc/mounts" });
  expect(found.get("kept")?.data.size).toBe("the link's target".length);
});
