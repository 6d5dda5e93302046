import type { GuestMachine } from "../../../platform/guest.js";
import type {
  GuestFileSystem,
  GuestImports,
  GuestModule,
  GuestStream,
  HostCall,
  Reply,
} from "./emscripten.js";
import type { GuestRootOptions } from "./file-system.js";
import type { Library } from "./library.js";

/** What the interpreter's thread receives. */
export interface GuestStart {
  /** Emscripten's loader, a CommonJS module. */
  readonly loader: string;
  readonly program: WebAssembly.Module;
  /** The library's archive. */
  readonly library: Uint8Array;
  readonly libraryHome: string;
  readonly libraryPaths: readonly string[];
  readonly hidden: Readonly<Record<string, Uint8Array>>;
  /** The program may handle signals, which is known of its text; others may turn out to. */
  readonly handling: boolean;
  /** Where the interpreter writes which signals it handles. */
  readonly signalFile: string;
  /** `argv[0]`, then the arguments. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly umask: number;
  readonly stdin: Uint8Array;
  /** There is more, which is asked for when it is read. */
  readonly asks: boolean;
  readonly tty: boolean;
  /** The bytes that the interpreter may hold. */
  readonly memoryLimit: number;
  /** Numbers and texts of errors in this interpreter, and in Linux. */
  readonly errors: readonly (readonly [number, string, number, string])[];
}

/** The functions of this folder that it uses. */
export interface GuestHelpers {
  readonly openLibrary: (zip: Uint8Array, home: string, inflate: (data: Uint8Array) => Uint8Array) => Library;
  readonly mountContainer: (options: GuestRootOptions) => void;
}

/**
 * Runs CPython once, and resolves to its exit code. Runs where the platform runs guests, in Node.js from its source text: it
 * must not refer to anything outside itself.
 */
