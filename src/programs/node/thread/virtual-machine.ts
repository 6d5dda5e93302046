import { EvalFlags, JSException, JSValueHandle, QuickJS } from "quickjs-wasi";
import GUEST from "#script/programs/node/guest/main.js";
import { parent } from "../../../posix/path.js";
import type { Argument } from "../system-calls.js";
import type { Host } from "./host.js";
import type { NodeStart } from "./start.js";

/** Sets up the program's globals; its value is what the host drives. Its modules know the parameters as globals. */
const BOOTSTRAP = `(function (host, compile, promiseState, optionsText) {\nreturn ${GUEST};\n})`;

const STACK_SIZE = 256 * 1024;

/** What the virtual machine asks and reports while guest code runs. */
interface Hooks {
  /** Whether guest code has to stop now. */
  interrupted(): boolean;
  onRejection(promise: JSValueHandle, reason: JSValueHandle, isHandled: boolean): void;
}

/** QuickJS with Node's globals and modules in it: evaluates scripts, finds modules, carries the guest's calls to the host. */
export class VirtualMachine {
  readonly #start: NodeStart;
  readonly #process: Host;
  readonly #vm: QuickJS;
  #api: JSValueHandle | undefined;
  #held: JSValueHandle | undefined;

  private constructor(vm: QuickJS, start: NodeStart, process: Host) {
    this.#vm = vm;
    this.#start = start;
    this.#process = process;
  }

  static async create(start: NodeStart, process: Host, hooks: Hooks): Promise<VirtualMachine> {
    let machine: VirtualMachine | undefined;
    const there = (): VirtualMachine => {
      if (machine === undefined) throw new Error("the virtual machine is not there yet");
      return machine;
    };
    const vm = await QuickJS.create({
      wasm: start.engine,
      memoryLimit: start.memoryLimit,
      maxStackSize: STACK_SIZE,
      timezoneOffset: 0,
      interruptHandler: () => hooks.interrupted(),
      onUnhandledRejection: (promise, reason, isHandled) => hooks.onRejection(promise, reason, isHandled),
      moduleLoader: {
        normalize: (base, specifier) => there().#resolve(base, specifier),
        load: (name) => there().#moduleSource(name),
      },
    });
    machine = new VirtualMachine(vm, start, process);
    machine.#boot(vm);
    return machine;
  }

  dispose(): void {
    this.#vm.dispose();
  }

  get memoryUsed(): number {
    return this.#vm.getMemoryUsage().memoryUsedSize;
  }

  text(value: string): JSValueHandle {
    return this.#vm.newString(value);
  }

  /** Runs what promises have left to do. */
  runJobs(): void {
    this.#vm.executePendingJobs();
  }

  /** Runs a script in the global scope; returns its completion value. */
  script(code: string, file: string): JSValueHandle {
    this.#process.sources.set(file, code);
    return this.#vm.evalCode(code, file);
  }

  module(code: string, file: string): JSValueHandle {
    this.#process.sources.set(file, code);
    return this.#vm.evalCode(code, file, EvalFlags.TYPE_MODULE);
  }

  /** Calls what `guest/main.js` exports. */
  call(name: string, ...args: JSValueHandle[]): JSValueHandle {
    const api = this.#api;
    if (!api) throw new Error("the machine is not there yet");
    return api
      .getProp(name)
      .consume((callable) => this.#vm.callFunction(callable, this.#vm.undefined, ...args));
  }

  /** Sets up the guest's globals, and keeps what the machine drives it by. */
  #boot(vm: QuickJS): void {
    const { argv, execPath, version, env, tty, hostname, uid, gid, umask, stdin, asks, memoryLimit } =
      this.#start;
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
        env,
        tty,
        hostname,
        release: "6.10.14-linuxkit",
        uid,
        gid,
        umask,
        user: env.USER ?? (uid === 0 ? "root" : String(uid)),
        pid: 7,
        stdinSize: stdin.length,
        asks,
        memoryLimit,
      }),
    );
    const boot = vm.evalCode(BOOTSTRAP, "node:internal/bootstrap");
    this.#api = vm.callFunction(boot, vm.undefined, host, compile, promiseState, options);
    boot.dispose();
    options.dispose();
  }

  /** Values given to the guest are copied there; ours is freed at the next call. */
  #keep(handle: JSValueHandle): JSValueHandle {
    this.#held?.dispose();
    this.#held = handle;
    return handle;
  }

  #host(name: string, args: readonly JSValueHandle[]): JSValueHandle {
    const vm = this.#vm;
    const answer = this.#process.answer(
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

  #compile(code: string, file: string): JSValueHandle {
    const vm = this.#vm;
    const pair = vm.newArray();
    this.#process.sources.set(
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
    const directory = base.startsWith("/") ? parent(base) : this.#process.cwd;
    const vm = this.#vm;
    return this.call("resolve", vm.newString(specifier), vm.newString(directory)).consume((value) =>
      value.toString(),
    );
  }

  /** The text of a module; what is not one (built in, CommonJS, JSON) is put into the shape of one. */
  #moduleSource(name: string): string {
    const vm = this.#vm;
    const own =
      !name.startsWith("node:") &&
      this.call("isModule", vm.newString(name)).consume((value) => value.toBoolean());
    if (own) {
      const source = this.read(name);
      this.#process.sources.set(name, source);
      return source;
    }
    const names: unknown = JSON.parse(
      this.call("namesOf", vm.newString(name)).consume((value) => value.toString()),
    );
    const text = JSON.stringify(name);
    const exported = Array.isArray(names)
      ? names.map((key) => `const ${key}$ = value[${JSON.stringify(key)}]; export { ${key}$ as ${key} };`)
      : [];
    const api = this.#api;
    if (api) vm.setProp(vm.global, INTERNAL, api.getProp("valueOf"));
    return `const value = globalThis[${JSON.stringify(INTERNAL)}](${text}); export default value; ${exported.join(" ")}`;
  }

  /** A script of the container; its first line may be a `#!` for the operating system. */
  read(file: string): string {
    const text = new TextDecoder().decode(this.#process.read(file));
    return text.startsWith("#!") ? `//${text.slice(2)}` : text;
  }
}

/** What a settled promise holds; the package has only an asynchronous way to ask. */
function settledValue(promise: JSValueHandle): JSValueHandle {
  return new JSValueHandle(promise.vm, promise.vm._getExports().qjs_promise_result(promise.ptr));
}

const INTERNAL = "node:internal/import";
