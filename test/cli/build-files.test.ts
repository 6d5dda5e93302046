import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MACHINE, machineFiles, machineTree } from "../../src/cli/disk/machine.js";
import { regularFile } from "../../src/cli/disk/regular-file.js";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import { createLab } from "../../src/lab/lab.js";
import { describeWith } from "../components.js";

let root: string;
let context: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "layerlab-files-"));
  context = join(root, "context");
  mkdirSync(join(context, "sub"), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const labelled = (text: string): string => `FROM scratch\nLABEL a=${text} b=1\n`;

function file(name: string, text: string): string {
  const path = join(root, name);
  writeFileSync(path, text);
  return path;
}

/** The label that a build's Dockerfile sets, or why there is no image. */
async function built(args: readonly string[] = [], signal?: AbortSignal): Promise<string> {
  const { engine } = await createLab();
  let said = "";
  const exitCode = await runCommandLine(["build", "-q", ...args, context], {
    engine,
    io: {
      stdout: () => {},
      stderr: (text) => {
        said += text;
      },
      files: machineFiles(context),
      isTTY: false,
      isNotebook: false,
      ...(signal === undefined ? {} : { signal }),
    },
  });
  if (exitCode !== 0) return said.trim() || `exit ${exitCode}`;
  const [image] = await engine.images({ all: true });
  const { Config } = await engine.inspectImage(image?.id ?? "");
  return Config?.Labels?.a ?? "no label";
}

describe("a Dockerfile", () => {
  test("that is a link inside the context is read whole, however short the link", async () => {
    for (const target of ["real", "sub/../real", "sub/link"]) {
      rmSync(join(context, "Dockerfile"), { force: true });
      file("context/real", labelled("the_whole_of_it"));
      if (target === "sub/link") symlinkSync("../real", join(context, "sub/link"));
      symlinkSync(target, join(context, "Dockerfile"));
      expect(await built()).toBe("the_whole_of_it");
    }
  });

  test("that is a link out of the context is not there", async () => {
    file("outside", labelled("secret"));
    for (const target of ["../outside", join(root, "outside"), "/etc/hostname"]) {
      rmSync(join(context, "Dockerfile"), { force: true });
      symlinkSync(target, join(context, "Dockerfile"));
      expect(await built()).toBe(
        "ERROR: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory",
      );
    }
  });

  test("a link of links without end is not there", async () => {
    symlinkSync("b", join(context, "Dockerfile"));
    symlinkSync("Dockerfile", join(context, "b"));
    expect(await built()).toContain("no such file or directory");
  });

  test("named with -f may be a link to anywhere", async () => {
    file("outside", labelled("named"));
    symlinkSync("../outside", join(context, "link"));
    expect(await built(["-f", join(context, "link")])).toBe("named");
    expect(await built(["-f", join(root, "outside")])).toBe("named");
  });

  test("may be written small", async () => {
    file("context/dockerfile", labelled("small"));
    expect(await built()).toBe("small");
    file("context/Dockerfile", labelled("large"));
    expect(await built()).toBe("large");
  });

  test.each(["Dockerfile", ".dockerignore", "Dockerfile.dockerignore"])(
    "%s that is a pipe or a socket is refused at once, a directory too",
    async (name) => {
      if (name !== "Dockerfile") file("context/Dockerfile", labelled("x"));
      const path = join(context, name);
      const prefix =
        name === "Dockerfile"
          ? "ERROR: failed to solve: failed to read dockerfile: open Dockerfile:"
          : `ERROR: failed to solve: failed to read ${name}:`;
      execFileSync("mkfifo", [path]);
      expect(await built()).toBe(`${prefix} not a regular file`);
      rmSync(path);
      const server = createServer();
      server.listen(path);
      await once(server, "listening");
      expect(await built()).toBe(`${prefix} no such device or address`);
      server.close();
      await once(server, "close");
      mkdirSync(path);
      expect(await built()).toBe(`${prefix} is a directory`);
    },
  );

  test.each([
    ["/dev/zero", "larger than"],
    ["sub", "is a directory"],
    ["none", "no such file or directory"],
  ])("-f %s is refused", async (name, reason) => {
    const path = name.startsWith("/") ? name : join(context, name);
    expect(await built(["-f", path])).toContain(reason);
    if (name === "/dev/zero") {
      symlinkSync(name, join(context, "link"));
      expect(await built(["-f", join(context, "link")])).toContain(reason);
    }
  });

  test("a pipe that nobody writes to is given up on Ctrl-C", async () => {
    const pipe = join(root, "pipe");
    execFileSync("mkfifo", [pipe]);
    const stop = new AbortController();
    const building = built(["-f", pipe], stop.signal);
    stop.abort();
    expect(await building).toBe("exit 130");
    // Lets the open that is still waiting go.
    execFileSync("sh", ["-c", `exec 3<> ${JSON.stringify(pipe)}`]);
  });
});

describe("files that options name", () => {
  async function created(args: readonly string[], variable?: (name: string) => string | undefined) {
    const { engine } = await createLab();
    let said = "";
    const io = {
      stdout: () => {},
      stderr: (text: string | Uint8Array) => {
        said += String(text);
      },
      files: machineFiles(context),
      isTTY: false,
      isNotebook: false,
      ...(variable === undefined ? {} : { variable }),
    };
    file("context/Dockerfile", "FROM scratch\nARG V=default\nLABEL v=$V\n");
    const built = args[0] === "build";
    const words = built
      ? ["build", "-q", "-t", "x", ...args.slice(1), context]
      : ["create", "--name", "made", ...args, "x", "nothing"];
    if (!built)
      await engine.build({ dockerfile: "FROM scratch", context: machineTree(context), tags: ["x"] });
    const exitCode = await runCommandLine(words, { engine, io });
    if (exitCode !== 0) return said.trim();
    const { Config } = built ? await engine.inspectImage("x") : await engine.inspectContainer("made");
    return built ? Config?.Labels : [Config?.Env, Config?.Labels];
  }

  test.each(["--env-file", "--label-file"])(
    "%s takes a pipe, and nothing that has no end",
    async (option) => {
      const pipe = join(root, "pipe");
      execFileSync("mkfifo", [pipe]);
      const writer = spawn("sh", ["-c", 'echo A=1 > "$0"', pipe]);
      const found = JSON.stringify(await created([option, pipe]));
      expect(found).toContain(option === "--env-file" ? "A=1" : '"A":"1"');
      expect(writer.exitCode ?? 0).toBe(0);
      expect(await created([option, "/dev/zero"])).toContain("read /dev/zero: larger than 16777216 bytes");
      expect(await created([option, context])).toContain(`read ${context}: is a directory`);
      const socket = join(root, "socket");
      const server = createServer();
      server.listen(socket);
      await once(server, "listening");
      expect(await created([option, socket])).toContain(`open ${socket}: no such device or address`);
      server.close();
    },
  );

  test("--build-arg NAME takes the caller's value, and --label NAME is empty", async () => {
    const variable = (name: string) => (name === "V" ? "mine" : undefined);
    expect(await created(["build", "--build-arg", "V"], variable)).toEqual({ v: "mine" });
    expect(await created(["build", "--build-arg", "V", "--label", "bare"])).toEqual({
      bare: "",
      v: "default",
    });
  });

  test("-e NAME takes the caller's value", async () => {
    const variable = (name: string) => (name === "V" ? "mine" : undefined);
    expect(JSON.stringify(await created(["-e", "V"], variable))).toContain('"V=mine"');
  });
});

describe("NAME.dockerignore", () => {
  const COPIES = "FROM scratch\nCOPY . /\n";
  async function copied(args: readonly string[] = []): Promise<readonly string[]> {
    const { engine } = await createLab();
    const io = {
      stdout: () => {},
      stderr: () => {},
      files: machineFiles(context),
      isTTY: false,
      isNotebook: false,
    };
    expect(await runCommandLine(["build", "-q", "-t", "x", ...args, context], { engine, io })).toBe(0);
    const container = await engine.create({ image: "x", command: ["nothing"] });
    const files = await engine.fileSystem(container);
    return files
      .readdir("/")
      .flatMap(({ name, kind }) => (kind === "file" && name !== ".dockerenv" ? [name] : []));
  }

  test("goes before .dockerignore, and belongs to the file that -f names", async () => {
    file("context/a", "");
    file("context/b", "");
    file("context/c", "");
    file("context/Dockerfile", COPIES);
    file("context/other", COPIES);
    file("context/sub/Dockerfile", COPIES);
    file("context/.dockerignore", "*\n!a\n");
    expect(await copied()).toEqual(["a"]);
    file("context/Dockerfile.dockerignore", "*\n!b\n");
    file("context/sub/Dockerfile.dockerignore", "*\n!c\n");
    expect(await copied()).toEqual(["b"]);
    expect(await copied(["-f", join(context, "other")])).toEqual(["a"]);
    expect(await copied(["-f", join(context, "sub/Dockerfile")])).toEqual(["c"]);
  });
});

describe("a file of the machine", () => {
  test("that shrinks or becomes something else while it is read is an error, not a shorter file", () => {
    const path = file("data", "0123456789");
    const data = regularFile(MACHINE, path);
    truncateSync(path, 4);
    expect(() => data.read(0, 10)).toThrow("file changed as we read it");
    rmSync(path);
    symlinkSync("/etc/hostname", path);
    expect(() => data.read(0, 10)).toThrow("symbolic link");
    expect(() => machineTree(root).open("/data")).toThrow();
    rmSync(path);
    execFileSync("mkfifo", [path]);
    expect(() => data.read(0, 10)).toThrow("not a regular file");
  });
});

describeWith(["build"], "a pipe that is closed early", () => {
  test.each([
    "save ubuntu | head -c 100 | wc -c",
    "history --no-trunc ubuntu | head -1 | wc -l",
    "export box | true",
  ])("%s: silence", (line) => {
    const bin = join(import.meta.dirname, "../../dist/kernel/bin.js");
    const layerlab = `${JSON.stringify(process.execPath)} ${JSON.stringify(bin)}`;
    const env = { ...process.env, LAYERLAB_HOME: join(root, "home") };
    spawnSync("bash", ["-c", `${layerlab} create --name box ubuntu`], { env });
    const { stderr } = spawnSync("bash", ["-c", `${layerlab} ${line}`], { env, encoding: "utf8" });
    expect(stderr).toBe("");
  });
});
