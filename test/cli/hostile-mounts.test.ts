import fc from "fast-check";
import { Volume } from "memfs";
import { describe, expect, test } from "vitest";
import { memoryFiles } from "../../src/cli/disk/memory.js";
import { FileSystemError } from "../../src/errors/filesystem.js";
import { VolumeCreateError } from "../../src/errors/volumes.js";
import type { FileSystem } from "../../src/vfs/filesystem.js";
import { mediumWith } from "../engine/filled-medium.js";
import { cases } from "../random.js";
import { NOW, run, runConsoleLine, testLab, ubuntuLab } from "./engine.js";
import { recordingIO } from "./recording-io.js";

/** A disk with a directory that is mounted, and what lies beside it. */
const BESIDE = {
  "/home/secret": "secret\n",
  "/home/outside/file": "outside\n",
  "/etc/passwd": "the machine's\n",
};

async function mounted() {
  const volume = Volume.fromJSON({ ...BESIDE, "/home/in/dir/file": "inside\n" }, "/");
  volume.symlinkSync("../secret", "/home/in/up");
  volume.symlinkSync("/home/outside", "/home/in/away");
  const lab = testLab(await mediumWith("ubuntu", NOW), memoryFiles(volume, "/home").binds());
  await lab.engine.create({ image: "ubuntu", name: "box", volumes: ["/home/in:/m"] });
  await lab.engine.start("box");
  return { volume, fs: await lab.engine.fileSystem("box") };
}

/** Names that lead up, out and aside, and odd ones. */
const NAMES = [
  "..",
  ".",
  "dir",
  "file",
  "up",
  "away",
  "new",
  "a\nb",
  "c:d",
  " ",
  "...",
  "-x",
  "\\",
  "é",
  ".wh.x",
];
const path = fc
  .array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 5 })
  .map((names) => `/m/${names.join("/")}`);
const target = fc.oneof(
  path,
  fc.constantFrom("../../secret", "../outside/file", "/home/secret", "/home/outside", "/etc/passwd", ".."),
);
const bytes = new TextEncoder().encode("written\n");

type Step = (fs: FileSystem) => unknown;
const step: fc.Arbitrary<Step> = fc.oneof(
  path.map(
    (at): Step =>
      (fs) =>
        fs.writeFile(at, bytes),
  ),
  path.map(
    (at): Step =>
      (fs) =>
        fs.appendFile(at, bytes),
  ),
  path.map(
    (at): Step =>
      (fs) =>
        fs.mkdir(at, { recursive: true }),
  ),
  path.map(
    (at): Step =>
      (fs) =>
        fs.unlink(at),
  ),
  path.map(
    (at): Step =>
      (fs) =>
        fs.rmdir(at),
  ),
  path.map(
    (at): Step =>
      (fs) =>
        fs.chmod(at, 0o777),
  ),
  path.map(
    (at): Step =>
      (fs) =>
        fs.truncate(at, 0),
  ),
  fc.tuple(target, path).map(
    ([to, at]): Step =>
      (fs) =>
        fs.symlink(to, at),
  ),
  fc.tuple(path, path).map(
    ([from, to]): Step =>
      (fs) =>
        fs.rename(from, to),
  ),
  fc.tuple(path, path).map(
    ([from, to]): Step =>
      (fs) =>
        fs.link(from, to),
  ),
);

/** What a program can read below a directory. */
function contents(fs: FileSystem, at: string): string {
  return fs
    .readdir(at)
    .map(({ name }) => {
      const inner = `${at}/${name}`;
      const { kind } = fs.lstat(inner);
      if (kind === "directory") return contents(fs, inner);
      try {
        return new TextDecoder().decode(fs.readFile(inner));
      } catch (error) {
        if (error instanceof FileSystemError) return "";
        throw error;
      }
    })
    .join("");
}

describe("a mounted directory", () => {
  test("lets nothing out and nothing in, whatever a program does in it", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const { volume, fs } = await mounted();
        for (const act of steps)
          try {
            act(fs);
          } catch (error) {
            if (!(error instanceof FileSystemError)) throw error;
          }
        const after = volume.toJSON();
        const beside = Object.entries(after).filter(([name]) => !name.startsWith("/home/in"));
        expect(Object.fromEntries(beside)).toEqual(BESIDE);
        expect(contents(fs, "/m")).not.toMatch(/secret|outside|the machine's/);
      }),
      cases(15),
    );
  });
});

