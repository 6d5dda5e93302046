import type { Runtime } from "../../src/process/process.js";
import { KNOWN_PROGRAMS } from "../../src/stand-in/known-programs.js";
import { standIn } from "../../src/stand-in/program-file.js";
import type { FileSystem } from "../../src/vfs/filesystem.js";
import { createMemoryFileSystem } from "../../src/vfs/memory.js";

export const HOSTNAME = "d8c5ca119fcd";
export const ENV: Readonly<Record<string, string>> = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  HOSTNAME,
  HOME: "/root",
};

const encoder = new TextEncoder();

export function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

/** A root file system as a Debian-like image has it, with a stand-in for every program but `node`. */
export function container(fs: FileSystem = createMemoryFileSystem()): FileSystem {
  for (const path of ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/etc", "/root", "/tmp", "/home", "/dev"]) {
    fs.mkdir(path, { recursive: true });
  }
  fs.chmod("/root", 0o700);
  fs.chmod("/tmp", 0o1777);
  fs.symlink("usr/bin", "/bin");
  fs.symlink("usr/sbin", "/sbin");
  for (const program of KNOWN_PROGRAMS)
    fs.writeFile(program.path, standIn(program.name, 4096), { mode: 0o755 });
  for (const [name, target] of [
    ["sh", "dash"],
    ["awk", "mawk"],
    ["which", "which.debianutils"],
  ] as const) {
    fs.symlink(target, `/usr/bin/${name}`);
  }
  for (const path of KNOWN_PROGRAMS.map((program) => program.path)) fs.chmod(path, 0o755);
  fs.writeFile(
    "/etc/passwd",
    encode("root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n"),
  );
  fs.writeFile("/etc/group", encode("root:x:0:\ndaemon:x:1:\nstaff:x:50:\n"));
  return fs;
}

/** The file `apt install nodejs` would bring. */
export function installNode(fs: FileSystem, path = "/usr/bin/node"): void {
  fs.writeFile(path, standIn("node", 100_000, "v18.19.1"), { mode: 0o755 });
  fs.chmod(path, 0o755);
}

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly stdin?: string;
  readonly tty?: boolean;
  readonly signal?: AbortSignal;
  readonly onOutput?: (text: string) => void;
}

/** Runs a program and gathers what it wrote. */
export async function run(
  runtime: Runtime,
  fs: FileSystem,
  argv: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  const out = gather(options.onOutput);
  const { exitCode } = await runtime.run({
    argv,
    env: options.env ?? ENV,
    cwd: options.cwd ?? "/",
    fs,
    hostname: HOSTNAME,
    tty: options.tty ?? false,
    stdio: { ...out.stdio, ...(options.stdin === undefined ? {} : { stdin: encode(options.stdin) }) },
    ...(options.signal ? { signal: options.signal } : {}),
  });
  return { stdout: out.stdout(), stderr: out.stderr(), exitCode };
}

export function gather(onOutput?: (text: string) => void) {
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const text = { stdout: "", stderr: "" };
  const take = (stream: "stdout" | "stderr") => (chunk: Uint8Array) => {
    const piece = decoders[stream].decode(chunk, { stream: true });
    text[stream] += piece;
    onOutput?.(piece);
  };
  return {
    stdio: { stdout: take("stdout"), stderr: take("stderr") },
    stdout: () => text.stdout,
    stderr: () => text.stderr,
  };
}
