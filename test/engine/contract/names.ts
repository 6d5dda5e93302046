import { describe, expect, test } from "vitest";
import { type Engines, exec, refusal, text, up } from "./support.js";

/** Names, signals and ends. */
export function names({ withUbuntu }: Engines): void {
  describe("names, signals and ends", () => {
    test("rename: the new name is it, the old one is free", async () => {
      const engine = await withUbuntu();
      const id = await engine.create({ image: "ubuntu", name: "one" });
      await engine.rename("one", "two");
      expect((await engine.inspectContainer("two")).Id).toBe(id);
      expect(await refusal(engine.inspectContainer("one"))).toBe("No such container: one");
      await engine.create({ image: "ubuntu", name: "one" });
      expect((await engine.containers({ all: true })).map((each) => each.name)).toEqual(["one", "two"]);
      expect(await engine.containers()).toEqual([]);
    });

    test("kill: KILL ends the main process, other signals find no handler", async () => {
      const engine = await withUbuntu();
      const id = await engine.create({ image: "ubuntu", command: ["sleep", "1000"], detach: true });
      await engine.start(id);
      await engine.kill(id, { signal: "HUP" });
      expect((await engine.inspectContainer(id)).State.Running).toBe(true);
      const ended = engine.wait(id);
      await engine.kill(id);
      expect(await ended).toEqual({ exitCode: 137 });
      expect(await engine.wait(id)).toEqual({ exitCode: 137 });
      expect(await refusal(engine.kill(id))).toContain("is not running");
    });

    test("what follows a log hears what is printed from then on", async () => {
      const engine = await withUbuntu();
      await up(engine, "one");
      const heard: string[] = [];
      const end = await engine.followLogs("one", ({ bytes }) => heard.push(text(bytes)));
      const shell = await engine.attach("one");
      await shell.execute("echo heard", { stdout: () => {}, stderr: () => {} });
      end();
      await shell.execute("echo missed", { stdout: () => {}, stderr: () => {} });
      expect(heard.join("")).toBe("heard\n");
      expect((await engine.logs("one")).map(({ bytes }) => text(bytes)).join("")).toContain("missed");
    });

    test("a shell beside the main process has a directory of its own", async () => {
      const engine = await withUbuntu();
      await up(engine, "one");
      const shell = await engine.execShell("one", { workdir: "/usr" });
      expect([shell.cwd, (await engine.attach("one")).cwd]).toEqual(["/usr", "/"]);
      await shell.execute("touch /both", { stdout: () => {}, stderr: () => {} });
      expect((await exec(engine, "one", "ls /both")).stdout).toBe("/both\n");
    });
  });
}
