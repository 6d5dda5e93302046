import type { HostConfig } from "../../../engine/host-config.js";
import { UsageError } from "../../../errors/cli.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE, forEachName } from "../each-name.js";
import { noteWithoutEffect } from "./options/notes.js";
import { CREATE_OPTIONS } from "./options/table.js";

const NAMES = new Set(
  (
    "blkio-weight cpu-period cpu-quota cpu-rt-period cpu-rt-runtime cpu-shares cpus cpuset-cpus cpuset-mems " +
    "memory memory-reservation memory-swap pids-limit restart"
  ).split(" "),
);

/** Options of `create` that can be changed later; by default nothing is. */
const OPTIONS = CREATE_OPTIONS.filter(({ long }) => NAMES.has(long)).map(
  ({ default: _default, ...option }) =>
    option.long === "cpu-rt-period" || option.long === "cpu-rt-runtime"
      ? { ...option, help: option.help.replace("Limit CPU", "Limit the CPU") }
      : option.long === "memory-swap"
        ? { ...option, help: "Swap limit equal to memory plus swap: -1 to enable unlimited swap" }
        : option,
);

export const updateCommand: CommandSpec = {
  paths: ["container update", "update"],
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  summary: "Update configuration of one or more containers",
  options: [...OPTIONS, { long: "kernel-memory", type: "bytes", help: "", isConcealed: true }],
  args: AT_LEAST_ONE,
  run,
};

async function run({ engine, io, options, args }: Invocation): Promise<number> {
  const given = OPTIONS.filter(({ long }) => options.given(long));
  if (given.length === 0)
    throw new UsageError("you must provide one or more flags when using this command", 1);
  let changes: HostConfig = {};
  for (const { long, keep } of given) {
    const all = options.list(long);
    const kept = await keep?.({ all, value: all.at(-1) ?? "", options, io });
    changes = { ...changes, ...kept?.hostConfig };
  }
  noteWithoutEffect(engine, io, OPTIONS, options);
  const failed = await forEachName(
    args,
    (text) => io.stderr(text),
    async (name) => {
      await engine.update(name, changes);
      io.stdout(`${name}\n`);
    },
  );
  return failed.length > 0 ? 1 : 0;
}
