import type * as NodeFs from "node:fs";

/**
 * `node:fs` with calls that fail when they are told to, below one folder: what a disk does that is full or broken, and
 * what is left where a process is killed. For `vi.mock("node:fs", …)`.
 */
export interface Fault {
  /** Which call, counted from 0. */
  readonly at: number;
  readonly kind: FaultKind;
}

/**
 * `ENOSPC`, `EIO`: this one call fails. `full`: from this one on, every call that needs room fails. `killed`: neither this
 * call nor any after it happens. `torn`: half of this call happens, and nothing after it.
 */
export type FaultKind = "ENOSPC" | "EIO" | "full" | "killed" | "torn";

/** Thrown out of every call of a process that is dead. */
export class KilledError extends Error {
  constructor() {
    super("this process was killed");
  }
}

/** One call that could fail. */
export interface Call {
  readonly name: string;
  /** What it does: looks, changes something, or needs room for that. */
  readonly does: "looks" | "changes" | "takes room";
}

type Fs = typeof NodeFs;
type Sync = (...args: never[]) => unknown;

const LOOKS = ["readSync", "readFileSync", "readdirSync", "fstatSync", "statSync"] as const;
const CHANGES = ["rmSync", "utimesSync"] as const;
const TAKES_ROOM = [
  ...["writeSync", "fsyncSync", "ftruncateSync", "mkdirSync", "renameSync", "linkSync"],
  ...["appendFileSync", "writeFileSync"],
] as const;

export class FaultyFs {
  readonly #real: Fs;
  /** What is to be mocked with. */
  readonly fs: Fs;
  #root: string | undefined;
  #fault: Fault | undefined;
  #calls: Call[] = [];
  readonly #open = new Set<number>();
  #dead = false;
  /** Folders of processes that were killed: what they began may go on in here, and must not do anything. */
  readonly #graves: string[] = [];
  readonly #lost = new Set<number>();

  constructor(real: Fs) {
    this.#real = real;
    const wrapped: Record<string, Sync> = {};
    for (const name of LOOKS) wrapped[name] = this.#wrap(name, "looks");
    for (const name of CHANGES) wrapped[name] = this.#wrap(name, "changes");
    for (const name of TAKES_ROOM) wrapped[name] = this.#wrap(name, "takes room");
    wrapped.openSync = this.#wrapOpen();
    wrapped.closeSync = (fd: number) => {
      this.#open.delete(fd);
      this.#lost.delete(fd);
      real.closeSync(fd);
    };
    this.fs = { ...real, ...wrapped };
  }

  /**
   * From now on calls below `root` are counted, and the fault happens. Returns what ends that; the folder of a process
   * that was killed is taken to `after`, where what it began cannot reach it any more.
   */
  arm(root: string, fault?: Fault): (after?: string) => readonly Call[] {
    this.#root = root;
    this.#fault = fault;
    this.#calls = [];
    this.#dead = false;
    return (after) => {
      this.#root = undefined;
      if (this.#dead && after !== undefined) {
        this.#graves.push(`${root}/`);
        this.#real.renameSync(root, after);
        for (const fd of this.#open) this.#lost.add(fd);
      }
      this.#open.clear();
      return this.#calls;
    };
  }

  get isDead(): boolean {
    return this.#dead;
  }

  #wrapOpen(): Sync {
    return (path: string, flags: string, mode?: number) => {
      const does = flags === "r" ? "looks" : "takes room";
      const open = () => {
        const fd = this.#real.openSync(path, flags, mode);
        if (this.#concerns(path)) this.#open.add(fd);
        return fd;
      };
      return this.#run({ name: `openSync ${flags}`, does }, path, open, () => {});
    };
  }

  #wrap(name: string, does: Call["does"]): Sync {
    const real: unknown = Reflect.get(this.#real, name);
    if (typeof real !== "function") throw new Error(`node:fs has no ${name}`);
    const call = (args: readonly unknown[]): unknown => Reflect.apply(real, this.#real, args);
    return (...args: unknown[]) => {
      const [target] = args;
      // A test machine's disk need not be waited for.
      const whole = () => (name === "fsyncSync" ? undefined : call(args));
      return this.#run({ name, does }, target, whole, () => this.#half(name, args, call));
    };
  }

  /** What may be left of a call that did not come to its end. */
  #half(name: string, args: readonly unknown[], call: (args: readonly unknown[]) => unknown): void {
    const [target, content, ...rest] = args;
    if (name === "writeSync" && content instanceof Uint8Array) {
      const [offset, length, position] = rest;
      if (typeof length === "number") call([target, content, offset, length >> 1, position]);
    } else if (name === "writeSync" && typeof content === "string")
      call([target, content.slice(0, content.length >> 1)]);
    // Opened and cut to nothing, and that was all.
    else if (name === "writeFileSync") call([target, ""]);
    else if (name === "appendFileSync" && content instanceof Uint8Array)
      call([target, content.subarray(0, content.length >> 1)]);
    else if (name === "rmSync" && typeof target === "string") this.#removeHalf(target);
  }

  #removeHalf(target: string): void {
    if (!this.#real.existsSync(target) || !this.#real.statSync(target).isDirectory()) return;
    const names = this.#real.readdirSync(target);
    for (const each of names.slice(0, names.length >> 1))
      this.#real.rmSync(`${target}/${each}`, { recursive: true });
  }

  #isBuried(target: unknown): boolean {
    if (typeof target === "number") return this.#lost.has(target);
    return this.#graves.some((grave) => `${target}/`.startsWith(grave));
  }

  #concerns(target: unknown): boolean {
    if (this.#root === undefined) return false;
    return typeof target === "number" ? this.#open.has(target) : String(target).startsWith(this.#root);
  }

  #run(call: Call, target: unknown, whole: () => unknown, half: () => void): unknown {
    if (this.#isBuried(target)) throw new KilledError();
    if (!this.#concerns(target)) return whole();
    if (this.#dead) throw new KilledError();
    const at = this.#calls.push(call) - 1;
    const fault = this.#fault;
    if (fault === undefined || at < fault.at) return whole();
    if (fault.kind === "full" && call.does === "takes room") throw refusal("ENOSPC", call.name);
    if (at > fault.at) return whole();
    if (fault.kind === "ENOSPC" || fault.kind === "EIO") throw refusal(fault.kind, call.name);
    if (fault.kind === "full") return whole();
    this.#dead = true;
    if (fault.kind === "torn") half();
    throw new KilledError();
  }
}

function refusal(code: "ENOSPC" | "EIO", name: string): Error {
  const [syscall] = name.replace(/Sync\b.*/, "").split(" ");
  const text = code === "ENOSPC" ? "no space left on device" : "i/o error";
  return Object.assign(new Error(`${code}: ${text}, ${syscall}`), { code, syscall });
}
