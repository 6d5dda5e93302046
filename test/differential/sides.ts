import { lstatSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineFiles } from "../../src/cli/disk/machine.js";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { readArchive } from "../../src/tar/read.js";
import { fromBytes, toBytes } from "../../src/vfs/data.js";
import { wordsOf } from "../cli/words.js";
import type { Dockerd, Outcome } from "./dockerd.js";

/** One of two that get the same commands: a folder of its own, and somebody who runs docker commands in it. */
export interface Side {
  readonly directory: string;
  docker(line: string, stdin?: Buffer): Promise<Outcome>;
  close(): void;
}

/** The real client and engine. */
export function realSide(dockerd: Dockerd): Side {
  const directory = scratch();
  return {
    directory,
    docker: async (line, stdin) =>
      dockerd.docker(wordsOf(line).slice(1), {
        cwd: directory,
        ...(stdin === undefined ? {} : { stdin }),
      }),
    close: () => rmSync(directory, { recursive: true }),
  };
}

/** Ours, in this process. */
export function ourSide(): Side & { readonly engine: EmbeddedEngine } {
  const directory = scratch();
  const engine = new EmbeddedEngine({ runtime: createRuntime(), binds: machineFiles().binds() });
  return {
    directory,
    engine,
    docker: async (line, stdin = Buffer.alloc(0)) => {
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      const exitCode = await runCommandLine(wordsOf(line).slice(1), {
        engine,
        io: {
          stdout: (chunk) => void stdout.push(Buffer.from(chunk)),
          stderr: (chunk) => void stderr.push(Buffer.from(chunk)),
          readAll: async () => stdin,
          files: machineFiles(directory),
          isTTY: false,
          isNotebook: false,
        },
      });
      return { stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString(), exitCode };
    },
    close: () => rmSync(directory, { recursive: true }),
  };
}

function scratch(): string {
  return mkdtempSync(join(tmpdir(), "layerlab-side-"));
}

/** What lies in a folder, a line for each file; times are left out. */
export function listing(directory: string, path = ""): string[] {
  return readdirSync(join(directory, path))
    .sort()
    .flatMap((name) => {
      const at = path === "" ? name : `${path}/${name}`;
      const stats = lstatSync(join(directory, at));
      const mode = (stats.mode & 0o7777).toString(8);
      if (stats.isSymbolicLink()) return [`${at} -> ${readlinkSync(join(directory, at))}`];
      if (stats.isDirectory()) return [`${at}/ ${mode}`, ...listing(directory, at)];
      // Archives of images are of another layout in 20.10.
      if (at.endsWith(".tar")) return [`${at} ${mode}`];
      return [`${at} ${mode} ${stats.uid}:${stats.gid} ${stats.size}`];
    });
}

/** The entries of a tar file as lines; times only of before this year, others are of when the test ran. */
export function entries(archive: Uint8Array): string[] {
  const thisYear = Date.UTC(new Date().getUTCFullYear(), 0) / 1000;
  return [...readArchive(fromBytes(archive))].map((entry) => {
    const time = entry.mtime < thisYear ? entry.mtime : "now";
    const what =
      entry.type === "file"
        ? Buffer.from(toBytes(entry.data)).toString("latin1").slice(0, 60)
        : entry.linkname;
    const device = entry.type.endsWith("device") ? ` ${entry.major},${entry.minor}` : "";
    return `${entry.type} ${entry.name} ${entry.mode.toString(8)} ${entry.uid}:${entry.gid} ${time}${device} ${JSON.stringify(what)}`;
  });
}
