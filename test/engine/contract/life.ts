import { describe, expect, test } from "vitest";
import { type Engines, text, up } from "./support.js";

/** The life of a container, from its start to its end. */
export function life({ withUbuntu }: Engines): void {
  describe("life of a container", () => {
    test("exit codes are the program's; logs keep what it printed", async () => {
      const engine = await withUbuntu();
      const id = await engine.create({
        image: "ubuntu",
        command: ["sh", "-c", "echo out; echo err >&2; exit 3"],
      });
      expect(await (await engine.start(id)).wait()).toEqual({ exitCode: 3 });
      const logs = await engine.logs(id);
      expect(logs.map(({ stream, bytes }) => [stream, text(bytes)])).toEqual([
        ["stdout", "out\n"],
        ["stderr", "err\n"],
      ]);
      expect((await engine.inspectContainer(id)).State).toMatchObject({
        Status: "exited",
        ExitCode: 3,
        Running: false,
      });
    });

    test("a program that is not there: 127, not executable: 126; the container stays created", async () => {
      const engine = await withUbuntu();
      for (const [command, code, words] of [
        ["node", 127, 'exec: "node": executable file not found in $PATH'],
        ["/no/such", 127, 'exec: "/no/such": stat /no/such: no such file or directory'],
        ["/etc/passwd", 126, 'exec: "/etc/passwd": permission denied'],
      ] as const) {
        const id = await engine.create({ image: "ubuntu", command: [command] });
        await expect(engine.start(id)).rejects.toMatchObject({
          data: { exitCode: code },
          message: expect.stringContaining(words),
        });
        expect((await engine.inspectContainer(id)).State.Status).toBe("created");
      }
    });

    test("--rm: gone when it has ended, and when it could not start", async () => {
      const engine = await withUbuntu();
      const id = await engine.create({ image: "ubuntu", command: ["true"], autoRemove: true });
      await (await engine.start(id)).wait();
      const broken = await engine.create({ image: "ubuntu", command: ["nosuch"], autoRemove: true });
      await expect(engine.start(broken)).rejects.toThrow("not found");
      expect(await engine.containers({ all: true })).toEqual([]);
    });

    test("a shell that waits keeps its directory and variables from line to line", async () => {
      const engine = await withUbuntu();
      await up(engine, "one");
      const shell = await engine.attach("one");
      const lines: string[] = [];
      const stdio = { stdout: (chunk: Uint8Array) => void lines.push(text(chunk)), stderr: () => {} };
      await shell.execute("cd /tmp; NAME=learner", stdio);
      expect(shell.prompt()).toMatch(/^root@[0-9a-f]{12}:\/tmp# $/);
      await shell.execute('echo "$NAME in $PWD"', stdio);
      expect(lines.join("")).toBe("learner in /tmp\n");
      await shell.execute("exit 4", stdio);
      expect(shell.closed).toBe(true);
      expect((await engine.inspectContainer("one")).State).toMatchObject({ Status: "exited", ExitCode: 4 });
    });

    test("-e, -w, -u and --hostname are what the program sees", async () => {
      const engine = await withUbuntu();
      const id = await engine.create({
        image: "ubuntu",
        command: ["sh", "-c", "echo $A; pwd; id -u; hostname"],
        env: ["A=1"],
        workdir: "/made/for/it",
        user: "1000",
        hostname: "box",
      });
      await (await engine.start(id)).wait();
      const out = (await engine.logs(id)).map(({ bytes }) => text(bytes)).join("");
      expect(out).toBe("1\n/made/for/it\n1000\nbox\n");
    });

    test("a loop that never ends is ended by stop", async () => {
      const engine = await withUbuntu();
      const id = await engine.create({
        image: "ubuntu",
        command: ["sh", "-c", "while :; do sleep 1; done"],
        detach: true,
      });
      const started = await engine.start(id);
      await engine.stop(id, { timeoutSeconds: 0 });
      expect((await started.wait()).exitCode).toBe(137);
    });

    test("an entrypoint takes the command as its arguments; --entrypoint replaces both", async () => {
      const engine = await withUbuntu();
      await up(engine, "one");
      await engine.commit("one", {
        reference: "talker",
        changes: ['ENTRYPOINT ["echo", "said:"]', 'CMD ["default"]'],
      });
      const out = async (options: { command?: string[]; entrypoint?: string }) => {
        const id = await engine.create({ image: "talker", ...options });
        await (await engine.start(id)).wait();
        return (await engine.logs(id)).map(({ bytes }) => text(bytes)).join("");
      };
      expect(await out({})).toBe("said: default\n");
      expect(await out({ command: ["mine"] })).toBe("said: mine\n");
      expect(await out({ entrypoint: "printf", command: ["%s", "x"] })).toBe("x");
    });
  });
}
