import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { StoreDocumentError } from "../../src/errors/store.js";
import { exec } from "./contract/support.js";
import { blobs, home, open, withTiny } from "./kept-engines.js";

const shell = (name: string, volumes: readonly string[]) => ({
  image: "tiny",
  command: ["/bin/sh"],
  name,
  interactive: true,
  tty: true,
  detach: true,
  volumes,
});

describe("volumes in a store", () => {
  test("the next engine has them, with their files", async () => {
    const path = home();
    const first = await withTiny(path);
    await first.create(shell("one", ["data:/data"]));
    await first.start("one");
    await exec(first, "one", "busybox seq 1 5000 > /data/long; echo 1 > /data/short; chmod 600 /data/short");
    const second = open(path);
    expect(await second.volumes()).toEqual(await first.volumes());
    expect(await second.df()).toEqual(await first.df());
    await second.create(shell("two", ["data:/elsewhere"]));
    await second.start("two");
    expect(
      (await exec(second, "two", "stat -c %a /elsewhere/short; busybox tail -n 1 /elsewhere/long")).stdout,
    ).toBe("600\n5000\n");
  });

  test("two processes change one volume, and each sees what the other did", async () => {
    const path = home();
    const first = await withTiny(path);
    await first.create(shell("one", ["shared:/s"]));
    await first.start("one");
    const second = open(path);
    await second.create(shell("two", ["shared:/s"]));
    await second.start("two");
    await exec(first, "one", "echo 1 > /s/a; mkdir /s/d; echo 1 > /s/d/a");
    await exec(second, "two", "echo 2 > /s/b; echo 2 > /s/d/b; rm /s/a");
    await exec(first, "one", "echo 3 >> /s/b; mv /s/d /s/moved");
    const seen = "ls /s /s/moved; cat /s/b";
    const expected = "/s:\nb\nmoved\n\n/s/moved:\na\nb\n2\n3\n";
    expect((await exec(second, "two", seen)).stdout).toBe(expected);
    expect((await exec(first, "one", seen)).stdout).toBe(expected);
  });

  test("what was changed at once in both is put together, path by path", async () => {
    const path = home();
    const first = await withTiny(path);
    await first.create(shell("one", ["shared:/s"]));
    await first.start("one");
    const second = open(path);
    await second.create(shell("two", ["shared:/s"]));
    await second.start("two");
    const ours = await first.fileSystem("one");
    const theirs = await second.fileSystem("two");
    // Neither has written anything down yet.
    ours.mkdir("/s/both");
    ours.writeFile("/s/both/ours", new Uint8Array([1]));
    theirs.mkdir("/s/both");
    theirs.writeFile("/s/both/theirs", new Uint8Array([2]));
    await exec(first, "one", "true");
    await exec(second, "two", "true");
    expect((await exec(first, "one", "ls /s/both")).stdout).toBe("ours\ntheirs\n");
    expect((await exec(second, "two", "ls /s/both")).stdout).toBe("ours\ntheirs\n");
  });

  test("a removed volume leaves no blob behind", async () => {
    const path = home();
    const engine = await withTiny(path);
    const before = blobs(path);
    await engine.create(shell("one", ["data:/data"]));
    await engine.start("one");
    await exec(engine, "one", "busybox seq 1 5000 > /data/long");
    expect(blobs(path).length).toBeGreaterThan(before.length);
    await engine.removeContainer("one", { force: true });
    await engine.removeVolume("data");
    expect(blobs(path)).toEqual(before);
    expect(await open(path).volumes()).toEqual([]);
  });

  test("one that cannot be read harms nothing but itself, and can be removed", async () => {
    const path = home();
    const engine = await withTiny(path);
    await engine.createVolume({ name: "good" });
    await engine.createVolume({ name: "bad" });
    writeFileSync(join(path, "volumes/bad/volume.json"), "{");
    const next = open(path);
    expect((await next.volumes()).map(({ name }) => name)).toEqual(["good"]);
    await expect(next.inspectVolume("bad")).rejects.toThrow(StoreDocumentError);
    await next.removeVolume("bad");
    expect(await next.createVolume({ name: "bad" })).toBe("bad");
  });
});
