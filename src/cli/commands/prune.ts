import type { PruneCacheOptions } from "../../engine/builds.js";
import type { Engine } from "../../engine/engine.js";
import type { Pruned, PruneOptions } from "../../engine/system.js";
import { UsageError } from "../../errors/cli.js";
import { humanSize } from "../../go/units.js";
import { assignedName } from "../../posix/environment.js";
import type { CommandIO } from "../command-io.js";
import type { Invocation } from "../syntax/command-spec.js";
import type { OptionSpec } from "../syntax/option-spec.js";
import { timeOption } from "../time-option.js";

export const FORCE: OptionSpec = {
  long: "force",
  short: "f",
  type: "bool",
  help: "Do not prompt for confirmation",
};

export const UNTIL: OptionSpec = {
  long: "filter",
  type: "filter",
  help: 'Provide filter values (e.g. "until=<timestamp>")',
};

/** `container prune` and `image prune`: asks, removes, and says what was freed. */
export async function prune(invocation: Invocation, which: PruneOptions, warning: string): Promise<number> {
  const { engine, io } = invocation;
  const until = untilOf(invocation);
  if (!(await isConfirmed(invocation, warning))) return 0;
  const pruned = await engine.prune({ ...which, ...until });
  io.stdout(`${prunedText(pruned)}${reclaimedText(pruned.spaceReclaimed)}`);
  return 0;
}

export async function pruneCache(
  engine: Engine,
  which: PruneCacheOptions = {},
): Promise<{ readonly report: string; readonly freed: number }> {
  const { reclaimable } = (await engine.df()).buildCache;
  const gone = await engine.pruneBuildCache(which);
  const left = (await engine.df()).buildCache.reclaimable;
  const ids = gone.map(({ key }) => `${key}\n`).join("");
  return {
    report: gone.length === 0 ? "" : `Deleted build cache objects:\n${ids}\n`,
    freed: reclaimable - left,
  };
}

export function prunedText({ containers, volumes, images }: Pruned): string {
  const parts: string[] = [];
  if (containers.length > 0) parts.push(`Deleted Containers:\n${containers.join("\n")}\n\n`);
  if (volumes.length > 0) parts.push(`Deleted Volumes:\n${volumes.join("\n")}\n\n`);
  if (images.length > 0) {
    const lines = images.map((one) =>
      one.kind === "untagged" ? `untagged: ${one.reference}` : `deleted: ${one.id}`,
    );
    parts.push(`Deleted Images:\n${lines.join("\n")}\n\n`);
  }
  return parts.join("");
}

export function reclaimedText(bytes: number): string {
  return `Total reclaimed space: ${humanSize(bytes, 4)}\n`;
}

/** True with `--force`, or when the person says yes. */
export async function isConfirmed(
  { io, options }: Pick<Invocation, "io" | "options">,
  warning: string,
): Promise<boolean> {
  return (
    options.flag("force") ||
    (await isAnsweredYes(io, `${warning}\nAre you sure you want to continue? [y/N] `))
  );
}

/** As in Docker, `y` may come from a pipe. Where no question can be asked the answer is no. */
export async function isAnsweredYes(io: CommandIO, question: string): Promise<boolean> {
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

/** `--filter until=…`, the only filter there is. */
export function untilOf({ options, now }: Invocation): Pick<PruneOptions, "until"> {
  const filters = options.list("filter");
  for (const filter of filters) {
    const name = assignedName(filter);
    if (name !== "until") throw new UsageError(`Error response from daemon: invalid filter '${name}'`, 1);
  }
  if (filters.length > 1)
    throw new UsageError("Error response from daemon: more than one until filter specified", 1);
  const until = timeOption(filters[0]?.slice("until=".length), now(), "Error response from daemon");
  return until === undefined ? {} : { until: until / 1000 };
}
