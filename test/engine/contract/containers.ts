import { describe, expect, test } from "vitest";
import { type Engines, exec, text, up } from "./support.js";

/** Containers and their images. */
export function containers({ withUbuntu }: Engines): void {
  describe("containers and their images", () => {
    test("a change in a container is in no image and in no other container", async () => {
      const engine = await withUbuntu();
      const before = await engine.inspectImage("ubuntu");
      await up(engine, "one");
      await up(engine, "two");
      await exec(engine, "one", "echo changed > /etc/hostname-of-mine; rm /etc/os-release");
      expect((await exec(engine, "two", "ls /etc/os-release; ls /etc/hostname-of-mine")).exitCode).not.toBe(
        0,
      );
      expect((await exec(engine, "two", "cat /etc/os-release")).stdout).toContain("Ubuntu");
      expect(await engine.inspectImage("ubuntu")).toEqual(before);
      // os-release is a link to /usr/lib/os-release; what is gone is the link.
      expect(await engine.diff("one")).toEqual([
        { kind: "C", path: "/etc" },
        { kind: "A", path: "/etc/hostname-of-mine" },
        { kind: "D", path: "/etc/os-release" },
      ]);
      expect(await engine.diff("two")).toEqual([]);
    });

    test("commit: one layer more, the ones below the same, the container goes on", async () => {
      const engine = await withUbuntu();
      await up(engine, "one");
      await exec(engine, "one", "printf 'hello' > /greeting");
      const id = await engine.commit("one", {
        reference: "greeting",
        comment: "Add greeting",
        changes: ["CMD cat /greeting"],
      });
      const base = await engine.inspectImage("ubuntu");
      const image = await engine.inspectImage("greeting");
      expect(image.Id).toBe(id);
      expect(image.RootFS.Layers.slice(0, -1)).toEqual(base.RootFS.Layers);
      expect(image.Size - base.Size).toBe(5);
      expect(image.Config.Cmd).toEqual(["/bin/sh", "-c", "cat /greeting"]);
      await engine.removeContainer("one", { force: true });
      const container = await engine.create({ image: "greeting" });
      const started = await engine.start(container);
      expect(await started.wait()).toEqual({ exitCode: 0 });
      expect((await engine.logs(container)).map(({ bytes }) => text(bytes)).join("")).toBe("hello");
    });

    test("history: the newest row is the image, then the one it was committed from, below it <missing>", async () => {
      const engine = await withUbuntu();
      await up(engine, "one");
      const id = await engine.commit("one", { comment: "nothing" });
      const rows = await engine.history(id);
      const base = await engine.inspectImage("ubuntu");
      expect(rows.slice(0, 2).map(({ image }) => image)).toEqual([
        { known: true, id },
        { known: true, id: base.Id },
      ]);
      expect(rows.slice(2).every(({ image }) => !image.known)).toBe(true);
      // No file changed: the step is there, but no layer.
      expect(rows[0]).toMatchObject({
        size: 0,
        layer: undefined,
        comment: "nothing",
        createdBy: "/bin/bash",
      });
    });

    test("commit works on a running and on a stopped container, and again after a start", async () => {
      const engine = await withUbuntu();
      await up(engine, "one");
      await exec(engine, "one", "echo 1 > /1");
      const running = await engine.inspectImage(await engine.commit("one"));
      await engine.stop("one");
      const stopped = await engine.inspectImage(await engine.commit("one"));
      expect(stopped.RootFS).toEqual(running.RootFS);
      await engine.start("one");
      expect((await exec(engine, "one", "cat /1")).stdout).toBe("1\n");
    });

    test("two commits of the same content share one layer", async () => {
      const engine = await withUbuntu();
      await up(engine, "one");
      await exec(engine, "one", "echo same > /same");
      const [a, b] = [
        await engine.commit("one", { comment: "a" }),
        await engine.commit("one", { comment: "b" }),
      ];
      expect(a).not.toBe(b);
      expect((await engine.inspectImage(a)).RootFS).toEqual((await engine.inspectImage(b)).RootFS);
    });

    test("what Docker mounts into a container is not part of its changes", async () => {
      const engine = await withUbuntu();
      await up(engine, "one");
      const { exitCode } = await exec(
        engine,
        "one",
        "echo '1.2.3.4 foo' >> /etc/hosts; echo s > /dev/shm/s; echo gone > /dev/null; grep -q foo /etc/hosts",
      );
      expect(exitCode).toBe(0);
      expect(await engine.diff("one")).toEqual([]);
    });
  });
}
