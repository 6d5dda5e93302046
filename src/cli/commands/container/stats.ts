import { setTimeout } from "#platform/timers";
import type { ListFormat } from "../../../display/text/list.js";
import type { ContainerInspect } from "../../../engine/containers.js";
import { statsRow } from "../../../go/docker/rows.js";
import { binarySize } from "../../../go/units.js";
import { listText } from "../../list-output.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { FORMAT_LIST } from "../shared-options.js";
import { sayOnce } from "./options/notes.js";

export const statsCommand: CommandSpec = {
  paths: ["container stats", "stats"],
  usage: "[OPTIONS] [CONTAINER...]",
  summary: "Display a live stream of container(s) resource usage statistics",
  options: [
    { long: "all", short: "a", type: "bool", help: "Show all containers (default shows just running)" },
    FORMAT_LIST,
    {
      ...{ long: "no-stream", type: "bool" },
      help: "Disable streaming stats and only pull the first result",
    },
    { long: "no-trunc", type: "bool", help: "Do not truncate output" },
  ],
  args: { min: 0, max: Number.POSITIVE_INFINITY },
  run,
};

const FORMAT: ListFormat = {
  row: statsRow,
  columns: ["ID", "Name", "CPUPerc", "MemUsage", "MemPerc", "NetIO", "BlockIO", "PIDs"],
  headings: {
    ID: "CONTAINER ID",
    CPUPerc: "CPU %",
    MemUsage: "MEM USAGE / LIMIT",
    MemPerc: "MEM %",
    NetIO: "NET I/O",
    BlockIO: "BLOCK I/O",
    PIDs: "PIDS",
  },
  id: "ID",
};

const EVERY_MS = 1000;
const CLEAR = "\u001b[2J\u001b[H";

async function run(invocation: Invocation): Promise<number> {
  const { engine, io, options } = invocation;
  sayOnce(
    engine,
    io,
    "stats",
    "knows how many programs run: they share one process, so what each uses of processor and memory cannot be told (--)",
  );
  // Where nothing can be drawn again, one look is all there is.
  const isOnce = options.flag("no-stream") || !io.isTTY || io.signal === undefined;
  for (;;) {
    const text = await table(invocation);
    io.stdout(isOnce ? text : CLEAR + text);
    if (isOnce || (await isAborted(io.signal))) return 0;
  }
}

function isAborted(signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(signal?.aborted === true), EVERY_MS);
    const end = (): void => {
      clearTimeout(timer);
      resolve(true);
    };
    signal?.addEventListener("abort", end, { once: true });
  });
}

async function table({ engine, options, args }: Invocation): Promise<string> {
  const names =
    args.length > 0
      ? args
      : (await engine.containers({ all: options.flag("all") })).flatMap(({ id, damage }) =>
          damage === undefined ? [id] : [],
        );
  const rows: Readonly<Record<string, string>>[] = [];
  for (const name of names) {
    const container = await engine.inspectContainer(name);
    const programs = container.State.Running ? (await engine.processesOf(name)).length : 0;
    rows.push(row(container, programs, options.flag("no-trunc"), name));
  }
  return listText(FORMAT, rows, { quiet: false, format: options.text("format") });
}

function row(
  { Id, Name, State, HostConfig }: ContainerInspect,
  programs: number,
  noTrunc: boolean,
  name: string,
): Readonly<Record<string, string>> {
  const limit = HostConfig.Memory ?? 0;
  const shown = { Container: name, ID: noTrunc ? Id : Id.slice(0, 12), Name: Name.replace(/^\//, "") };
  const network = { NetIO: "0B / 0B", PIDs: String(programs) };
  if (!State.Running)
    return {
      ...shown,
      ...network,
      CPUPerc: "0.00%",
      MemPerc: "0.00%",
      MemUsage: "0B / 0B",
      BlockIO: "0B / 0B",
    };
  const memory = `-- / ${limit > 0 ? binarySize(limit) : "--"}`;
  return { ...shown, ...network, CPUPerc: "--", MemPerc: "--", MemUsage: memory, BlockIO: "-- / --" };
}
