import runNode from "#guest/programs/node/thread/main.ts";
import { wasmAsset } from "#platform/assets";
import { GUESTS_WAIT, runGuest } from "#platform/guest";
import { KILLED } from "../../posix/exit-status.js";
import { parseSignal, signalNumber } from "../../posix/signals.js";
import type { ProgramContext } from "../../process/programs.js";
import { type Answer, type Argument, systemCall } from "./system-calls.js";
import { stopped } from "./thread/ending.js";
import type run from "./thread/main.js";
import type { NodeStart } from "./thread/start.js";

/** The program watches its own time; we wait this much longer in case it is somewhere where it cannot. */
const GRACE_MS = 5_000;

/**
 * Runs a program in QuickJS and returns its exit code. The program waits while a call on the container's files is carried
 * out here, so files change only between the steps of other programs. Aborting ends it at once, with {@link KILLED}.
 */
export async function interpret(
  start: Omit<NodeStart, "engine" | "asks">,
  context: Pick<ProgramContext, "fs" | "signal" | "signals" | "stdout" | "stderr" | "input">,
): Promise<number> {
  const arrived: (readonly [name: string, number: number])[] = [];
  const guest: typeof run = runNode;
  // Where it cannot wait in the middle, all is asked for before.
  const input = GUESTS_WAIT ? context.input : undefined;
  const stdin = (input === undefined ? await context.input?.all() : undefined) ?? start.stdin;
  const end = await runGuest<NodeStart, object, Answer>(
    { run: guest, helpers: {} },
    { ...start, stdin, asks: input !== undefined, engine: await wasmAsset("quickjs.wasm") },
    {
      signal: context.signal,
      patience: start.timeLimit + GRACE_MS,
      answer(name, values) {
        const args = values.filter(isArgument);
        if (name === "handle") {
          const signal = parseSignal(String(args[0]));
          if (signal !== undefined && signal !== "KILL" && signal !== "STOP")
            context.signals.handle(signal, () => arrived.push([`SIG${signal}`, signalNumber(signal)]));
          return "";
        }
        if (name === "input") return input?.line() ?? "";
        if (name === "signals") return arrived.length === 0 ? "" : JSON.stringify(arrived.splice(0));
        if (name !== "output") return systemCall(context.fs, name, args);
        const [stream, chunk] = args;
        const text = typeof chunk === "number" ? String(chunk) : (chunk ?? "");
        if (stream === 2) context.stderr(text);
        else context.stdout(text);
        return "";
      },
    },
  );
  if (end.kind === "exited") return end.exitCode;
  if (end.kind === "stalled") context.stderr(stopped(start.timeLimit));
  return KILLED;
}

function isArgument(value: unknown): value is Argument {
  return typeof value === "string" || typeof value === "number" || value instanceof Uint8Array;
}
