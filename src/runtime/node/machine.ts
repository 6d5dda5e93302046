import { EvalFlags, JSException, JSValueHandle, QuickJS } from "quickjs-wasi";
import { absolute } from "../lookup.js";
import type { ProgramContext } from "../programs.js";
import { BOOTSTRAP } from "./guest/bootstrap.js";
import { type Argument, isSystemCall, systemCall } from "./system-calls.js";
import { quickjsModule } from "./wasm.js";

export interface MachineOptions {
  readonly context: ProgramContext;
  /** `process.argv` */
  readonly argv: readonly string[];
  readonly execPath: string;
  /** `v18.19.1` */
  readonly version: string;
  /** Bytes the program may use. */
  readonly memoryLimit: number;
  /** Milliseconds the program may run without giving way. */
  readonly timeLimit: number;
}

export const MEMORY_LIMIT = 256 * 1024 * 1024;
/** A program that loops for this long without waiting for anything is ended: nothing else can run meanwhile. */
export const TIME_LIMIT_MS = 60_000;
const STACK_SIZE = 256 * 1024;

/** How a run ended, where it was not by its own choice. */
export class Ended extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`ended with ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** One QuickJS machine that behaves as Node does for the guest, over the container's files. */
export class Machine {
  readonly #options: MachineOptions;
  readonly #sources = new Map<string, string>();
  readonly #rejections = new Map<
    number,
    { readonly promise: JSValueHandle; readonly reason: JSValueHandle }
  >();
  #vm: QuickJS | undefined;
  #api: JSValueHandle | undefined;
  #held: JSValueHandle | undefined;
  #deadline = Number.POSITIVE_INFINITY;
  #exit: number | undefined;
  #cwd: string;
  #stdinTaken = false;

  constructor(options: MachineOptions) {
    this.#options = options;
    this.#cwd = options.context.cwd;
  }

  static async create(options: MachineOptions): Promise<Machine> {
    const machine = new Machine(options);
    const vm = await QuickJS.create({
      wasm: await quickjsModule(),
      memoryLimit: options.memoryLimit,
      maxStackSize: STACK_SIZE,
      timezoneOffset: 0,
      interruptHandler: () => machine.#exit !== undefined || performance.now() > machine.#deadline,
      onUnhandledRejection: (promise, reason, isHandled) => machine.#onRejection(promise, reason, isHandled),
      moduleLoader: {
        normalize: (base, specifier) => machine.#resolve(base, specifier),
        load: (name) => machine.#moduleSource(name),
      },
    });
    machine.#vm = vm;
    machine.#boot(vm);
    return machine;
  }

  dispose(): void {
    this.#vm?.dispose();
  }

  /** Runs `act` in the guest, then everything it left to do; answers the exit code. */
  async run(act: (machine: Machine) => JSValueHandle | undefined): Promise<number> {
    try {
      const main = this.#enter(() => act(this));
      await this.#loop();
      this.#settled(main);
      return this.#enter(() => this.#call("exit").consume((value) => value.toNumber())) ?? 1;
    } catch (error) {
      if (error instanceof Ended) return error.exitCode;
      throw error;
    }
  }

  /** A script in the global scope; answers its completion value. */
  script(code: string, file: string): JSValueHandle {
    this.#sources.set(file, code);
    return this.#guest.evalCode(code, file);
  }

  module(code: string, file: string): JSValueHandle {
    this.#sources.set(file, code);
    return this.#guest.evalCode(code, file, EvalFlags.TYPE_MODULE);
  }

  /** `node FILE`: CommonJS or an ES module, as its name and its package say. */
  main(file: string): JSValueHandle | undefined {
    const name = this.#guest.newString(file);
    if (!this.#call("isModule", name).consume((value) => value.toBoolean())) {
      this.#call("runMain", name).dispose();
      return undefined;
    }
    return this.module(this.#read(file), file);
  }

  /** The file `node FILE` means, or empty; it becomes `process.argv[1]`. */
  resolveMain(file: string): string {
    return this.#call("resolveMain", this.#guest.newString(file)).consume((value) => value.toString());
  }

  inline(): void {
    this.#call("inline").dispose();
  }

  print(value: JSValueHandle): void {
    this.#call("print", value).dispose();
  }

  get #guest(): QuickJS {
    if (!this.#vm) throw new Error("the machine is not there yet");
    return this.#vm;
  }

  #call(name: string, ...args: JSValueHandle[]): JSValueHandle {
    const api = this.#api;
    if (!api) throw new Error("the machine is not there yet");
    return api
      .getProp(name)
      .consume((callable) => this.#guest.callFunction(callable, this.#guest.undefined, ...args));
  }

  #boot(vm: QuickJS): void {
    const { context, argv, execPath, version, memoryLimit } = this.#options;
    const { credentials } = context.fs;
    const host = vm.newFunction("host", (name, ...args) => this.#host(name?.toString() ?? "", args));
    const compile = vm.newFunction("compile", (code, file) =>
      this.#compile(code?.toString() ?? "", file?.toString() ?? ""),
    );
    const promiseState = vm.newFunction("promiseState", (promise) => {
      const pair = vm.newArray();
      const state = promise?.promiseState ?? 0;
      pair.setProp("0", vm.newNumber(state));
      if (promise && state > 0) pair.setProp("1", settledValue(promise));
      return this.#keep(pair);
    });
    const options = vm.newString(
      JSON.stringify({
        argv,
        execPath,
        version,
        engine: vm.versions.quickjs ?? "",
        env: context.env,
        tty: context.tty,
        hostname: context.hostname,
        release: "6.10.14-linuxkit",
        uid: credentials.uid,
        gid: credentials.gid,
        umask: credentials.umask,
        user: context.env.USER ?? (credentials.uid === 0 ? "root" : String(credentials.uid)),
        pid: 7,
        stdinSize: context.stdin.length,
        memoryLimit,
      }),
    );
    const boot = vm.evalCode(BOOTSTRAP, "node:internal/bootstrap");
    this.#api = vm.callFunction(boot, vm.undefined, host, compile, promiseState, options);
    boot.dispose();
    options.dispose();
  }

  /** Values given to the guest are copied there; ours goes at the next call. */
  #keep(handle: JSValueHandle): JSValueHandle {
    this.#held?.dispose();
    this.#held = handle;
    return handle;
  }

  #host(name: string, args: readonly JSValueHandle[]): JSValueHandle {
    const vm = this.#guest;
    const answer = this.#answer(
      name,
      args.map((arg): Argument => {
        if (arg.isNumber) return arg.toNumber();
        return arg.isString || !arg.isObject ? arg.toString() : arg.toUint8Array();
      }),
    );
    if (answer === undefined) return vm.undefined;
    if (typeof answer === "number") return this.#keep(vm.newNumber(answer));
    return this.#keep(typeof answer === "string" ? vm.newString(answer) : vm.newUint8Array(answer));
  }

  #answer(name: string, args: readonly Argument[]): string | number | Uint8Array | undefined {
    const { context } = this.#options;
    const [first = "", second = ""] = args;
    switch (name) {
      case "write": {
        const chunk = typeof second === "number" ? String(second) : second;
        if (first === 2) context.stderr(chunk);
        else context.stdout(chunk);
        return undefined;
      }
      case "exit":
        this.#exit = Number(first) & 0xff;
        return undefined;
      case "cwd":
        return this.#cwd;
      case "chdir": {
        const path = absolute(this.#cwd, String(first));
        const answer = systemCall(context.fs, "stat", [path]);
        if (typeof answer === "string" && answer.startsWith("=")) this.#cwd = path;
        return answer;
      }
      case "stdin": {
        const all = this.#stdinTaken ? new Uint8Array(0) : context.stdin;
        this.#stdinTaken = true;
        return all;
      }
      case "decode":
        return new TextDecoder("utf-8", { ignoreBOM: true }).decode(
          typeof first === "object" ? first : new Uint8Array(0),
        );
      case "memory":
        return this.#guest.getMemoryUsage().memoryUsedSize;
      case "random":
        return crypto.getRandomValues(new Uint8Array(Math.min(65_536, Number(first))));
      case "kind": {
        const answer = systemCall(context.fs, "stat", [first]);
        return typeof answer === "string" && answer.startsWith("=")
          ? String(JSON.parse(answer.slice(1)).kind)
          : "";
      }
      case "sourceLine":
        return this.sourceLine(String(first), Number(second));
      case "hash":
        return `!${JSON.stringify({ code: "ERR_CRYPTO_NOT_AVAILABLE", message: "crypto.createHash is not part of this small node" })}`;
      default:
        if (isSystemCall(name)) return systemCall(context.fs, name, args);
        throw new Error(`no such call: ${name}`);
    }
  }

  /** A line of a script that was loaded; empty when there is none. */
  sourceLine(file: string, line: number): string {
    return this.#sources.get(file)?.split("\n")[line - 1] ?? "";
  }

  #compile(code: string, file: string): JSValueHandle {
    const vm = this.#guest;
    const pair = vm.newArray();
    this.#sources.set(
      file,
      code.replace(/^\(function \(exports, require, module, __filename, __dirname\) \{ /, ""),
    );
    try {
      pair.setProp("0", vm.evalCode(code, file));
    } catch (error) {
      if (!(error instanceof JSException)) throw error;
      pair.setProp("1", error.handle);
    }
    return this.#keep(pair);
  }

  #resolve(base: string, specifier: string): string {
    if (base.startsWith("node:") || specifier.startsWith("commonjs:")) return specifier;
    const directory = base.startsWith("/") ? base.replace(/\/[^/]*$/, "") || "/" : this.#cwd;
    const vm = this.#guest;
    return this.#call("resolve", vm.newString(specifier), vm.newString(directory)).consume((value) =>
      value.toString(),
    );
  }

  /** The text of a module; what is not one (built in, CommonJS, JSON) is put into the shape of one. */
  #moduleSource(name: string): string {
    const vm = this.#guest;
    const own =
      !name.startsWith("node:") &&
      this.#call("isModule", vm.newString(name)).consume((value) => value.toBoolean());
    if (own) {
      const source = this.#read(name);
      this.#sources.set(name, source);
      return source;
    }
    const names: unknown = JSON.parse(
      this.#call("namesOf", vm.newString(name)).consume((value) => value.toString()),
    );
    const text = JSON.stringify(name);
    const exported = Array.isArray(names)
      ? names.map((key) => `const ${key}$ = value[${JSON.stringify(key)}]; export { ${key}$ as ${key} };`)
      : [];
    const api = this.#api;
    if (api) vm.setProp(vm.global, INTERNAL, api.getProp("valueOf"));
    return `const value = globalThis[${JSON.stringify(INTERNAL)}](${text}); export default value; ${exported.join(" ")}`;
  }

  #read(file: string): string {
    const text = new TextDecoder().decode(this.#options.context.fs.readFile(file));
    return text.startsWith("#!") ? `//${text.slice(2)}` : text;
  }

  /**
   * Runs guest code under the clock, then the jobs it left. What it throws uncaught ends the program as Node
   * would, unless a listener of the program's takes it: then there is no value.
   */
  #enter<T>(act: () => T): T | undefined {
    let value: T | undefined;
    this.#guarded(() => {
      value = act();
    });
    for (;;) {
      this.#guarded(() => this.#guest.executePendingJobs());
      const [next] = this.#rejections;
      if (!next) return value;
      this.#rejections.delete(next[0]);
      this.#guarded(() => this.#reject(next[1]));
    }
  }

  #guarded(act: () => void): void {
    this.#deadline = performance.now() + this.#options.timeLimit;
    try {
      act();
      this.#overtime();
    } catch (error) {
      if (error instanceof Ended) throw error;
      if (this.#exit === undefined) {
        this.#overtime();
        this.#deadline = performance.now() + this.#options.timeLimit;
        if (error instanceof JSException) this.#caught(error);
        else if (error instanceof RangeError || error instanceof WebAssembly.RuntimeError) {
          // Too deep for the engine underneath: the machine cannot go on.
          this.die("RangeError: Maximum call stack size exceeded\n");
        } else throw error;
      }
    } finally {
      this.#deadline = Number.POSITIVE_INFINITY;
    }
    if (this.#exit !== undefined) throw new Ended(this.#exit);
  }

  #overtime(): void {
    if (performance.now() <= this.#deadline) return;
    const seconds = Math.round(this.#options.timeLimit / 1000);
    this.#options.context.stderr(
      `node: stopped: the program ran for ${seconds} seconds without a pause, and nothing else can run meanwhile\n`,
    );
    throw new Ended(137);
  }

  /** Timers, one at a time, until nothing is left that would keep the program alive. */
  async #loop(): Promise<void> {
    const { signal } = this.#options.context;
    for (;;) {
      if (signal.aborted) throw new Ended(137);
      const wait = this.#untilNext();
      if (wait < 0) {
        this.#enter(() => this.#call("beforeExit").dispose());
        if (this.#untilNext() < 0) return;
        continue;
      }
      await rest(wait, signal);
      if (signal.aborted) throw new Ended(137);
      this.#enter(() => this.#call("runTimer").dispose());
    }
  }

  #untilNext(): number {
    return this.#enter(() => this.#call("untilNext").consume((value) => value.toNumber())) ?? -1;
  }

  /** An ES module that never ended, or ended in an error. */
  #settled(main: JSValueHandle | undefined): void {
    if (main?.isPromise && main.promiseState === 0) {
      this.#options.context.stderr("Warning: Detected unsettled top-level await\n");
      throw new Ended(13);
    }
  }

  #onRejection(promise: JSValueHandle, reason: JSValueHandle, isHandled: boolean): void {
    if (isHandled) this.#rejections.delete(promise.identity);
    else this.#rejections.set(promise.identity, { promise: promise.dup(), reason: reason.dup() });
  }

  #reject(rejection: { readonly promise: JSValueHandle; readonly reason: JSValueHandle }): void {
    const taken = this.#call("rejected", rejection.reason, rejection.promise).consume((value) =>
      value.toBoolean(),
    );
    if (taken) return;
    if (rejection.reason.isError) this.#report(rejection.reason);
    const shown = this.#description(rejection.reason).text;
    this.die(
      `node:internal/process/promises:288\n            triggerUncaughtException(err, true /* fromPromise */);\n            ^\n\n` +
        "[UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason " +
        `"${shown.replace(/^'|'$/g, "")}".] {\n  code: 'ERR_UNHANDLED_REJECTION'\n}\n`,
    );
  }

  #caught(error: JSException): void {
    try {
      const taken = this.#call("caught", error.handle).consume((value) => value.toBoolean());
      if (!taken) this.#report(error.handle);
    } catch (thrown) {
      // A listener that ends the program, or fails itself.
      if (this.#exit !== undefined) return;
      if (thrown instanceof JSException) this.#report(thrown.handle);
      throw thrown;
    }
  }

  #description(error: JSValueHandle): Description {
    return JSON.parse(this.#call("describe", error).consume((value) => value.toString()));
  }

  #report(error: JSValueHandle): never {
    const found = this.#description(error);
    if (!found.error) {
      return this.die(
        `Uncaught:\n${found.text}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)\n`,
      );
    }
    if (found.memory) {
      const { memoryLimit } = this.#options;
      this.#options.context.stderr(
        `FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory (this small node has ${Math.round(memoryLimit / 2 ** 20)} MB)\n`,
      );
      throw new Ended(134);
    }
    let head = "";
    if (found.file && found.line) {
      const text = this.sourceLine(found.file, found.line);
      const thrown = text.search(/\bthrow\b/);
      const caret =
        thrown >= 0 && !found.syntax ? thrown : Math.max(0, Math.min(text.length, (found.column ?? 1) - 1));
      head = `${found.file}:${found.line}\n${text}\n${" ".repeat(caret)}^\n\n`;
    }
    return this.die(`${head}${found.text}\n`);
  }

  /** The program's end with a message, as Node ends on what nobody caught. */
  die(text: string): never {
    const { context, version } = this.#options;
    const major = Number(/^v(\d+)/.exec(version)?.[1]);
    // Older ones do not say which they are.
    context.stderr(major >= 17 ? `${text}\nNode.js ${version}\n` : text);
    throw new Ended(1);
  }
}

interface Description {
  readonly text: string;
  readonly error: boolean;
  readonly syntax?: boolean;
  readonly memory?: boolean;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** What a settled promise holds; the package has only an asynchronous way to ask. */
function settledValue(promise: JSValueHandle): JSValueHandle {
  return new JSValueHandle(promise.vm, promise.vm._getExports().qjs_promise_result(promise.ptr));
}

const INTERNAL = "node:internal/import";

/** Waits, at least for other work to get its turn; ends early when the signal comes. */
function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
  });
}
