import { DISK_USAGE, diskUsageDetails, diskUsageFields } from "../../display/text/disk-usage.js";
import { humanSize } from "../../display/units.js";
import type { Engine, Pruned, PruneOptions } from "../../engine/engine.js";
import { UsageError } from "../../errors/cli.js";
import type { CommandIO } from "../io.js";
import { listText } from "../list-output.js";
import { moment } from "../moment.js";
import type { OptionSpec } from "../option-spec.js";
import type { CommandSpec, Invocation } from "../spec.js";
import { FORMAT_LIST } from "./options.js";

const FORCE: OptionSpec = {
  long: "force",
  short: "f",
  type: "bool",
  help: "Do not prompt for confirmation",
};

const UNTIL: OptionSpec = {
  long: "filter",
  type: "filter",
  help: 'Provide filter values (e.g. "until=<timestamp>")',
};

export const dfCommand: CommandSpec = {
  paths: ["system df"],
  usage: "[OPTIONS]",
  summary: "Show docker disk usage",
  options: [
    FORMAT_LIST,
    { long: "verbose", short: "v", type: "bool", help: "Show detailed information on space usage" },
  ],
  args: { min: 0, max: 0 },
  run: async ({ engine, io, now, options }: Invocation): Promise<number> => {
    const usage = await engine.df();
    const format = options.text("format");
    if (options.flag("verbose")) {
      if (format !== undefined)
        throw new UsageError("the verbose list has one form only: leave --format out, or -v", 1);
      io.stdout(diskUsageDetails(usage, now()));
      return 0;
    }
    const output = { quiet: false, format, type: "*formatter.diskUsageImagesContext" };
    io.stdout(listText(DISK_USAGE, diskUsageFields(usage), output));
    return 0;
  },
};

export const containerPruneCommand: CommandSpec = {
  paths: ["container prune"],
  usage: "[OPTIONS]",
  summary: "Remove all stopped containers",
  options: [UNTIL, FORCE],
  args: { min: 0, max: 0 },
  run: (invocation) =>
    prune(invocation, { kind: "containers" }, "WARNING! This will remove all stopped containers."),
};

export const imagePruneCommand: CommandSpec = {
  paths: ["image prune"],
  usage: "[OPTIONS]",
  summary: "Remove unused images",
  options: [
    { long: "all", short: "a", type: "bool", help: "Remove all unused images, not just dangling ones" },
    UNTIL,
    FORCE,
  ],
  args: { min: 0, max: 0 },
  run: (invocation) => {
    const all = invocation.options.flag("all");
    const which = all ? "images without at least one container associated to them" : "dangling images";
    return prune(invocation, { kind: "images", all }, `WARNING! This will remove all ${which}.`);
  },
};

export const systemPruneCommand: CommandSpec = {
  paths: ["system prune"],
  usage: "[OPTIONS]",
  summary: "Remove unused data",
  options: [
    { long: "all", short: "a", type: "bool", help: "Remove all unused images not just dangling ones" },
    { ...UNTIL, help: 'Provide filter values (e.g. "label=<key>=<value>")' },
    FORCE,
    { long: "volumes", type: "bool", help: "Prune anonymous volumes" },
  ],
  args: { min: 0, max: 0 },
  run: systemPrune,
};

export const builderPruneCommand: CommandSpec = {
  paths: ["builder prune", "buildx prune"],
  usage: "[OPTIONS]",
  summary: "Remove build cache",
  options: [
    {
      long: "all",
      short: "a",
      type: "bool",
      help: "Remove all unused build cache, not just dangling ones",
    },
    FORCE,
  ],
  refused: "filter:filter keep-storage:bytes",
  args: { min: 0, max: 0 },
  run: async ({ engine, io, options }: Invocation): Promise<number> => {
    const warning = `WARNING! This will remove all ${options.flag("all") ? "" : "dangling "}build cache.`;
    if (!(options.flag("force") || (await agreed(io, warning)))) return 0;
    const { freed } = await pruneCache(engine);
    io.stdout(`Total reclaimed space: ${humanSize(freed, DIGITS)}\n`);
    return 0;
  },
};

const DIGITS = 4;

async function prune(invocation: Invocation, which: PruneOptions, warning: string): Promise<number> {
  const { engine, io, options } = invocation;
  const until = untilOf(invocation);
  if (!(options.flag("force") || (await agreed(io, warning)))) return 0;
  const pruned = await engine.prune({ ...which, ...until });
  io.stdout(`${report(pruned)}Total reclaimed space: ${humanSize(pruned.spaceReclaimed, DIGITS)}\n`);
  return 0;
}

async function systemPrune(invocation: Invocation): Promise<number> {
  const { engine, io, options } = invocation;
  const all = options.flag("all");
  const until = untilOf(invocation);
  const warning = [
    "WARNING! This will remove:",
    "  - all stopped containers",
    "  - all networks not used by at least one container",
    all ? "  - all images without at least one container associated to them" : "  - all dangling images",
    all ? "  - all build cache" : "  - unused build cache",
    "",
  ].join("\n");
  if (!(options.flag("force") || (await agreed(io, warning)))) return 0;
  // Records first: what they hold is then the images' alone, or nobody's.
  const cache = await pruneCache(engine);
  const pruned = await engine.prune({ kind: "system", all, ...until });
  const space = humanSize(pruned.spaceReclaimed + cache.freed, DIGITS);
  io.stdout(`${report(pruned)}${cache.report}Total reclaimed space: ${space}\n`);
  return 0;
}

async function pruneCache(engine: Engine): Promise<{ readonly report: string; readonly freed: number }> {
  const { reclaimable } = (await engine.df()).buildCache;
  const gone = await engine.pruneBuildCache();
  const ids = gone.map(({ key }) => `${key}\n`).join("");
  return { report: gone.length === 0 ? "" : `Deleted build cache objects:\n${ids}\n`, freed: reclaimable };
}

function report({ containers, images }: Pruned): string {
  const parts: string[] = [];
  if (containers.length > 0) parts.push(`Deleted Containers:\n${containers.join("\n")}\n\n`);
  if (images.length > 0) {
    const lines = images.map((one) =>
      one.kind === "untagged" ? `untagged: ${one.reference}` : `deleted: ${one.id}`,
    );
    parts.push(`Deleted Images:\n${lines.join("\n")}\n\n`);
  }
  return parts.join("");
}

/** Docker takes a `y` from a pipe as well; where nothing can be asked, nothing is done. */
async function agreed(io: CommandIO, warning: string): Promise<boolean> {
  const question = `${warning}\nAre you sure you want to continue? [y/N] `;
  let answer: string | undefined;
  if (io.readLine !== undefined) {
    const [last = ""] = question.split("\n").slice(-1);
    io.stdout(question.slice(0, -last.length));
    answer = await io.readLine(last);
  } else {
    io.stdout(question);
    answer = new TextDecoder().decode(await io.readAll?.()).split("\n")[0];
  }
  return /^\s*y\s*$/i.test(answer ?? "");
}

function untilOf({ options, now }: Invocation): Pick<PruneOptions, "until"> {
  const filters = options.list("filter");
  for (const filter of filters) {
    const name = filter.slice(0, filter.indexOf("="));
    if (name !== "until") throw new UsageError(`Error response from daemon: invalid filter '${name}'`, 1);
  }
  if (filters.length > 1)
    throw new UsageError("Error response from daemon: more than one until filter specified", 1);
  const until = moment(filters[0]?.slice("until=".length), "until", now());
  return until === undefined ? {} : { until: until / 1000 };
}
