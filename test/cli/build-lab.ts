import type { HostFiles } from "../../src/cli/disk/host-files.js";
import { memoryFiles } from "../../src/cli/disk/memory.js";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import { type Outcome, type TestLab, testLab, ubuntuLab } from "./engine.js";
import { wordsOf } from "./words.js";

/** A lab whose machine has a folder in memory, and commands in it. */
export interface BuildLab {
  readonly lab: TestLab;
  readonly disk: HostFiles;
  /** Runs one command in the folder. */
  docker(
    line: string,
    variables?: Readonly<Record<string, string>>,
  ): Promise<Outcome & { readonly bytes: Uint8Array }>;
  write(path: string, content: string): Promise<void>;
  /** A file's text; `undefined` where there is none. */
  read(path: string): Promise<string | undefined>;
  readBytes(path: string): AsyncIterable<Uint8Array>;
}

export async function buildLab(
  files: Readonly<Record<string, string>>,
  {
    ubuntu = false,
    own,
    disk = memoryFiles(),
  }: { readonly ubuntu?: boolean; readonly own?: TestLab; readonly disk?: HostFiles } = {},
): Promise<BuildLab> {
  const lab = own ?? (ubuntu ? await ubuntuLab() : testLab());
  const write = async (path: string, content: string): Promise<void> => {
    disk.makeDirectory(path.includes("/") ? path.replace(/\/[^/]*$/, "") : ".");
    await disk.write(path, one(new TextEncoder().encode(content)));
  };
  for (const [path, content] of Object.entries(files)) await write(path, content);
  return {
    lab,
    disk,
    write,
    readBytes: (path) => disk.read(path),
    read: async (path) =>
      disk.stat(path) === undefined ? undefined : decoded(await joined(disk.read(path))),
    docker: async (line, variables = {}) => {
      const out: Uint8Array[] = [];
      let stderr = "";
      const encode = (chunk: string | Uint8Array) =>
        typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
      const exitCode = await runCommandLine(wordsOf(line).slice(1), {
        engine: lab.engine,
        now: lab.now,
        io: {
          stdout: (chunk) => void out.push(encode(chunk)),
          stderr: (chunk) => {
            stderr += decoded(encode(chunk));
          },
          files: disk,
          variable: (name) => variables[name],
          isTTY: false,
          isNotebook: false,
        },
      });
      const bytes = Buffer.concat(out);
      return { stdout: decoded(bytes), bytes, stderr, exitCode };
    },
  };
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

async function joined(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
