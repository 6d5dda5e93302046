import type { LogChunk } from "../../engine/engine.js";
import { UsageError } from "../../errors/cli.js";
import type { CommandSpec, Invocation } from "../spec.js";

export const logsCommand: CommandSpec = {
  paths: ["container logs", "logs"],
  usage: "[OPTIONS] CONTAINER",
  summary: "Fetch the logs of a container",
  options: [
    {
      long: "tail",
      short: "n",
      type: "string",
      help: "Number of lines to show from the end of the logs",
      default: "all",
    },
    { long: "timestamps", short: "t", type: "bool", help: "Show timestamps" },
  ],
  refused: "details f/follow since:string until:string",
  args: { min: 1, max: 1 },
  run,
};

async function run({ engine, io, options, args: [container = ""] }: Invocation): Promise<number> {
  const count = tailCount(options.text("tail") ?? "all");
  const lines = linesOf(await engine.logs(container));
  for (const line of count === undefined ? lines : lines.slice(Math.max(0, lines.length - count))) {
    const text = options.flag("timestamps") ? `${line.time} ${line.text}` : line.text;
    if (line.stream === "stdout") io.stdout(text);
    else io.stderr(text);
  }
  return 0;
}

/** The daemon takes anything that is no number for "all"; we say what was wrong with it. */
function tailCount(text: string): number | undefined {
  if (text === "all" || text === "-1") return undefined;
  if (!/^\d+$/.test(text))
    throw new UsageError(`invalid --tail "${text}": give a number of lines, or "all"`, 1);
  return Number(text);
}

interface LogLine {
  readonly stream: LogChunk["stream"];
  readonly time: string;
  /** With its line end, unless the output stopped before one. */
  readonly text: string;
}

/** Chunks as whole lines: a line may come in several chunks, and a chunk may hold several lines. */
function linesOf(chunks: readonly LogChunk[]): readonly LogLine[] {
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const open: { stdout?: LogLine; stderr?: LogLine } = {};
  const lines: LogLine[] = [];
  for (const { stream, time, bytes } of chunks) {
    const before = open[stream];
    const text = (before?.text ?? "") + decoders[stream].decode(bytes, { stream: true });
    const whole = text.split(/(?<=\n)/);
    delete open[stream];
    for (const [at, line] of whole.entries()) {
      const made = { stream, time: at === 0 ? (before?.time ?? time) : time, text: line };
      if (line.endsWith("\n")) lines.push(made);
      else if (line !== "") open[stream] = made;
    }
  }
  return [...lines, ...Object.values(open)];
}
