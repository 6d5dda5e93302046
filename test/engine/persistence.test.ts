import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { DiskMedium } from "../../src/content/disk-medium.js";
import { MemoryMedium } from "../../src/content/memory-medium.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import type { Engine } from "../../src/engine/engine.js";
import { hexOf } from "../../src/oci/digest.js";
import { createRuntime } from "../../src/runtime/runtime.js";
import { createMemoryFileSystem } from "../../src/vfs/memory.js";
import { listing, operation, perform } from "../vfs/operations.js";
import { exec } from "./contract.js";

const made: string[] = [];
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});

function home(): string {
  const path = mkdtempSync(join(tmpdir(), "layerlab-home-"));
  made.push(path);
  return path;
}

const runtime = createRuntime();
const base = readFileSync(new URL("../fixtures/docker-ops/tiny-base.tar", import.meta.url));
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

async function* stream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** As another process would open it: nothing is shared but the directory. */
function open(path: string): EmbeddedEngine {
  return new EmbeddedEngine({ runtime, medium: new DiskMedium(path) });
}

/** An engine that takes itself for another process, alive or dead. */
function elsewhere(path: string, pid: number): EmbeddedEngine {
  const medium = new DiskMedium(path);
  Object.defineProperty(medium, "self", { value: medium.self.replace(/^\d+ \S+/, `${pid} -`) });
  return new EmbeddedEngine({ runtime, medium });
}

const DEAD = 2 ** 22 + 1;

async function withTiny(path: string): Promise<EmbeddedEngine> {
  const engine = open(path);
  await engine.import(stream(base), { reference: "tiny", changes: ["CMD /bin/sh"] });
  return engine;
}

async function up(engine: Engine, name: string): Promise<void> {
  await engine.create({
    image: "tiny",
    command: ["/bin/sh"],
    name,
    interactive: true,
    tty: true,
    detach: true,
  });
  await engine.start(name);
}

const blobs = (path: string) => readdirSync(join(path, "blobs", "sha256")).sort();
const recordOf = (path: string, id: string) => join(path, "containers", id, "container.json");