test("a link in a folder in memory is removed, not what it points at", async () => {
  const { volume, fs } = await mounted();
  fs.unlink("/m/up");
  expect(volume.toJSON()).toMatchObject(BESIDE);
  expect(volume.readdirSync("/home/in")).toEqual(["away", "dir"]);
});

test("a link in a folder in memory gets another name, not what it points at", async () => {
  const { volume, fs } = await mounted();
  fs.rename("/m/up", "/m/dir/down");
  fs.rename("/m/away", "/m/dir/file");
  expect(volume.toJSON()).toMatchObject(BESIDE);
  expect(volume.readdirSync("/home/in")).toEqual(["dir"]);
  expect(volume.readlinkSync("/home/in/dir/down")).toBe("../secret");
  expect(volume.readlinkSync("/home/in/dir/file")).toBe("/home/outside");
});

/** The words of the client 28.2.2 and of an engine, recorded; where a mount is made at start, of its runc. */
const CREATE = "docker: Error response from daemon: ";
const START =
  "failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting ";
const named = (name: string): string =>
  `create ${name}: ${JSON.stringify(name)} includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`;

test.each([
  ["-v aa:", "docker: invalid spec: aa:: empty section between colons"],
  ["-v :/d", "docker: invalid spec: :/d: empty section between colons"],
  ["-v aa::/d", "docker: invalid spec: aa::/d: empty section between colons"],
  [
    "-v aa:/..",
    `${CREATE}invalid volume specification: 'aa:/..': invalid mount config for type "volume": invalid specification: destination can't be '/'`,
  ],
  [
    "-v aa:d",
    `${CREATE}invalid volume specification: 'aa:d': invalid mount config for type "volume": invalid mount path: 'd' mount path must be absolute`,
  ],
  ["-v aa/../../b:/d", `${CREATE}${named("aa/../../b")}`],
  ["-v 'aa\nb:/d'", `${CREATE}create aa`],
  ["-v aa:/d:ro,ro", `${CREATE}invalid mode: ro,ro`],
  [
    "-v aa:/proc",
    `${CREATE}${START}"aa" to rootfs at "/proc": "/proc" cannot be mounted because it is not of type proc: unknown`,
  ],
  [
    "-v aa:/d/../proc/self",
    `${CREATE}${START}"aa" to rootfs at "/proc/self": "/proc/self" cannot be mounted because it is inside /proc: unknown`,
  ],
  ["--tmpfs /:size=1m", `${CREATE}invalid specification: destination can't be '/'`],
  ["--tmpfs ..", `${CREATE}invalid mount path: '..' mount path must be absolute`],
  [
    "--tmpfs /d:mode=abc",
    `${CREATE}${START}"tmpfs" to rootfs at "/d": mount tmpfs:/d (via /proc/self/fd/6), flags: 0xe, data: mode=abc: invalid argument: unknown`,
  ],
  [
    "--tmpfs /d:size=-1",
    `${CREATE}${START}"tmpfs" to rootfs at "/d": mount tmpfs:/d (via /proc/self/fd/6), flags: 0xe, data: size=-1: invalid argument: unknown`,
  ],
  ["--mount type=volume,src=../aa,dst=/d", `${CREATE}${named("../aa")}`],
  [
    "--mount type=bind,src=/home/in,dst=/",
    `${CREATE}invalid mount config for type "bind": invalid specification: destination can't be '/'`,
  ],
])("docker run %s is refused", async (options, expected) => {
  const { io, stderr } = recordingIO();
  expect(await runConsoleLine(`docker run --rm ${options} ubuntu true`, { ...(await ubuntuLab()), io })).toBe(
    125,
  );
  expect(stderr().split("\n")[0]).toBe(expected);
});

test("no text is a volume whose files would lie elsewhere", async () => {
  const { engine } = testLab();
  const odd = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom("a", ".", "/", "\\", "\n", ":", "\0", "-", " ") }),
  );
  await fc.assert(
    fc.asyncProperty(odd, async (name) => {
      try {
        const made = await engine.createVolume({ name });
        expect(made).toMatch(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,254}$/);
      } catch (error) {
        expect(error).toBeInstanceOf(VolumeCreateError);
      }
    }),
  );
});

test("a place with a line break is a place like others", async () => {
  const lab = await ubuntuLab();
  const line = "docker run --rm -v 'aa:/x\ny' ubuntu sh -c 'grep -c x.012y /proc/mounts'";
  expect(await run(line, lab)).toEqual({ stdout: "1\n", stderr: "", exitCode: 0 });
});
