import { asset, wasmAsset } from "#platform/assets";
import { runGuest } from "#platform/guest";
import { KILLED } from "../../posix/exit-status.js";
import { parseSignal, type Signal, signalNumber } from "../../posix/signals.js";
import type { ProcessSignals } from "../../process/signals.js";
import type { FileSystem } from "../../vfs/filesystem.js";
import { systemCall } from "./calls.js";
import { FAMILIAR_ERRORS } from "./errors.js";
import type { Reply } from "./guest/emscripten.js";
import { mountContainer } from "./guest/file-system.js";
import { openLibrary } from "./guest/library.js";
import { type GuestHelpers, type GuestStart, runInterpreter } from "./guest/worker.js";

/** What one run of the interpreter needs from its process. */
export interface InterpreterRun
  extends Pick<
    GuestStart,
    | "argv"
    | "env"
    | "cwd"
    | "umask"
    | "stdin"
    | "tty"
    | "hidden"
    | "handling"
    | "signalFile"
    | "libraryHome"
    | "libraryPaths"
  > {
  readonly fs: FileSystem;
  readonly signal: AbortSignal;
  readonly signals: ProcessSignals;
  stdout(chunk: Uint8Array): void;
  stderr(chunk: Uint8Array): void;
  readonly memoryLimit: number;
  /** The milliseconds that the program may compute without a system call or a sleep. */
  readonly timeLimit: number;
}

/**
 * Runs CPython, as just-bash ships it, and returns its exit code. It waits while a call on the container's files is
 * carried out here, so files change only between the steps of other programs. Aborting ends it at once, with
 * {@link KILLED}.
 */
export async function interpret(run: InterpreterRun): Promise<number> {
  const { fs, signal, signals, stdout, stderr, timeLimit, ...rest } = run;
  const [loader, program, library] = await Promise.all([
    asset("python.cjs"),
    wasmAsset("python.wasm"),
    asset("python313.zip"),
  ]);
  const start: GuestStart = {
    ...rest,
    // A view on shared memory cannot be decoded.
    loader: new TextDecoder().decode(loader.slice()),
    program,
    library,
    errors: FAMILIAR_ERRORS,
  };
  const arrived: number[] = [];
  const arrive = (which: Signal) => () => void arrived.push(signalNumber(which));
  // It handles this one from the beginning: KeyboardInterrupt.
  if (run.handling) signals.handle("INT", arrive("INT"));
  const end = await runGuest<GuestStart, GuestHelpers, Reply>(
    { run: runInterpreter, helpers: { openLibrary, mountContainer } },
    start,
    {
      signal,
      patience: timeLimit,
      answer(name, values) {
        if (name === "handle") {
          const [number = "", how] = String(values[0]).split(" ");
          const handled = parseSignal(number);
          if (handled !== undefined)
            signals.handle(handled, how === "caught" ? arrive(handled) : how === "ignored" ? how : undefined);
          return { value: undefined };
        }
        if (name === "signal") return { value: arrived.shift() ?? 0 };
        if (name !== "output") return systemCall(fs, name, values);
        const [stream, bytes] = values;
        if (bytes instanceof Uint8Array) (stream === 1 ? stdout : stderr)(bytes);
        return { value: undefined };
      },
    },
  );
  if (end.kind === "exited") return end.exitCode;
  if (end.kind === "stalled") {
    const seconds = Math.round(timeLimit / 1000);
    stderr(
      new TextEncoder().encode(
        `layerlab: python computed for ${seconds} s without a system call or a sleep and was ended\n`,
      ),
    );
  }
  return KILLED;
}