describe("an engine opened again", () => {
  test("shows what the one before it showed", async () => {
    const path = home();
    const first = await withTiny(path);
    await up(first, "box");
    await exec(
      first,
      "box",
      "echo 1 > /new; rm -r /data; mkdir /data; ln /new /second; busybox seq 1 5000 > /long",
    );
    await first.commit("box", { reference: "child:1", comment: "one", author: "me" });
    await first.tag("child:1", "other/name:2");
    const ended = await first.create({
      image: "child:1",
      command: ["sh", "-c", "echo out; echo err >&2; exit 3"],
    });
    await (await first.start(ended)).wait();
    const show = async (engine: Engine) => ({
      images: await engine.images({ all: true }),
      inspect: await engine.inspectImage("child:1"),
      history: await engine.history("other/name:2"),
      containers: await engine.containers({ all: true }),
      box: await engine.inspectContainer("box"),
      diff: await engine.diff("box"),
      logs: (await engine.logs(ended)).map(({ stream, bytes, time }) => [stream, text(bytes), time]),
      df: await engine.df(),
    });
    const before = await show(first);
    expect(before.logs.map(([kind, words]) => [kind, words])).toEqual([
      ["stdout", "out\n"],
      ["stderr", "err\n"],
    ]);
    expect(await show(open(path))).toEqual(before);
    // A commit of the kept container gives the layer that the one before it gave.
    const again = await open(path).commit("box", { reference: "again" });
    expect((await open(path).inspectImage(again)).RootFS).toEqual(before.inspect.RootFS);
  });

  test("goes on with a shell that waits, and with a stopped container's files", async () => {
    const path = home();
    await up(await withTiny(path), "box");
    const second = open(path);
    expect(await exec(second, "box", "echo 1 > /kept; pwd")).toMatchObject({ exitCode: 0, stdout: "/\n" });
    await second.stop("box");
    const third = open(path);
    expect((await third.inspectContainer("box")).State).toMatchObject({ Status: "exited", ExitCode: 137 });
    await third.start("box");
    expect(await exec(third, "box", "cat /kept")).toMatchObject({ stdout: "1\n" });
    const shell = await open(path).attach("box");
    await shell.execute("exit 4", { stdout: () => {}, stderr: () => {} });
    expect((await third.inspectContainer("box")).State).toMatchObject({ Status: "exited", ExitCode: 4 });
  });

  test("a program whose process has died has ended with 137; with --rm it is gone", async () => {
    const path = home();
    await withTiny(path);
    const dying = elsewhere(path, DEAD);
    const sleep = { image: "tiny", command: ["busybox", "sleep", "1000"] };
    const left = await dying.create(sleep);
    const removed = await dying.create({ ...sleep, autoRemove: true });
    const runs = [await dying.start(left), await dying.start(removed)];
    const next = open(path);
    expect(
      (await next.containers({ all: true })).map(({ id, status, exitCode }) => ({ id, status, exitCode })),
    ).toEqual([{ id: left, status: "exited", exitCode: 137 }]);
    // Here the dead process goes on, and finds one container gone.
    await dying.containers();
    await runs[1]?.wait();
    await dying.stop(left);
  });

  test("any changes with restarts in between are those of a plain tree", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(operation, { maxLength: 12 }), { minLength: 2, maxLength: 4 }),
        async (sittings) => {
          const medium = new MemoryMedium();
          const plain = createMemoryFileSystem();
          const first = new EmbeddedEngine({ runtime, medium });
          await first.import(stream(new Uint8Array(1024)), { reference: "empty" });
          const id = await first.create({ image: "empty", command: ["none"] });
          const own = (lines: readonly string[]) =>
            lines.filter((line) => /^\/(a|b|c|é|z z|missing)/.test(line));
          for (const steps of sittings) {
            const engine = new EmbeddedEngine({ runtime, medium });
            const fs = await engine.fileSystem(id);
            expect(own(listing(fs))).toEqual(listing(plain));
            for (const step of steps) perform(fs, step);
            for (const step of steps) perform(plain, step);
            // Any call writes what has changed.
            await engine.containers();
          }
          const last = new EmbeddedEngine({ runtime, medium });
          expect(own(listing(await last.fileSystem(id)))).toEqual(listing(plain));
          const image = await last.commit(id, { reference: "made" });
          const replayed = await last.create({ image, command: ["none"] });
          expect(own(listing(await last.fileSystem(replayed)))).toEqual(listing(plain));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("what is written", () => {
  test("nothing, when nothing has changed", async () => {
    const path = home();
    const engine = await withTiny(path);
    await up(engine, "box");
    await exec(engine, "box", "echo 1 > /one");
    const { Id } = await engine.inspectContainer("box");
    // An inode's number comes back after two writes; the time of the write does not.
    const written = () =>
      [recordOf(path, Id), join(path, "index.json")].map((file) => {
        const { ino, mtimeNs } = statSync(file, { bigint: true });
        return [ino, mtimeNs];
      });
    const before = [blobs(path), written()];
    await exec(engine, "box", "cat /one; ls -l /");
    await exec(open(path), "box", "cat /one");
    await open(path).containers();
    await open(path).diff("box");
    expect([blobs(path), written()]).toEqual(before);
  });

  test("a large file once, however often another changes", async () => {
    const path = home();
    const engine = await withTiny(path);
    await up(engine, "box");
    await exec(engine, "box", "busybox seq 1 100000 > /large");
    const sizes = () => blobs(path).map((name) => statSync(join(path, "blobs", "sha256", name)).size);
    const large = 588_895;
    expect(sizes().filter((size) => size >= large).length).toBe(2);
    for (let at = 0; at < 5; at++)
      await exec(open(path), "box", `busybox seq ${at} 2000 > /small; echo ${at} > /tiny`);
    // The base layer, and the one pack with the large file; whatever else was written is small, and little is left.
    expect(sizes().filter((size) => size >= large).length).toBe(2);
    expect(blobs(path).length).toBeLessThan(9);
    expect(
      await exec(open(path), "box", "busybox tail -n 1 /large; busybox tail -n 1 /small; cat /tiny"),
    ).toMatchObject({
      stdout: "100000\n2000\n4\n",
    });
    await exec(open(path), "box", "rm /large");
    expect(sizes().filter((size) => size >= large).length).toBe(1);
  });

  test("what is removed is gone from the disk, what something needs is not", async () => {
    const path = home();
    const engine = await withTiny(path);
    const empty = blobs(path);
    await up(engine, "box");
    await exec(engine, "box", "busybox seq 1 3000 > /new");
    const child = await engine.commit("box", { reference: "child" });
    const second = open(path);
    await second.removeContainer("box", { force: true });
    expect(readdirSync(join(path, "containers"))).toEqual([]);
    await second.removeImage("child");
    expect(blobs(path)).toEqual(empty);
    await expect(engine.inspectImage(child)).rejects.toThrow("No such image");
    await second.removeImage("tiny");
    expect(blobs(path)).toEqual([]);
  });

  test("a refused command leaves no blob behind", async () => {
    const path = home();
    const engine = await withTiny(path);
    await up(engine, "box");
    await exec(engine, "box", "echo 1 > /new");
    const before = blobs(path);
    await expect(engine.commit("box", { changes: ["NONSENSE x"] })).rejects.toThrow(
      "not a valid change command",
    );
    await expect(engine.import(stream(base.subarray(0, 700)))).rejects.toThrow("unexpected EOF");
    await expect(engine.load(stream(base))).rejects.toThrow("holds no image");
    await engine.containers();
    expect(blobs(path)).toEqual(before);
  });
});

describe("two processes", () => {
  test("one waits at the prompt, the other changes, commits and copies: both see all of it", async () => {
    const path = home();
    const first = await withTiny(path);
    await up(first, "box");
    const shell = await first.attach("box");
    let printed = "";
    const stdio = {
      stdout: (chunk: Uint8Array) => {
        printed += text(chunk);
      },
      stderr: () => {},
    };
    await shell.execute("cd /data; echo one > first", stdio);
    const second = elsewhere(path, process.ppid);
    await exec(second, "box", "cat /data/first > /data/second; rm /data/first");
    expect((await second.diff("box")).map(({ kind, path: at }) => `${kind} ${at}`)).toContain(
      "A /data/second",
    );
    await shell.execute("pwd; cat second; ls", stdio);
    expect(printed).toMatch(/^\/data\none\n/);
    expect(printed).not.toContain("first");
    await first.rename("box", "renamed");
    expect((await second.containers()).map(({ name }) => name)).toEqual(["renamed"]);
    const id = await second.commit("renamed", { reference: "seen" });
    expect((await first.inspectImage("seen")).Id).toBe(id);
    await second.stop("renamed");
    expect(await shell.execute("echo still here", stdio)).toEqual({ exitCode: 137 });
    expect([shell.closed, printed.includes("still")]).toEqual([true, false]);
  });

  test("what runs in one is seen by the other, stopped by it, and changed by nobody else", async () => {
    const path = home();
    const first = await withTiny(path);
    await first.create({
      image: "tiny",
      name: "busy",
      command: ["sh", "-c", "echo started; busybox sleep 1000"],
    });
    const run = await first.start("busy");
    const second = elsewhere(path, process.ppid);
    expect((await second.containers()).map(({ name, status }) => [name, status])).toEqual([
      ["busy", "running"],
    ]);
    await expect(exec(second, "busy", "true")).rejects.toMatchObject({
      code: "ECONTAINERBUSY",
      message: expect.stringContaining("docker stop busy"),
    });
    await expect(second.removeContainer("busy")).rejects.toThrow("container is running");
    const waited = second.wait("busy");
    await second.stop("busy");
    expect(await run.wait()).toEqual({ exitCode: 137 });
    expect(await waited).toEqual({ exitCode: 137 });
    expect((await second.logs("busy")).map(({ bytes }) => text(bytes))).toEqual(["started\n"]);
    await second.removeContainer("busy");
    expect(await first.containers({ all: true })).toEqual([]);
  });

  test("nothing is deleted while somebody stores", async () => {
    const path = home();
    const engine = await withTiny(path);
    const { RootFS } = await engine.inspectImage("tiny");
    const second = open(path);
    let saved = 0;
    for await (const chunk of second.save(["tiny"])) {
      if (saved === 0) await engine.removeImage("tiny");
      saved += chunk.length;
    }
    expect(saved).toBeGreaterThan(base.length);
    expect(RootFS.Layers.length).toBe(1);
    await engine.images();
    expect(blobs(path)).toEqual([]);
  });
});

describe("damage", () => {
  test("a container's record: the others go on, and that one can be removed", async () => {
    const path = home();
    const engine = await withTiny(path);
    await up(engine, "good");
    await up(engine, "bad");
    await exec(engine, "good", "echo 1 > /one");
    const { Id } = await engine.inspectContainer("bad");
    const { Id: good } = await engine.inspectContainer("good");
    for (const harm of [
      () => writeFileSync(recordOf(path, Id), "{"),
      () => truncateSync(recordOf(path, Id), 20),
      () => writeFileSync(recordOf(path, Id), JSON.stringify({ version: 1, id: Id, sequence: "one" })),
    ]) {
      harm();
      const next = open(path);
      expect((await next.containers({ all: true })).map(({ name }) => name)).toEqual(["good"]);
      expect(await exec(next, "good", "cat /one")).toMatchObject({ stdout: "1\n" });
      await expect(next.inspectContainer("bad")).rejects.toMatchObject({
        code: "ESTOREDOCUMENT",
        message: expect.stringContaining(`docker rm -f ${Id.slice(0, 12)}`),
      });
    }
    await open(path).removeContainer(Id.slice(0, 12), { force: true });
    expect(readdirSync(join(path, "containers"))).toEqual([good]);
    await expect(open(path).inspectContainer("bad")).rejects.toThrow("No such container: bad");
  });

  test("the index: an error that names it; nothing is deleted", async () => {
    const path = home();
    await withTiny(path);
    const index = join(path, "index.json");
    const before = [readFileSync(index), blobs(path)] as const;
    for (const text of ["{", "[]", '{"manifests":{}}', "\xff", "null"]) {
      writeFileSync(index, text, "latin1");
      await expect(open(path).images()).rejects.toMatchObject({
        code: "ESTOREDOCUMENT",
        message: expect.stringContaining("index.json is damaged"),
      });
      expect(blobs(path)).toEqual(before[1]);
    }
    writeFileSync(index, before[0]);
    expect((await open(path).images()).length).toBe(1);
  });

  test("an image's blobs: an error that names the blob; others go on; rmi works, and so does pulling again", async () => {
    const path = home();
    const engine = await withTiny(path);
    await up(engine, "box");
    await exec(engine, "box", "echo 1 > /one");
    await engine.removeImage(await engine.commit("box", { reference: "gone" }));
    const id = await engine.commit("box", { reference: "harmed" });
    const { RootFS } = await engine.inspectImage("harmed");
    const fileOf = (digest: string) => join(path, "blobs", "sha256", digest.slice(7));
    const config = readFileSync(fileOf(id));
    writeFileSync(fileOf(id), config.toString().replace("linux", "Linux"));
    await expect(open(path).inspectImage("harmed")).rejects.toMatchObject({
      code: "EBLOBCORRUPT",
      data: { digest: id },
    });
    rmSync(fileOf(id));
    await expect(open(path).inspectImage("harmed")).rejects.toMatchObject({
      code: "EBLOBNOTFOUND",
      data: { digest: id },
    });
    expect((await open(path).inspectImage("tiny")).RepoTags).toEqual(["tiny:latest"]);
    expect(await exec(open(path), "box", "cat /one")).toMatchObject({ stdout: "1\n" });
    await open(path).removeImage("harmed");
    expect((await open(path).images()).map(({ tags }) => tags)).toEqual([["tiny:latest"]]);
    // A layer cut short is told when it is read, by name; importing its archive again puts it right.
    const layer = RootFS.Layers[0] ?? "";
    truncateSync(fileOf(layer), 5000);
    await expect(exec(open(path), "box", "cat /one")).rejects.toMatchObject({
      code: "EBLOBCORRUPT",
      data: { digest: layer, size: 5000 },
    });
    await open(path).import(stream(base), { reference: "tiny2" });
    expect(await exec(open(path), "box", "cat /one")).toMatchObject({ stdout: "1\n" });
  });

  test("a container's files: an error that names the blob, in that container alone", async () => {
    const path = home();
    const engine = await withTiny(path);
    await up(engine, "one");
    await up(engine, "two");
    await exec(engine, "one", "busybox seq 1 2000 > /long; echo short > /short");
    const { upper } = JSON.parse(
      readFileSync(recordOf(path, (await engine.inspectContainer("one")).Id), "utf8"),
    );
    const fileOf = (digest: string) => join(path, "blobs", "sha256", digest.slice(7));
    writeFileSync(fileOf(upper.packs[0].digest), "no");
    expect(await exec(open(path), "one", "cat /short")).toMatchObject({ stdout: "short\n" });
    await expect(open(path).commit("one")).rejects.toMatchObject({ code: "EBLOBCORRUPT" });
    writeFileSync(fileOf(upper.tree.digest), "no");
    await expect(open(path).diff("one")).rejects.toMatchObject({ data: { digest: upper.tree.digest } });
    expect(await exec(open(path), "two", "echo fine")).toMatchObject({ stdout: "fine\n" });
    await open(path).removeContainer("one", { force: true });
    expect(hexOf(upper.tree.digest) in blobs(path)).toBe(false);
  });
});
