import { inflateRaw } from "pako";
import type { Guest, GuestEnd, GuestHost } from "../guest.js";

/** Whether a guest can wait for an answer that takes its time. */
export const GUESTS_WAIT: boolean = false;

/**
 * Runs a guest here, in the worker that the engine runs in: a thread of its own could only wait for answers on shared
 * memory, which a page has only with headers that many hosts cannot set. So nothing else happens until it ends, and only
 * ending the whole worker stops a guest that computes for ever.
 */
export async function runGuest<Start, Helpers extends object, Reply>(
  { run, helpers }: Guest<Start, Helpers, Reply>,
  start: Start,
  host: GuestHost<Reply>,
): Promise<GuestEnd> {
  if (host.signal.aborted) return { kind: "aborted" };
  const { signal } = host;
  const exitCode = await run(
    start,
    {
      ask: (name, values) => {
        const reply = host.answer(name, values);
        if (reply instanceof Promise) throw new TypeError(`a guest cannot wait here for ${name}`);
        return reply;
      },
      rest,
      pause: (milliseconds) => pause(milliseconds, signal),
      alone: true,
      aborted: () => signal.aborted,
      inflateRaw,
    },
    helpers,
  );
  return host.signal.aborted ? { kind: "aborted" } : { kind: "exited", exitCode };
}

/** There is no other way to wait in the middle of a program. */
function rest(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
  });
}
