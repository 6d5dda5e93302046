import { execFileSync } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { machineFiles } from "../../src/cli/disk/machine.js";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import { createLab } from "../../src/lab/lab.js";
import { nameOf } from "../../src/posix/name-bytes.js";
import { temporaryFolder } from "../temporary-folder.js";
import { recordingIO } from "./recording-io.js";

const NAMES = ["caf\xe9", "caf\xe8", "x\xff\xfe", "plain"];
const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

/** A folder of the machine with files, a directory and links whose names and targets are Latin-1. */
function filled(folder: string): string {
  const top = join(folder, "in");
  mkdirSync(top);
  const at = (name: string): Buffer => Buffer.concat([Buffer.from(`${top}/`), latin1(name)]);
  for (const name of NAMES) writeFileSync(at(name), name);
  mkdirSync(at("d\xe4"));
  writeFileSync(at("d\xe4/\xf6"), "deep");
  symlinkSync(latin1("caf\xe9"), at("link\xdf"));
  return top;
}

/** Every path below with what it holds, bytes shown as Latin-1. */
function contents(directory: Buffer, prefix = ""): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(directory, "buffer")) {
    const path = Buffer.concat([directory, Buffer.from("/"), name]);
    const shown = prefix + name.toString("latin1");
    const stats = lstatSync(path);
    if (stats.isDirectory()) Object.assign(found, { [`${shown}/`]: "" }, contents(path, `${shown}/`));
    else if (stats.isSymbolicLink()) found[shown] = `-> ${readlinkSync(path, "buffer").toString("latin1")}`;
    else if (stats.isFile()) found[shown] = readFileSync(path, "latin1");
    else found[shown] = stats.isFIFO() ? "fifo" : `device ${stats.rdev}`;
  }
  return found;
}

async function lab(folder: string) {
  const { engine } = await createLab();
  const docker = async (...args: string[]): Promise<string> => {
    const recording = recordingIO();
    const io = { ...recording.io, files: machineFiles(folder) };
    const code = await runCommandLine(args, { engine, io });
    return code === 0 ? recording.stdout() : `${recording.stderr()}exit ${code}`;
  };
  return { engine, docker };
}

const DOCKERFILE = "FROM scratch\nCOPY . /tree\nCMD sh\n";

// File systems of other machines refuse such names.
describe.skipIf(process.platform !== "linux")("names and link targets that are no UTF-8", () => {
  test("go into a container with cp, and come back", async () => {
    const folder = temporaryFolder();
    const top = filled(folder);
    const { engine, docker } = await lab(folder);
    await docker("create", "--name", "box", "busybox");
    expect(await docker("cp", "-q", top, "box:/root")).toBe("");
    const paths = (await engine.diff("box")).map(({ path }) => path);
    expect(paths).toContain(`/root/in/${nameOf(latin1("caf\xe9"))}`);
    expect(paths).toContain(`/root/in/${nameOf(latin1("d\xe4/\xf6"))}`);
    expect(await docker("cp", "-q", "box:/root/in", "out")).toBe("");
    expect(contents(Buffer.from(join(folder, "out")))).toEqual(contents(Buffer.from(top)));
  });

  test("are in a build's context", async () => {
    const folder = temporaryFolder();
    const top = filled(folder);
    const { docker } = await lab(folder);
    const dockerfile = join(folder, "Dockerfile");
    writeFileSync(dockerfile, DOCKERFILE);
    expect(await docker("build", "-q", "-t", "tree", "-f", dockerfile, top)).toMatch(/^sha256:/);
    await docker("create", "--name", "built", "tree");
    expect(await docker("cp", "-q", "built:/tree", "out")).toBe("");
    expect(contents(Buffer.from(join(folder, "out")))).toEqual(contents(Buffer.from(top)));
  });
});

describe.skipIf(process.platform !== "linux")("cp of pipes and devices", () => {
  test("pipes go both ways", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "in"));
    execFileSync("mkfifo", [join(folder, "in/pipe")]);
    const { docker } = await lab(folder);
    await docker("create", "--name", "box", "busybox");
    expect(await docker("cp", "-q", join(folder, "in"), "box:/root")).toBe("");
    expect(await docker("cp", "-q", "box:/root/in", "out")).toBe("");
    expect(contents(Buffer.from(join(folder, "out")))).toEqual({ pipe: "fifo" });
  });

  test.skipIf(process.getuid?.() !== 0)("devices do, for root", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "in"));
    try {
      execFileSync("mknod", [join(folder, "in/null"), "c", "1", "3"], { stdio: "ignore" });
    } catch {
      // A container that may not make devices.
      return;
    }
    const { docker } = await lab(folder);
    await docker("create", "--name", "box", "busybox");
    expect(await docker("cp", "-q", join(folder, "in"), "box:/root")).toBe("");
    expect(await docker("cp", "-q", "box:/root/in", "out")).toBe("");
    expect(contents(Buffer.from(join(folder, "out")))).toEqual({ null: `device ${(1 << 8) | 3}` });
  });
});
