import { describe, expect, test } from "vitest";
import type { Engine } from "../../src/engine/engine.js";
import { DaemonError } from "../../src/errors/engine.js";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Runs a line to its end and answers what it printed. */
export async function exec(engine: Engine, container: string, line: string) {
  let stdout = "";
  let stderr = "";
  const { exitCode } = await engine.exec(container, {
    command: ["/bin/sh", "-c", line],
    stdio: {
      stdout: (chunk) => {
        stdout += text(chunk);
      },
      stderr: (chunk) => {
        stderr += text(chunk);
      },
    },
  });
  return { exitCode, stdout, stderr };
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof DaemonError) return error.message;
    throw error;
  }
  throw new Error("it was not refused");
}

/** What every engine must do: the same tests run for each of them. */
export function engineContract(name: string, create: () => Promise<Engine>): void {
  const withUbuntu = async () => {
    const engine = await create();
    await engine.pull("ubuntu");
    return engine;
  };
  const up = async (engine: Engine, container: string, image = "ubuntu") => {
    await engine.create({ image, name: container, interactive: true, tty: true, detach: true });
    await engine.start(container);
  };

  describe(`${name}: containers and their images`, () => {
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

  describe(`${name}: life of a container`, () => {
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

  describe(`${name}: refusals, in Docker's words`, () => {
    test("names that are not there", async () => {
      const engine = await create();
      expect(await refusal(engine.inspectImage("nosuch"))).toBe("No such image: nosuch:latest");
      expect(await refusal(engine.diff("nosuch"))).toBe("No such container: nosuch");
      expect(await refusal(engine.create({ image: "nosuch:1" }))).toBe("No such image: nosuch:1");
      expect(await refusal(engine.tag("nosuch", "a:b"))).toBe("No such image: nosuch:latest");
      expect(await refusal(engine.pull("nosuch"))).toContain("pull access denied for nosuch");
      expect(await refusal(engine.pull("ubuntu:1.0"))).toContain("manifest for ubuntu:1.0 not found");
      expect(await refusal(engine.pull("UPPER"))).toContain("must be lowercase");
    });

    test("a name that is taken, an image in use, a container that runs", async () => {
      const engine = await withUbuntu();
      await up(engine, "one");
      const { Id } = await engine.inspectContainer("one");
      expect(await refusal(engine.create({ image: "ubuntu", name: "one" }))).toBe(
        `Conflict. The container name "/one" is already in use by container "${Id}". You have to remove (or rename) that container to be able to reuse that name.`,
      );
      const image = (await engine.inspectImage("ubuntu")).Id.slice(7, 19);
      expect(await refusal(engine.removeImage("ubuntu"))).toBe(
        `conflict: unable to remove repository reference "ubuntu" (must force) - container ${Id.slice(0, 12)} is using its referenced image ${image}`,
      );
      expect(await refusal(engine.removeContainer("one"))).toBe(
        'cannot remove container "/one": container is running: stop the container before removing or force remove',
      );
      await engine.stop("one");
      expect(
        await refusal(engine.exec("one", { command: ["ls"], stdio: { stdout: () => {}, stderr: () => {} } })),
      ).toBe(`container ${Id} is not running`);
    });

    test("rmi takes the name, then the image, then what only it was made from; never what something needs", async () => {
      const engine = await withUbuntu();
      const base = (await engine.inspectImage("ubuntu")).Id;
      await up(engine, "one");
      await exec(engine, "one", "echo 1 > /1");
      const child = await engine.commit("one", { reference: "child" });
      await engine.tag("child", "alias");
      expect(await engine.removeImage("alias")).toEqual([{ kind: "untagged", reference: "alias:latest" }]);
      expect(await refusal(engine.removeImage(base))).toContain("image has dependent child images");
      await engine.removeContainer("one", { force: true });
      // The name goes; the image stays, since `child` was made from it, and is no longer listed.
      expect(await engine.removeImage("ubuntu")).toEqual([{ kind: "untagged", reference: "ubuntu:latest" }]);
      expect((await engine.images()).map(({ id }) => id)).toEqual([child]);
      const removed = await engine.removeImage("child");
      expect(removed.filter(({ kind }) => kind === "deleted").map((step) => "id" in step && step.id)).toEqual(
        expect.arrayContaining([child, base]),
      );
      expect(await engine.images({ all: true })).toEqual([]);
    });
  });
}
