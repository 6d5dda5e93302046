import { type Signal, signalNumber } from "../../posix/signals.js";
import { ProcessSignals } from "../../process/signals.js";

/** What a shell started with `&`. */
export interface Job {
  /** `%1` */
  readonly number: number;
  readonly pid: number;
  /** Its command, as it was written. */
  readonly text: string;
  /** Of its programs: what they do with signals. */
  readonly signals: ProcessSignals;
  readonly ended: Promise<number>;
  /** Aborts when it, or its shell, is ended. */
  readonly stopped: AbortSignal;
  /** Undefined while it runs. */
  readonly status: number | undefined;
}

interface OwnJob extends Job {
  status: number | undefined;
  /** The signal that ended it. */
  killed: Signal | undefined;
  readonly stop: AbortController;
}

/** As in a container whose shell has started a few programs: those before have come and gone. */
const FIRST_PID = 7;
/** Statuses of jobs that nobody has asked about yet; the oldest are forgotten. */
const KEPT = 1000;
/** The kernel's default for these is to do nothing that could be seen here. */
const HARMLESS: ReadonlySet<Signal> = new Set([
  "CHLD",
  "CONT",
  "URG",
  "WINCH",
  "STOP",
  "TSTP",
  "TTIN",
  "TTOU",
]);

/** The jobs of one shell: `&`, `jobs`, `kill`, `wait`. */
export class Jobs {
  /** In the order they were started; those that have ended stay until somebody has heard of it. */
  readonly #jobs: OwnJob[] = [];
  #pid = FIRST_PID;
  readonly #end: AbortSignal;
  /** Of those that somebody waited for, which may be asked for again. */
  readonly #statuses = new Map<number, number>();

  /** @param end of the shell, and with it of all its jobs */
  constructor(end: AbortSignal) {
    this.#end = end;
  }

  /** @param run starts it, and resolves to its status */
  start(text: string, run: (stopped: AbortSignal, pid: number) => Promise<number>): Job {
    const stop = new AbortController();
    // One of its own: Node.js warns where many listen to the same.
    const stopped = AbortSignal.any([this.#end, stop.signal]);
    const number = Math.max(0, ...this.#jobs.map((job) => job.number)) + 1;
    let end: (status: number) => void = () => {};
    const job: OwnJob = {
      ...{ number, pid: this.#pid++, text, stop, stopped, status: undefined, killed: undefined },
      signals: new ProcessSignals(),
      ended: new Promise((resolve) => {
        end = resolve;
      }),
    };
    this.#jobs.push(job);
    if (this.#jobs.length > KEPT) this.#jobs.shift();
    const finish = (status: number): void => {
      job.status ??= job.killed === undefined ? status : 128 + signalNumber(job.killed);
      end(job.status);
    };
    run(stopped, job.pid).then(finish, () => finish(1));
    return job;
  }

  /** `12`, `%1`, `%%`, `%+`, `%-`, `%name`; undefined for what is no job. */
  find(text: string): Job | undefined {
    if (/^\d+$/.test(text)) return this.#jobs.find(({ pid }) => pid === Number(text));
    if (/^%(?:[%+])?$/.test(text)) return this.#jobs.at(-1);
    if (text === "%-") return this.#jobs.at(-2) ?? this.#jobs.at(-1);
    const name = text.slice(1);
    if (/^%\d+$/.test(text)) return this.#jobs.find(({ number }) => number === Number(name));
    return text.startsWith("%") ? this.#jobs.findLast((job) => job.text.startsWith(name)) : undefined;
  }

  get running(): readonly Job[] {
    return this.#jobs.filter(({ status }) => status === undefined);
  }

  /** The next of these that ends; undefined where there is none. */
  async next(): Promise<Job | undefined> {
    const ended = this.#jobs.find(({ status }) => status !== undefined);
    if (this.#jobs.length === 0) return undefined;
    return ended ?? Promise.race(this.#jobs.map((job) => job.ended.then(() => job)));
  }

  /** Waits for those there are. */
  async all(): Promise<void> {
    for (const job of [...this.#jobs]) {
      await job.ended;
      this.forget(job);
    }
  }

  /** Somebody has its status: it is no job any more. */
  forget(job: Job): void {
    const at = this.#jobs.findIndex(({ pid }) => pid === job.pid);
    if (at >= 0) this.#jobs.splice(at, 1);
    this.#statuses.set(job.pid, job.status ?? 0);
    const [oldest] = this.#statuses.keys();
    if (this.#statuses.size > KEPT && oldest !== undefined) this.#statuses.delete(oldest);
  }

  /** Waits for a job by its process or its number; undefined for what was never one. */
  async status(text: string): Promise<number | undefined> {
    const job = this.find(text);
    if (job === undefined) return /^\d+$/.test(text) ? this.#statuses.get(Number(text)) : undefined;
    const status = await job.ended;
    this.forget(job);
    return status;
  }

  /** Sends it a signal; without one only asks. False if it is not there any more. */
  kill({ pid }: Job, signal: Signal | undefined): boolean {
    const job = this.#jobs.find((one) => one.pid === pid);
    if (job === undefined || job.status !== undefined) return false;
    if (signal === undefined) return true;
    if (job.signals.send(signal) !== "default" || HARMLESS.has(signal)) return true;
    job.killed = signal;
    job.stop.abort();
    return true;
  }

  /** The lines of `jobs`; what has ended is told once. */
  lines(): readonly string[] {
    const lines = this.#jobs.map((job, at) => {
      const mark = at === this.#jobs.length - 1 ? "+" : at === this.#jobs.length - 2 ? "-" : " ";
      const shown = job.status === undefined ? `${job.text} &` : job.text;
      return `[${job.number}]${mark}  ${stateOf(job).padEnd(24)}${shown}\n`;
    });
    for (const job of this.#jobs.filter(({ status }) => status !== undefined)) this.forget(job);
    return lines;
  }
}

function stateOf({ status, killed }: OwnJob): string {
  if (status === undefined) return "Running";
  if (killed !== undefined)
    return killed === "KILL" ? "Killed" : killed === "TERM" ? "Terminated" : `SIG${killed}`;
  return status === 0 ? "Done" : `Exit ${status}`;
}
