import { expect, test } from "vitest";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { nameBytes, nameOf } from "../../src/posix/name-bytes.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { readArchive } from "../../src/tar/read.js";
import { fromBytes } from "../../src/vfs/data.js";
import { collect, entry, file, stream, tar } from "../archives.js";

const latin1 = (text: string): string => nameOf(Buffer.from(text, "latin1"));

test("names that are no UTF-8 keep their bytes through load, a container, commit, save and export", async () => {
  const engine = new EmbeddedEngine({ runtime: createRuntime() });
  await engine.pull("busybox");
  const container = await engine.create({
    image: "busybox",
    name: "box",
    command: ["sh"],
    interactive: true,
  });
  const names = ["x\xff", "x\xfe", "caf\xe9"];
  await engine.copyInto(
    container,
    "/tmp",
    stream(
      tar(
        ...names.map((name) => file(latin1(name), name)),
        entry("link", { type: "symlink", linkname: latin1("caf\xe9") }),
      ),
    ),
  );
  expect((await engine.diff(container)).map(({ path }) => path).sort()).toEqual(
    ["/tmp", "/tmp/link", ...names.map((name) => `/tmp/${latin1(name)}`)].sort(),
  );

  await engine.start(container);
  const out: Uint8Array[] = [];
  await engine.exec(container, {
    command: ["ls", "/tmp"],
    stdio: { stdout: (chunk) => void out.push(chunk), stderr: () => {} },
  });
  expect(Buffer.concat(out).toString("latin1").split("\n").sort()).toEqual(["", ...names, "link"].sort());

  await engine.commit(container, { reference: "bytes" });
  const other = new EmbeddedEngine({ runtime: createRuntime() });
  await other.load(stream(await collect(engine.save(["bytes"]))));
  expect((await other.inspectImage("bytes")).Id).toBe((await engine.inspectImage("bytes")).Id);
  const exported = await collect(other.export(await other.create({ image: "bytes", command: ["sh"] })));
  const found = [...readArchive(fromBytes(exported))].filter(({ name }) => /^tmp\/./.test(name));
  expect(found.map(({ name }) => Buffer.from(nameBytes(name)).toString("latin1")).sort()).toEqual(
    ["tmp/link", ...names.map((name) => `tmp/${name}`)].sort(),
  );
  expect(found.find(({ type }) => type === "symlink")?.linkname).toBe(latin1("caf\xe9"));
});
