import { JSException, type JSValueHandle } from "quickjs-wasi";
import type { GuestMachine } from "../../../platform/guest.js";
import { KILLED } from "../../../posix/exit-status.js";
import { absolute } from "../../../posix/path.js";
import type { Answer } from "../system-calls.js";
import { type Description, Ended, outOfMemory, stopped, uncaught, unhandled } from "./ending.js";
import { Host } from "./host.js";
import type { NodeProgram, NodeStart } from "./start.js";
import { VirtualMachine } from "./virtual-machine.js";

/** One QuickJS machine that behaves as Node does for the guest, over the container's files. */
export class Machine {
  readonly #start: NodeStart;
  readonly #machine: GuestMachine<Answer>;
  readonly #process: Host;
  readonly #rejections = new Map<
    number,
    { readonly promise: JSValueHandle; readonly reason: JSValueHandle }
  >();
  #vm: VirtualMachine | undefined;
  /** When it began to run the guest's code; undefined while it does not. */
  #entered: number | undefined;

  private constructor(start: NodeStart, machine: GuestMachine<Answer>) {
    this.#start = start;
    this.#machine = machine;
    this.#process = new Host(machine, start, () => this.#guest.memoryUsed);
  }

  static async create(start: NodeStart, machine: GuestMachine<Answer>): Promise<Machine> {
    const node = new Machine(start, machine);
    node.#vm = await VirtualMachine.create(start, node.#process, {
      interrupted: () => node.#interrupted(),
      onRejection: (promise, reason, isHandled) => node.#onRejection(promise, reason, isHandled),
    });
    return node;
  }

  dispose(): void {
    this.#vm?.dispose();
  }

  /** Runs the program, then everything it has left to do; returns the exit code. */
  async run(program: NodeProgram): Promise<number> {
    try {
      const main = this.#enter(() => this.#begin(program));
      await this.#loop();
      this.#settled(main);
      return this.#enter(() => this.#guest.call("exit").consume((value) => value.toNumber())) ?? 1;
    } catch (error) {
      if (error instanceof Ended) return error.exitCode;
      throw error;
    } finally {
      this.#process.flush();
    }
  }

  #begin(program: NodeProgram): JSValueHandle | undefined {
    const guest = this.#guest;
    if (program.kind === "file") {
      const file = guest.call("resolveMain", guest.text(program.file)).consume((value) => value.toString());
      if (file !== "") return program.checkOnly ? undefined : this.#main(file);
      const path = absolute(this.#start.cwd, program.file);
      return this.#die(
        `node:internal/modules/cjs/loader\n  throw err;\n  ^\n\nError: Cannot find module '${path}' {\n  code: 'MODULE_NOT_FOUND',\n  requireStack: []\n}\n`,
      );
    }
    guest.call("inline").dispose();
    if (program.module) return guest.module(program.code, `${program.name}1`);
    const value = guest.script(program.code, program.name);
    if (program.print) guest.call("print", value).dispose();
    return undefined;
  }

  /** `node FILE`: CommonJS or an ES module, as its name and its package say. */
  #main(file: string): JSValueHandle | undefined {
    const guest = this.#guest;
    const name = guest.text(file);
    if (!guest.call("isModule", name).consume((value) => value.toBoolean())) {
      guest.call("runMain", name).dispose();
      return undefined;
    }
    return guest.module(guest.read(file), file);
  }

  get #guest(): VirtualMachine {
    if (!this.#vm) throw new Error("the machine is not there yet");
    return this.#vm;
  }

  /**
   * Runs guest code within its time limit, then the jobs it left. An uncaught error ends the program as in Node, unless one
   * of the program's listeners takes it: then there is no value.
   */
  #enter<T>(act: () => T): T | undefined {
    let value: T | undefined;
    this.#guarded(() => {
      value = act();
    });
    for (;;) {
      this.#guarded(() => this.#guest.runJobs());
      const [next] = this.#rejections;
      if (!next) return value;
      this.#rejections.delete(next[0]);
      this.#guarded(() => this.#reject(next[1]));
    }
  }

  #guarded(act: () => void): void {
    this.#entered = performance.now();
    try {
      act();
      this.#overtime();
    } catch (error) {
      if (error instanceof Ended) throw error;
      if (this.#process.exit === undefined) {
        this.#overtime();
        this.#entered = performance.now();
        if (error instanceof JSException) this.#caught(error);
        else if (error instanceof RangeError || error instanceof WebAssembly.RuntimeError) {
          // Too deep for the engine underneath: the machine cannot go on.
          this.#die("RangeError: Maximum call stack size exceeded\n");
        } else throw error;
      }
    } finally {
      this.#entered = undefined;
    }
    if (this.#process.exit !== undefined) throw new Ended(this.#process.exit);
  }

  /** Whether the guest's code has to stop now. This is asked often, so it also passes on what was written. */
  #interrupted(): boolean {
    this.#process.flushOld();
    return this.#process.exit !== undefined || this.#isOvertime;
  }

  /** Calls count as signs of life only where others get their turn in between. */
  get #isOvertime(): boolean {
    if (this.#entered === undefined) return false;
    const since = this.#machine.alone ? this.#entered : Math.max(this.#entered, this.#process.lifeSign);
    return performance.now() - since > this.#start.timeLimit;
  }

  #overtime(): void {
    if (!this.#isOvertime) return;
    this.#process.write(2, stopped(this.#start.timeLimit));
    throw new Ended(KILLED);
  }

  /** Timers, one at a time, until nothing is left that would keep the program alive. */
  async #loop(): Promise<void> {
    for (;;) {
      if (this.#machine.aborted()) throw new Ended(KILLED);
      const wait = this.#untilNext();
      if (wait < 0) {
        this.#enter(() => this.#guest.call("beforeExit").dispose());
        if (this.#untilNext() < 0) return;
        continue;
      }
      const signals = await this.#process.rest(wait);
      if (this.#machine.aborted()) throw new Ended(KILLED);
      if (signals !== "") {
        this.#enter(() => this.#guest.call("signalled", this.#guest.text(signals)).dispose());
        continue;
      }
      this.#enter(() => this.#guest.call("runTimer").dispose());
    }
  }

  #untilNext(): number {
    return this.#enter(() => this.#guest.call("untilNext").consume((value) => value.toNumber())) ?? -1;
  }

  /** An ES module that never finished, or failed. */
  #settled(main: JSValueHandle | undefined): void {
    if (main?.isPromise && main.promiseState === 0) {
      this.#process.write(2, "Warning: Detected unsettled top-level await\n");
      throw new Ended(13);
    }
  }

  #onRejection(promise: JSValueHandle, reason: JSValueHandle, isHandled: boolean): void {
    if (isHandled) this.#rejections.delete(promise.identity);
    else this.#rejections.set(promise.identity, { promise: promise.dup(), reason: reason.dup() });
  }

  #reject(rejection: { readonly promise: JSValueHandle; readonly reason: JSValueHandle }): void {
    const taken = this.#guest
      .call("rejected", rejection.reason, rejection.promise)
      .consume((value) => value.toBoolean());
    if (taken) return;
    if (rejection.reason.isError) this.#report(rejection.reason);
    const shown = this.#description(rejection.reason).text;
    this.#die(unhandled(shown));
  }

  #caught(error: JSException): void {
    try {
      const taken = this.#guest.call("caught", error.handle).consume((value) => value.toBoolean());
      if (!taken) this.#report(error.handle);
    } catch (thrown) {
      // A listener that ends the program, or fails itself.
      if (this.#process.exit !== undefined) return;
      if (thrown instanceof JSException) this.#report(thrown.handle);
      throw thrown;
    }
  }

  #description(error: JSValueHandle): Description {
    return JSON.parse(this.#guest.call("describe", error).consume((value) => value.toString()));
  }

  #report(error: JSValueHandle): never {
    const found = this.#description(error);
    if (found.memory) {
      this.#process.write(2, outOfMemory(this.#start.memoryLimit));
      throw new Ended(134);
    }
    return this.#die(uncaught(found, (file, line) => this.#process.sourceLine(file, line)));
  }

  /** Ends the program with a message, as Node does after an uncaught error. */
  #die(text: string): never {
    const { version } = this.#start;
    const major = Number(/^v(\d+)/.exec(version)?.[1]);
    // Older ones do not say which they are.
    this.#process.write(2, major >= 17 ? `${text}\nNode.js ${version}\n` : text);
    throw new Ended(1);
  }
}
