import { Worker } from "node:worker_threads";
import type { Guest, GuestEnd, GuestHost } from "../guest.js";

/** Whether a guest can wait for an answer that takes its time. */
export const GUESTS_WAIT: boolean = true;

/** How often a guest that computes is looked at. */
const WATCH_MS = 250;

/** Places in the memory that both threads see. */
const ANSWERED = 0;
const SIGNS_OF_LIFE = 1;

/** A thread whose guest has exited is kept for this long: to begin one, and to warm it, costs more than a short program. */
const KEPT_MS = 3_000;

/** What the thread says: a guest ended, or asks. */
type Message = { readonly exitCode: number } | { readonly name: string; readonly values: unknown[] };

/**
 * Runs a guest in a thread of its own, which waits while the host answers. It gets a copy of `start`; arrays on shared
 * memory are not copied.
 */
export async function runGuest<Start, Helpers extends object, Reply>(
  guest: Guest<Start, Helpers, Reply>,
  start: Start,
  host: GuestHost<Reply>,
): Promise<GuestEnd> {
  if (host.signal.aborted) return { kind: "aborted" };
  const script = scriptOf(guest);
  const worker = threadFor(script);
  let exited = false;
  try {
    const end = await converse(worker, start, host);
    exited = end.kind === "exited";
    return end;
  } finally {
    if (exited) keep(script, worker);
    else await worker.terminate();
  }
}

/** Has a thread run its guest, and answers it until it ends or has to. */
function converse<Start, Reply>(worker: Worker, start: Start, host: GuestHost<Reply>): Promise<GuestEnd> {
  return new Promise((resolve, reject) => {
    const shared = new Int32Array(new SharedArrayBuffer(8));
    const channel = new MessageChannel();
    let waits = false;
    const reply = (value: Reply | undefined): void => {
      channel.port1.postMessage(value);
      Atomics.store(shared, ANSWERED, 1);
      Atomics.notify(shared, ANSWERED);
    };
    const answer = (name: string, values: readonly unknown[]): void => {
      let value: Reply | Promise<Reply> | undefined;
      try {
        value = host.answer(name, values);
      } finally {
        if (!(value instanceof Promise)) reply(value);
      }
      if (!(value instanceof Promise)) return;
      waits = true;
      value
        .finally(() => {
          waits = false;
        })
        .then(reply, fail);
    };
    // Nothing is listened to after the end: what a guest still asks for when it was aborted must not happen.
    const leave = (): void => {
      clearInterval(timer);
      host.signal.removeEventListener("abort", onAbort);
      worker.off("message", onMessage).off("error", fail).off("exit", onExit);
      channel.port1.close();
    };
    const finish = (end: GuestEnd): void => {
      leave();
      resolve(end);
    };
    const fail = (error: unknown): void => {
      leave();
      reject(error);
    };
    const onMessage = (message: Message): void => {
      if ("exitCode" in message) {
        finish({ kind: "exited", exitCode: message.exitCode });
        return;
      }
      try {
        answer(message.name, message.values);
      } catch (error) {
        fail(error);
      }
    };
    const onExit = (): void => finish({ kind: "died" });
    const onAbort = (): void => finish({ kind: "aborted" });
    worker.on("message", onMessage).on("error", fail).on("exit", onExit);
    host.signal.addEventListener("abort", onAbort);
    let seen = -1;
    let since = performance.now();
    const timer = setInterval(() => {
      const alive = Atomics.load(shared, SIGNS_OF_LIFE);
      if (alive !== seen || waits) {
        seen = alive;
        since = performance.now();
      } else if (performance.now() - since > host.patience) finish({ kind: "stalled" });
    }, WATCH_MS);
    timer.unref();
    worker.postMessage({ start, shared, port: channel.port2 }, [channel.port2]);
  });
}

/** Threads that wait for a guest, one for each script. They keep no process alive. */
const waiting = new Map<string, WaitingThread>();

class WaitingThread {
  readonly #script: string;
  readonly #worker: Worker;
  readonly #timer: ReturnType<typeof setTimeout>;

  constructor(script: string, worker: Worker) {
    this.#script = script;
    this.#worker = worker;
    this.#timer = setTimeout(this.#end, KEPT_MS);
    this.#timer.unref();
    worker.on("error", this.#end).on("exit", this.#end);
    worker.unref();
    waiting.set(script, this);
  }

  take(): Worker {
    this.#leave();
    this.#worker.off("error", this.#end).off("exit", this.#end);
    this.#worker.ref();
    return this.#worker;
  }

  #leave(): void {
    clearTimeout(this.#timer);
    waiting.delete(this.#script);
  }

  readonly #end = (): void => {
    this.#leave();
    void this.#worker.terminate();
  };
}

function threadFor(script: string): Worker {
  const kept = waiting.get(script);
  if (kept !== undefined) return kept.take();
  return new Worker(script, {
    eval: true,
    env: {},
    argv: [],
    execArgv: [],
    stdin: false,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 256, stackSizeMb: 8 },
  });
}

function keep(script: string, worker: Worker): void {
  if (waiting.has(script)) void worker.terminate();
  else new WaitingThread(script, worker);
}

/** The thread's code: functions from their text, so that it is the same from sources and when built. */
function scriptOf<Start, Helpers extends object, Reply>({
  run,
  helpers,
}: Guest<Start, Helpers, Reply>): string {
  const functions = Object.entries(helpers).map(
    ([name, helper]) => `${JSON.stringify(name)}: ${String(helper)}`,
  );
  return `
const { parentPort, receiveMessageOnPort } = require("node:worker_threads");
const { inflateRawSync } = require("node:zlib");
const nothing = new Int32Array(new SharedArrayBuffer(4));
const machineOn = ({ shared, port }) => ({
  ask(name, values) {
    Atomics.store(shared, ${ANSWERED}, 0);
    Atomics.add(shared, ${SIGNS_OF_LIFE}, 1);
    parentPort.postMessage({ name, values });
    // The last answer may wake this wait: its value was seen before its waiters were notified.
    while (Atomics.load(shared, ${ANSWERED}) === 0) Atomics.wait(shared, ${ANSWERED}, 0);
    const answer = receiveMessageOnPort(port);
    // The host has left in the meantime, and is about to end this thread.
    while (answer === undefined) Atomics.wait(nothing, 0, 0);
    return answer.message;
  },
  rest(milliseconds) {
    Atomics.wait(nothing, 0, 0, milliseconds);
    Atomics.add(shared, ${SIGNS_OF_LIFE}, 1);
  },
  async pause(milliseconds) {
    const end = performance.now() + milliseconds;
    for (let left = milliseconds; left > 0; left = end - performance.now()) this.rest(Math.min(left, ${WATCH_MS}));
  },
  alone: false,
  aborted: () => false,
  inflateRaw: (data) => inflateRawSync(data),
});
const run = ${String(run)};
const helpers = { ${functions.join(", ")} };
parentPort.on("message", (given) => {
  run(given.start, machineOn(given), helpers).then((exitCode) => parentPort.postMessage({ exitCode }));
});
`;
}
