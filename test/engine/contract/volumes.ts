import { describe, expect, test } from "vitest";
import { type Engines, exec, refusal, up } from "./support.js";

/** Volumes, and what they are to containers and images. */
export function volumes({ create, withUbuntu }: Engines): void {
  describe("volumes", () => {
    test("are made, listed, inspected and removed", async () => {
      const engine = await create();
      expect(await engine.createVolume({ name: "data", labels: { a: "b" } })).toBe("data");
      expect(await engine.createVolume({ name: "data" })).toBe("data");
      const anonymous = await engine.createVolume();
      expect(anonymous).toMatch(/^[0-9a-f]{64}$/);
      expect((await engine.volumes()).map(({ name }) => name).sort()).toEqual([anonymous, "data"].sort());
      expect(await engine.inspectVolume("data")).toMatchObject({
        Name: "data",
        Driver: "local",
        Labels: { a: "b" },
        Options: null,
        Scope: "local",
      });
      await engine.removeVolume("data");
      expect(await refusal(engine.inspectVolume("data"))).toBe("get data: no such volume");
      expect(await refusal(engine.removeVolume("data"))).toBe("get data: no such volume");
      await engine.removeVolume("data", { force: true });
    });

    test("live on when their containers go, and are in no image", async () => {
      const engine = await withUbuntu();
      await engine.create({
        image: "ubuntu",
        name: "one",
        interactive: true,
        tty: true,
        volumes: ["data:/deep/data"],
      });
      await engine.start("one");
      await exec(engine, "one", "echo kept > /deep/data/file; echo here > /own");
      expect(await engine.diff("one")).toEqual([
        { kind: "A", path: "/deep" },
        { kind: "A", path: "/deep/data" },
        { kind: "A", path: "/own" },
      ]);
      await engine.commit("one", { reference: "mine" });
      expect(await refusal(engine.removeVolume("data"))).toMatch(/^remove data: volume is in use - \[/);
      await engine.removeContainer("one", { force: true, volumes: true });
      await up(engine, "two", "mine");
      expect((await exec(engine, "two", "ls -A /deep/data; cat /own")).stdout).toBe("here\n");
      await engine.create({
        image: "mine",
        name: "three",
        interactive: true,
        tty: true,
        mounts: [{ Type: "volume", Source: "data", Target: "/again", ReadOnly: true }],
      });
      await engine.start("three");
      expect((await exec(engine, "three", "cat /again/file")).stdout).toBe("kept\n");
      expect((await exec(engine, "three", "echo x > /again/file")).exitCode).not.toBe(0);
    });

    test("get what the image has at their place, when they are new", async () => {
      const engine = await withUbuntu();
      await engine.create({ image: "ubuntu", name: "one", volumes: ["conf:/etc/apt"] });
      await engine.create({ image: "ubuntu", name: "two", volumes: ["bare:/etc/apt:nocopy"] });
      await engine.create({
        image: "ubuntu",
        name: "look",
        interactive: true,
        tty: true,
        volumes: ["conf:/conf", "bare:/bare"],
      });
      await engine.start("look");
      expect((await exec(engine, "look", "ls /conf")).stdout).toBe(
        (await exec(engine, "look", "ls /etc/apt")).stdout,
      );
      expect((await exec(engine, "look", "ls /bare")).stdout).toBe("");
    });

    test("anonymous ones go with --rm and with rm -v, and otherwise stay until they are pruned", async () => {
      const engine = await withUbuntu();
      const make = (name: string, autoRemove: boolean) =>
        engine.create({ image: "ubuntu", command: ["true"], name, autoRemove, volumes: ["/made"] });
      await make("stays", false);
      await make("goes", true);
      await make("removed", false);
      expect(await engine.volumes()).toHaveLength(3);
      await (await engine.start("goes")).wait();
      await engine.removeContainer("removed", { volumes: true });
      await engine.removeContainer("stays");
      const [left] = await engine.volumes();
      expect(left).toMatchObject({ anonymous: true, users: [] });
      await engine.createVolume({ name: "named" });
      expect((await engine.prune({ kind: "volumes" })).volumes).toEqual([left?.name]);
      expect((await engine.prune({ kind: "volumes", all: true })).volumes).toEqual(["named"]);
    });

    test("a read-only root: only mounts can be written to", async () => {
      const engine = await withUbuntu();
      await engine.create({
        image: "ubuntu",
        name: "box",
        interactive: true,
        tty: true,
        readOnly: true,
        volumes: ["data:/data"],
        tmpfs: ["/run:size=8k"],
      });
      await engine.start("box");
      expect((await exec(engine, "box", "echo x > /x")).exitCode).not.toBe(0);
      expect(
        (await exec(engine, "box", "echo x > /data/x; echo y > /run/y; cat /data/x /run/y")).stdout,
      ).toBe("x\ny\n");
      expect((await exec(engine, "box", "head -c 20000 /dev/zero > /run/z")).exitCode).not.toBe(0);
      const names = (await engine.diff("box")).map(({ path }) => path);
      expect(names).toEqual(["/data"]);
    });
  });
}
