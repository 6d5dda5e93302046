import type { Engine } from "../../../engine/engine.js";
import type { LogChunk } from "../../../engine/processes.js";
import { UsageError } from "../../../errors/cli.js";
import { assignments } from "../../../posix/environment.js";
import { INTERRUPTED } from "../../../posix/exit-status.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { timeOption } from "../../time-option.js";

export const logsCommand: CommandSpec = {
  paths: ["container logs", "logs"],
  usage: "[OPTIONS] CONTAINER",
  summary: "Fetch the logs of a container",
  options: [
    { long: "details", type: "bool", help: "Show extra details provided to logs" },
    { long: "follow", short: "f", type: "bool", help: "Follow log output" },
    {
      long: "since",
      type: "string",
      help: 'Show logs since timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)',
    },
    {
      long: "tail",
      short: "n",
      type: "string",
      help: "Number of lines to show from the end of the logs",
      default: "all",
    },
    { long: "timestamps", short: "t", type: "bool", help: "Show timestamps" },
    {
      long: "until",
      type: "string",
      help: 'Show logs before a timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)',
    },
  ],
  args: { min: 1, max: 1 },
  run,
};

async function run({ engine, io, now, options, args: [container = ""] }: Invocation): Promise<number> {
  const count = tailCount(options.text("tail") ?? "all");
  const since =
    timeOption(options.text("since"), now(), 'invalid value for "since"') ?? Number.NEGATIVE_INFINITY;
  const until =
    timeOption(options.text("until"), now(), 'invalid value for "until"') ?? Number.POSITIVE_INFINITY;
  const details = options.flag("details") ? `${await detailsOf(engine, container)} ` : "";
  const print = (line: LogLine): void => {
    const shown = details + line.text;
    const text = options.flag("timestamps") ? `${line.time} ${shown}` : shown;
    if (line.stream === "stdout") io.stdout(text);
    else io.stderr(text);
  };
  const wanted = (line: LogLine): boolean => {
    const time = Date.parse(line.time);
    return time >= since && time <= until;
  };
  const lines = new Lines();
  const past = (await engine.logs(container)).flatMap((chunk) => lines.add(chunk));
  const follow = options.flag("follow") && (await engine.inspectContainer(container)).State.Running;
  const shown = (follow ? past : [...past, ...lines.rest()]).filter(wanted);
  for (const line of count === undefined ? shown : shown.slice(Math.max(0, shown.length - count)))
    print(line);
  if (!follow) return 0;
  const stop = await engine.followLogs(container, (chunk) => {
    for (const line of lines.add(chunk).filter(wanted)) print(line);
  });
  try {
    await untilAborted(engine.wait(container), io.signal);
  } finally {
    stop();
  }
  lines.rest().filter(wanted).forEach(print);
  return io.signal?.aborted ? INTERRUPTED : 0;
}

/** What the log's options `labels` and `env` add to each line: `env=prod,team=web`. */
async function detailsOf(engine: Engine, container: string): Promise<string> {
  const { Config, HostConfig } = await engine.inspectContainer(container);
  const { labels = "", env = "" } = HostConfig.LogConfig?.Config ?? {};
  const own = { ...Config.Labels };
  const variables = Object.fromEntries(assignments(Config.Env ?? []));
  const pick = (names: string, from: Readonly<Record<string, string>>) =>
    names.split(",").flatMap((name) => (from[name] === undefined ? [] : [`${name}=${from[name]}`]));
  return [...pick(labels, own), ...pick(env, variables)].sort().join(",");
}

function untilAborted(ended: Promise<unknown>, signal: AbortSignal | undefined): Promise<unknown> {
  if (signal === undefined) return ended;
  const aborted = new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener("abort", resolve, { once: true });
  });
  return Promise.race([ended, aborted]);
}

/** The daemon reads anything but a number as "all"; we say what is wrong with it. */
function tailCount(text: string): number | undefined {
  if (text === "all" || text === "-1") return undefined;
  if (!/^\d+$/.test(text))
    throw new UsageError(`invalid --tail "${text}": give a number of lines, or "all"`, 1);
  return Number(text);
}

interface LogLine {
  readonly stream: LogChunk["stream"];
  readonly time: string;
  /** With its newline, unless the output stopped before one. */
  readonly text: string;
}

/** Chunks as whole lines: a line may come in several chunks, and a chunk may hold several lines. */
class Lines {
  readonly #decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  readonly #open = new Map<LogChunk["stream"], LogLine>();

  /** The lines that a chunk completes. */
  add({ stream, time, bytes }: LogChunk): readonly LogLine[] {
    const before = this.#open.get(stream);
    const text = (before?.text ?? "") + this.#decoders[stream].decode(bytes, { stream: true });
    this.#open.delete(stream);
    const ended: LogLine[] = [];
    for (const [at, line] of text.split(/(?<=\n)/).entries()) {
      const made = { stream, time: at === 0 ? (before?.time ?? time) : time, text: line };
      if (line.endsWith("\n")) ended.push(made);
      else if (line !== "") this.#open.set(stream, made);
    }
    return ended;
  }

  /** What is left without a newline. */
  rest(): readonly LogLine[] {
    const left = [...this.#open.values()];
    this.#open.clear();
    return left;
  }
}
