import { packagePrograms } from "../../../src/programs/package-programs.js";
import { createRuntime } from "../../../src/programs/runtime.js";
import { builtinImage } from "../../../src/registry/builtin/index.js";
import { applyChanges } from "../../../src/vfs/apply.js";
import type { Credentials, FileSystem } from "../../../src/vfs/filesystem.js";
import { emptyChanges, type MutableDirectory } from "../../../src/vfs/node.js";
import { UnionFileSystem } from "../../../src/vfs/union.js";
import { fixtureText } from "../../fixtures.js";

const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/** The time in every container here. */
const NOW = Date.UTC(2024, 3, 17, 9, 12, 44) / 1000;
const runtime = createRuntime({ programs: packagePrograms });

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order printed. */
  readonly all: string;
}

/** A container made from the built-in ubuntu: its writable layer, and the real runtime with apt in it. */
export class UbuntuContainer {
  readonly layer: MutableDirectory = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: 0 });
  readonly fs: FileSystem;

  constructor() {
    const image = builtinImage({ repository: "ubuntu", tag: "latest" });
    const base = image?.layers[0]?.();
    if (base === undefined) throw new Error("no built-in ubuntu");
    this.fs = new UnionFileSystem({
      lower: applyChanges(undefined, base),
      upper: this.layer,
      now: () => NOW,
    });
  }

  async run(
    line: string,
    options: {
      tty?: boolean;
      user?: Credentials;
      stdin?: string;
      env?: Record<string, string>;
      signal?: AbortSignal;
      heard?: (text: string) => void;
    } = {},
  ): Promise<Result> {
    let stdout = "";
    let stderr = "";
    let all = "";
    const text = (chunk: Uint8Array) => new TextDecoder().decode(chunk);
    const { exitCode } = await runtime.run({
      argv: ["bash", "-c", line],
      env: { PATH, ...(options.tty ? { TERM: "xterm" } : {}), ...options.env },
      cwd: "/",
      fs: options.user === undefined ? this.fs : this.fs.as(options.user),
      hostname: "d8c5ca119fcd",
      tty: options.tty ?? false,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      stdio: {
        stdout(chunk) {
          stdout += text(chunk);
          options.heard?.(text(chunk));
          all += text(chunk);
        },
        stderr(chunk) {
          stderr += text(chunk);
          all += text(chunk);
        },
        ...(options.stdin === undefined ? {} : { stdin: new TextEncoder().encode(options.stdin) }),
      },
    });
    return { code: exitCode, stdout, stderr, all };
  }

  text(path: string): string {
    return new TextDecoder().decode(this.fs.readFile(path));
  }

  exists(path: string): boolean {
    return this.fs.lstatIfExists(path) !== undefined;
  }

  /** Bytes of the writable layer as `docker history` counts them: files and link targets. */
  layerSize(): number {
    return sizeOf(this.layer);
  }
}

function sizeOf(directory: MutableDirectory): number {
  let sum = 0;
  for (const node of directory.changes.values()) {
    if (node.kind === "directory") sum += sizeOf(node);
    else if (node.kind === "file") sum += node.data.size;
    else if (node.kind === "symlink") sum += new TextEncoder().encode(node.target).length;
  }
  return sum;
}

/** The lines of a log in `test/fixtures/apt`. */
export function realLog(name: string): string[] {
  return fixtureText(`apt/${name}.txt`).trimEnd().split("\n");
}
