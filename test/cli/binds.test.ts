import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { machineFiles } from "../../src/cli/disk/machine.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { stream } from "../archives.js";
import { exec } from "../engine/contract/support.js";
import { fixture } from "../fixtures.js";

const runtime = createRuntime();

/** A folder with `shared` in it, which is mounted, and `secret` beside that. */
async function mounted(options: { readonly below?: string } = {}) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "layerlab-binds-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "shared"));
  mkdirSync(join(folder, "outside"));
  writeFileSync(join(folder, "secret"), "secret\n");
  writeFileSync(join(folder, "outside/file"), "outside\n");
  const { below } = options;
  const binds = machineFiles(folder).binds(below === undefined ? undefined : () => join(folder, below));
  const engine = new EmbeddedEngine({ runtime, binds });
  await engine.import(stream(fixture("docker-ops/tiny-base.tar")), {
    reference: "tiny",
  });
  const start = async (name: string, volumes: readonly string[]) => {
    await engine.create({
      image: "tiny",
      command: ["/bin/sh"],
      name,
      interactive: true,
      tty: true,
      detach: true,
      volumes,
    });
    await engine.start(name);
  };
  return { folder, engine, start, run: (line: string) => exec(engine, "box", line) };
}

describe("a mounted directory of the machine", () => {
  test("what the machine changes is seen at once, and the other way round", async () => {
    const { folder, start, run } = await mounted();
    await start("box", [`${folder}/shared:/s`]);
    writeFileSync(join(folder, "shared/later"), "later\n");
    expect((await run("cat /s/later; echo more >> /s/later; echo new > /s/new")).stdout).toBe("later\n");
    expect(readFileSync(join(folder, "shared/later"), "utf8")).toBe("later\nmore\n");
    expect(readFileSync(join(folder, "shared/new"), "utf8")).toBe("new\n");
    expect((await run("rm /s/later; mkdir -p /s/a/b; mv /s/new /s/a/b/c; cat /s/a/b/c")).stdout).toBe(
      "new\n",
    );
    expect(readdirSync(join(folder, "shared"))).toEqual(["a"]);
  });

  test("a program writes line by line, and each line is there", async () => {
    const { folder, start, run } = await mounted();
    await start("box", [`${folder}/shared:/s`]);
    await run("for i in 1 2 3 4 5; do echo $i >> /s/log; done; cat /s/log /s/log > /s/twice");
    expect(readFileSync(join(folder, "shared/log"), "utf8")).toBe("1\n2\n3\n4\n5\n");
    expect(readFileSync(join(folder, "shared/twice"), "utf8")).toBe("1\n2\n3\n4\n5\n1\n2\n3\n4\n5\n");
  });

  test("links of the machine lead into the container, never out of it", async () => {
    const { folder, start, run } = await mounted();
    symlinkSync("../secret", join(folder, "shared/relative"));
    symlinkSync(join(folder, "secret"), join(folder, "shared/absolute"));
    symlinkSync("../outside", join(folder, "shared/directory"));
    symlinkSync("/etc/passwd", join(folder, "shared/passwd"));
    await start("box", [`${folder}/shared:/s`]);
    for (const name of ["relative", "absolute", "directory/file"])
      expect((await run(`cat /s/${name}`)).exitCode).not.toBe(0);
    await run(
      "echo overwritten > /s/relative; echo x > /s/absolute; echo x > /s/directory/file; rm -r /s/directory",
    );
    expect((await run("cat /s/passwd")).stdout).toBe((await run("cat /etc/passwd")).stdout);
    await run(
      "ln -s ../../outside/file /s/made; echo through > /s/made; chmod 777 /s/absolute; chown 1 /s/absolute",
    );
    expect(readFileSync(join(folder, "secret"), "utf8")).toBe("secret\n");
    expect(readFileSync(join(folder, "outside/file"), "utf8")).toBe("outside\n");
    expect(readdirSync(folder).sort()).toEqual(["outside", "secret", "shared"]);
  });

  test("a directory that is replaced by a link meanwhile is not followed", async () => {
    const { folder, engine, start } = await mounted();
    mkdirSync(join(folder, "shared/sub"));
    await start("box", [`${folder}/shared:/s`]);
    const fs = await engine.fileSystem("box");
    writeFileSync(join(folder, "shared/sub/file"), "inside\n");
    renameSync(join(folder, "shared"), join(folder, "gone"));
    symlinkSync(join(folder, "outside"), join(folder, "shared"));
    expect(() => fs.readFile("/s/file")).toThrow();
    expect(() => fs.writeFile("/s/file", new Uint8Array([1]))).toThrow();
    expect(() => fs.unlink("/s/file")).toThrow();
    expect(readFileSync(join(folder, "outside/file"), "utf8")).toBe("outside\n");
  });

  test("names that a program makes up stay in the directory", async () => {
    const { folder, start, run } = await mounted();
    await start("box", [`${folder}/shared:/s`]);
    await run(
      "touch /s/../escaped; mkdir -p /s/../../out; mv /s/../escaped /s/..moved; cp /etc/passwd /s/../copy",
    );
    await run("touch '/s/a\\b' '/s/..' '/s/ blank '");
    expect(readdirSync(folder).sort()).toEqual(["outside", "secret", "shared"]);
  });

  test("a mounted file can be written, and not removed; nothing beside it is seen", async () => {
    const { folder, start, run } = await mounted();
    await start("box", [`${folder}/secret:/etc/one`]);
    expect((await run("cat /etc/one; echo changed > /etc/one; ls -d /etc/outside")).stdout).toBe("secret\n");
    expect((await run("rm /etc/one")).exitCode).not.toBe(0);
    expect(readFileSync(join(folder, "secret"), "utf8")).toBe("changed\n");
  });

  test("a socket is refused as a source, and is not opened in a directory", async () => {
    const { folder, start, run } = await mounted();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(folder, "shared/socket"), resolve));
    onTestFinished(() => void server.close());
    await expect(start("refused", [`${folder}/shared/socket:/x`])).rejects.toThrow(
      /neither a file nor a directory/,
    );
    await start("box", [`${folder}/shared:/s`]);
    expect((await run("cat /s/socket")).exitCode).not.toBe(0);
    expect((await run("echo x > /s/socket")).exitCode).not.toBe(0);
  });

  test("nothing of it is in diff, commit or export", async () => {
    const { folder, engine, start, run } = await mounted();
    await start("box", [`${folder}/shared:/s`]);
    await run("echo x > /s/x");
    expect(await engine.diff("box")).toEqual([{ kind: "A", path: "/s" }]);
  });

  test("a missing folder is made for -v and refused for --mount", async () => {
    const { folder, engine, start, run } = await mounted();
    await start("box", [`${folder}/made/here:/s`]);
    await run("touch /s/x");
    expect(readdirSync(join(folder, "made/here"))).toEqual(["x"]);
    const spec = { Type: "bind", Source: `${folder}/nope`, Target: "/x" };
    await expect(engine.create({ image: "tiny", command: ["true"], mounts: [spec] })).rejects.toThrow(
      `invalid mount config for type "bind": bind source path does not exist: ${folder}/nope`,
    );
  });

  test("where only one folder may be seen, nothing else is mounted, whatever way leads there", async () => {
    const { folder, start } = await mounted({ below: "shared" });
    symlinkSync("../outside", join(folder, "shared/link"));
    mkdirSync(join(folder, "shared/sub"));
    await start("box", [`${folder}/shared/sub:/s`]);
    for (const [at, source] of [
      "secret",
      "outside",
      "shared/link",
      "shared/../outside",
      "",
      "shared/link/new",
    ].entries())
      await expect(start(`box${at}`, [`${folder}/${source}:/s`])).rejects.toThrow(
        /not in the lesson's folder/,
      );
    expect(readdirSync(join(folder, "outside"))).toEqual(["file"]);
  });
});
