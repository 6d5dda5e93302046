import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MemoryMedium } from "../../src/content/memory-medium.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import type { Engine } from "../../src/engine/engine.js";
import { createMemoryFileSystem } from "../../src/vfs/memory.js";
import { stream } from "../archives.js";
import { cases } from "../random.js";
import { listing, operation, perform } from "../vfs/operations.js";
import { exec } from "./contract/support.js";
import {
  base,
  blobs,
  DEAD,
  elsewhere,
  home,
  open,
  recordOf,
  runtime,
  text,
  up,
  withTiny,
} from "./kept-engines.js";

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

  test.each([
    ["always", true],
    ["unless-stopped", true],
    ["on-failure", true],
    ["no", false],
  ])("a program whose process has died, with the restart policy %s", async (Name, isRestarted) => {
    const path = home();
    await withTiny(path);
    const dead = elsewhere(path, DEAD);
    const run = async (name: string, policy: string): Promise<void> => {
      const hostConfig = { RestartPolicy: { Name: policy, MaximumRetryCount: 0 } };
      await dead.create({ image: "tiny", command: ["busybox", "sleep", "600"], name, hostConfig });
      await dead.start(name);
    };
    await run("lost", Name);
    await run("stopped", Name);
    await dead.stop("stopped", { timeoutSeconds: 0 });
    // What is noticed later is started later.
    await run("last", "always");
    const engine = open(path);
    const started: (string | undefined)[] = [];
    const restarted = new Promise<void>((resolve) => {
      void engine.followEvents(({ Action, Actor }) => {
        if (Action === "start") started.push(Actor.Attributes.name);
        if (started.at(-1) === "last") resolve();
      });
    });
    expect((await engine.inspectContainer("lost")).State).toMatchObject({ Status: "exited", ExitCode: 137 });
    await restarted;
    expect(started).toEqual(isRestarted ? ["lost", "last"] : ["last"]);
    expect((await engine.inspectContainer("lost")).State.Running).toBe(isRestarted);
    for (const name of ["lost", "last"]) await engine.removeContainer(name, { force: true });
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
      cases(20),
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