export async function runInterpreter(
  start: GuestStart,
  machine: GuestMachine<Reply>,
  helpers: GuestHelpers,
): Promise<number> {
  let files: GuestFileSystem | undefined;
  // To ask for signals costs a round trip, so it is done where there are handlers, and fifty times in a second.
  const EVERY_MS = 20;
  let handles = start.handling;
  let asked = 0;
  let arrived = 0;
  const signalArrived = (): boolean => {
    if (arrived !== 0) return true;
    const time = Date.now();
    if (!handles || time - asked < EVERY_MS) return false;
    asked = time;
    arrived = Number(call("signal"));
    return arrived !== 0;
  };
  const call: HostCall = (name, ...values) => {
    if (name === "handle") handles = true;
    const reply = machine.ask(name, values);
    if ("value" in reply) return reply.value;
    if (files === undefined) throw new Error(`call ${name} failed: ${reply.errno}`);
    throw new files.ErrnoError(reply.errno);
  };

  // This interpreter numbers errors like WebAssembly's system interface; people know Linux's numbers and texts.
  const familiar = new Map(
    start.errors.map(([number, words, linux, shown]) => [`${number} ${words}`, [linux, shown]]),
  );
  const latin1 = new TextDecoder("latin1");
  // Emscripten passes its memory as signed bytes.
  const bytes = (buffer: Uint8Array, offset: number, length: number): Uint8Array =>
    new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length).slice();
  const translated = (data: Uint8Array): Uint8Array => {
    const text = latin1.decode(data);
    if (!text.includes("[Errno ")) return data;
    const shown = text.replace(/\[Errno (-?\d+)\] ([A-Z][\w/ -]*)/g, (all, number: string, words: string) => {
      const known = familiar.get(`${number} ${words}`);
      return known === undefined ? all : `[Errno ${known[0]}] ${known[1]}`;
    });
    return Uint8Array.from(shown, (character) => character.charCodeAt(0));
  };

  const connect = (stream: GuestStream | null | undefined, calls: Record<string, unknown>): void => {
    if (!stream) return;
    stream.stream_ops = { ...calls };
    if (!start.tty || stream.flags % 4 === 0) delete stream.tty;
  };
  const connectStreams = (fs: GuestFileSystem): void => {
    const output = (fd: number) => ({
      write(_stream: unknown, buffer: Uint8Array, offset: number, length: number): number {
        call("output", fd, translated(bytes(buffer, offset, length)));
        return length;
      },
    });
    let taken = 0;
    connect(fs.streams[0], {
      read(_stream: unknown, buffer: Uint8Array, offset: number, length: number): number {
        // A signal may end the wait, and is looked for at once then.
        asked = 0;
        const typed = start.asks ? call("input", length) : undefined;
        const piece = typed instanceof Uint8Array ? typed : start.stdin.subarray(taken, taken + length);
        buffer.set(piece, offset);
        taken += piece.length;
        return piece.length;
      },
    });
    connect(fs.streams[1], output(1));
    connect(fs.streams[2], output(2));
  };

  const limit = (imports: GuestImports): void => {
    const { env } = imports;
    const grow = env.emscripten_resize_heap;
    env.emscripten_resize_heap = (size) =>
      (size ?? 0) >>> 0 > start.memoryLimit || grow === undefined ? 0 : grow(size ?? 0);
    // Only sleeping uses this clock, in a loop until the time has come: rest a little each time.
    const now = env.emscripten_get_now;
    env.emscripten_get_now = () => {
      machine.rest(1);
      return now?.();
    };
    env._Py_CheckEmscriptenSignals_Helper = () => {
      if (!signalArrived()) return 0;
      const number = arrived;
      arrived = 0;
      return number;
    };
    const INTERRUPTED = -27;
    const poll = env.__syscall_poll;
    env.__syscall_poll = (files, count, timeout) => {
      const ready = poll?.(files ?? 0, count ?? 0, timeout ?? 0);
      // Nothing here becomes ready by waiting, so only the time matters.
      if (ready === 0 && timeout !== undefined && timeout > 0) {
        for (let left = timeout; left > 0; left -= EVERY_MS) {
          machine.rest(Math.min(left, EVERY_MS));
          // A sleep looks itself how much of it is left; what waits for files is told by CPython's own rule.
          if (signalArrived()) return count ? INTERRUPTED : 0;
        }
      }
      return ready;
    };
    const UNREACHABLE = -40;
    const NOT_PERMITTED = -63;
    const TRY_AGAIN = -3;
    for (const name of ["connect", "sendto", "sendmsg"]) env[`__syscall_${name}`] = () => UNREACHABLE;
    for (const name of ["bind", "listen", "accept4"]) env[`__syscall_${name}`] = () => NOT_PERMITTED;
    env.getaddrinfo = () => TRY_AGAIN;
  };

  // Where it sees neither Node.js nor a browser, the loader leaves loading files to its caller.
  const hidden = { process: undefined, window: undefined, document: undefined, WorkerGlobalScope: undefined };
  const loaded: { exports: ((options: object) => Promise<GuestModule>) | undefined } = { exports: undefined };
  new Function("globalThis", "module", "exports", start.loader)({ ...hidden }, loaded, {});
  const create = loaded.exports;
  if (create === undefined) throw new Error("python: its loader exports nothing");
  const module = await create({
    noInitialRun: true,
    thisProgram: start.argv[0] ?? "python3",
    print: () => undefined,
    printErr: () => undefined,
    instantiateWasm(imports: GuestImports, done: (instance: unknown, module: unknown) => void) {
      limit(imports);
      const instance = new WebAssembly.Instance(start.program, imports);
      done(instance, start.program);
      // CPython looks for signals only where this is set.
      const { memory, Py_EMSCRIPTEN_SIGNAL_HANDLING: flag } = instance.exports;
      if (memory instanceof WebAssembly.Memory && flag instanceof WebAssembly.Global)
        new DataView(memory.buffer).setInt32(Number(flag.value), 1, true);
      return {};
    },
    preRun(module: GuestModule) {
      const fs = module.FS;
      files = fs;
      // Emscripten's own values are not the container's.
      for (const name of ["USER", "LOGNAME", "PATH", "PWD", "HOME", "LANG", "_"])
        module.ENV[name] = undefined;
      Object.assign(module.ENV, start.env);
      helpers.mountContainer({
        fs,
        call,
        library: helpers.openLibrary(start.library, start.libraryHome, machine.inflateRaw),
        libraryPaths: start.libraryPaths,
        hidden: start.hidden,
        signalFile: start.signalFile,
        umask: start.umask,
      });
    },
    onRuntimeInitialized() {
      if (files === undefined) return;
      connectStreams(files);
      // The host checks permissions, with the process's credentials.
      files.ignorePermissions = true;
    },
  });
  try {
    module.FS.chdir(start.cwd);
  } catch {
    // The directory no longer exists: Python starts in `/`.
  }
  let code: unknown;
  try {
    code = module.callMain(start.argv.slice(1));
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    call("output", 2, new TextEncoder().encode(`Fatal Python error: the interpreter stopped: ${words}\n`));
    code = 134;
  }
  return typeof code === "number" ? code : 1;
}
