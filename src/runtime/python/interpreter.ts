import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { FileSystem } from "../../vfs/filesystem.js";
import { systemCall } from "./calls.js";
import { FAMILIAR_ERRORS } from "./errors.js";
import { mountContainer } from "./guest/file-system.js";
import { openLibrary } from "./guest/library.js";
import { type GuestStart, runGuest } from "./guest/worker.js";

/** What one run of the interpreter needs from its process. */
export interface InterpreterRun
  extends Pick<
    GuestStart,
    "argv" | "env" | "cwd" | "umask" | "stdin" | "tty" | "hidden" | "libraryHome" | "libraryPaths"
  > {
  readonly fs: FileSystem;
  readonly signal: AbortSignal;
  stdout(chunk: Uint8Array): void;
  stderr(chunk: Uint8Array): void;
  readonly memoryLimit: number;
  /** Milliseconds the program may compute without a system call or a sleep. */
  readonly timeLimit: number;
}

interface Artefacts {
  readonly loader: string;
  readonly program: WebAssembly.Module;
  readonly library: Uint8Array;
}

let artefacts: Promise<Artefacts> | undefined;

/** CPython as just-bash brings it: found and compiled once, when first used. */
async function load(): Promise<Artefacts> {
  const home = join(dirname(createRequire(import.meta.url).resolve("just-bash")), "../..");
  const folder = join(home, "vendor/cpython-emscripten");
  const [program, archive] = await Promise.all([
    readFile(join(folder, "python.wasm")).then((bytes) => WebAssembly.compile(bytes)),
    readFile(join(folder, "python313.zip")),
  ]);
  const library = new Uint8Array(new SharedArrayBuffer(archive.length));
  library.set(archive);
  return { loader: join(folder, "python.cjs"), program, library };
}

/** The thread's code: this folder's functions from their text, so that it is the same from sources and when built. */
const THREAD = `
const { parentPort, workerData, receiveMessageOnPort } = require("node:worker_threads");
const { inflateRawSync } = require("node:zlib");
${openLibrary.toString()}
${mountContainer.toString()}
${runGuest.toString()}
runGuest(workerData.start, {
  require,
  instantiate: (program, imports) => new WebAssembly.Instance(program, imports),
  receive: () => receiveMessageOnPort(workerData.port).message,
  post: (message) => parentPort.postMessage(message),
  inflate: (data) => inflateRawSync(data),
  openLibrary,
  mountContainer,
});
`;

/** How often it is looked after a program that computes. */
const WATCH_MS = 250;

/**
 * Runs CPython in a thread of its own and answers its exit code. The thread waits while a call on the container's
 * files is carried out here, so files change only between the steps of other programs. Aborting ends the thread at
 * once: 137.
 */
export async function interpret(run: InterpreterRun): Promise<number> {
  artefacts ??= load();
  const loaded = await artefacts;
  if (run.signal.aborted) return 137;
  const signals = new Int32Array(new SharedArrayBuffer(8));
  const channel = new MessageChannel();
  const { fs, signal, stdout, stderr, timeLimit, ...rest } = run;
  const start: GuestStart = { ...rest, ...loaded, signals, errors: FAMILIAR_ERRORS };
  const worker = new Worker(THREAD, {
    eval: true,
    workerData: { start, port: channel.port2 },
    transferList: [channel.port2],
    env: {},
    argv: [],
    execArgv: [],
    stdin: false,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 256, stackSizeMb: 8 },
  });
  const answer = (message: unknown): number | undefined => {
    const [name, ...values] = Array.isArray(message) ? message : [];
    if (name === "exit") return Number(values[0]);
    let reply: ReturnType<typeof systemCall> = { value: undefined };
    try {
      if (name === "output") (values[0] === 1 ? stdout : stderr)(values[1]);
      else reply = systemCall(fs, String(name), values);
    } finally {
      channel.port1.postMessage(reply);
      Atomics.store(signals, 0, 1);
      Atomics.notify(signals, 0);
    }
    return undefined;
  };
  let timer: ReturnType<typeof setInterval> | undefined;
  let killed: (() => void) | undefined;
  try {
    return await new Promise<number>((resolve, reject) => {
      worker.on("message", (message: unknown) => {
        try {
          const code = answer(message);
          if (code !== undefined) resolve(code);
        } catch (error) {
          reject(error);
        }
      });
      worker.on("error", reject);
      worker.on("exit", () => resolve(137));
      killed = () => resolve(137);
      signal.addEventListener("abort", killed, { once: true });
      let seen = -1;
      let since = performance.now();
      timer = setInterval(() => {
        const alive = Atomics.load(signals, 1);
        if (alive !== seen) {
          seen = alive;
          since = performance.now();
        } else if (performance.now() - since > timeLimit) {
          const seconds = Math.round(timeLimit / 1000);
          stderr(
            new TextEncoder().encode(
              `layerlab: python computed for ${seconds} s without a system call or a sleep and was ended\n`,
            ),
          );
          resolve(137);
        }
      }, WATCH_MS);
      timer.unref();
    });
  } finally {
    clearInterval(timer);
    if (killed !== undefined) signal.removeEventListener("abort", killed);
    channel.port1.close();
    await worker.terminate();
  }
}
