import { asset, wasmAsset } from "#platform/assets";
import { GUESTS_WAIT, runGuest } from "#platform/guest";
import { KILLED } from "../../posix/exit-status.js";
import { parseSignal, type Signal, signalNumber } from "../../posix/signals.js";
import type { AskedInput } from "../../process/asked-input.js";
import type { ProcessSignals } from "../../process/signals.js";
import type { FileSystem } from "../../vfs/filesystem.js";
import { systemCall } from "./calls.js";
import { FAMILIAR_ERRORS } from "./errors.js";
import type { Reply } from "./guest/emscripten.js";
import { mountContainer } from "./guest/file-system.js";
import { openLibrary } from "./guest/library.js";
import { type GuestHelpers, type GuestStart, runInterpreter } from "./guest/worker.js";

/** EINTR, as this interpreter numbers errors. */
const INTERRUPTED_CALL = 27;

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
  /** Standard input that is asked for when it is read. */
  readonly input: AskedInput | undefined;
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
  const { fs, signal, signals, stdout, stderr, timeLimit, input: typedInput, ...rest } = run;
  // Where it cannot wait in the middle, all is asked for before.
  const input = GUESTS_WAIT ? typedInput : undefined;
  const stdin = input === undefined ? await typedInput?.all() : undefined;
  const [loader, program, library] = await Promise.all([
    asset("python.cjs"),
    wasmAsset("python.wasm"),
    asset("python313.zip"),
  ]);
  const start: GuestStart = {
    ...rest,
    ...(stdin === undefined ? {} : { stdin }),
    asks: input !== undefined,
    // A view on shared memory cannot be decoded.
    loader: new TextDecoder().decode(loader.slice()),
    program,
    library,
    errors: FAMILIAR_ERRORS,
  };
  const arrived: number[] = [];
  let wake = (): void => {};
  let asked: Promise<Uint8Array> | undefined;
  const arrive = (which: Signal) => () => {
    arrived.push(signalNumber(which));
    wake();
  };
  /** A line, or as much of it as there is room for; a signal ends the wait. */
  const typed = async (from: AskedInput, room: number): Promise<Reply> => {
    if (arrived.length > 0) return { errno: INTERRUPTED_CALL };
    const woken = new Promise<undefined>((resolve) => {
      wake = () => resolve(undefined);
    });
    asked ??= from.line();
    const line = await Promise.race([asked, woken]);
    // The next read gets what comes then.
    if (line === undefined) return { errno: INTERRUPTED_CALL };
    asked = undefined;
    if (line.length > room) from.unread(line.subarray(room));
    return { value: line.slice(0, room) };
  };
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
        if (name === "input")
          return input === undefined ? { value: undefined } : typed(input, Number(values[0]));
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
