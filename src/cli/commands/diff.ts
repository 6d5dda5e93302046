import { changesBundle } from "../../display/changes.js";
import { show } from "../show.js";
import type { CommandSpec, Invocation } from "../spec.js";

export const diffCommand: CommandSpec = {
  paths: ["container diff", "diff"],
  usage: "CONTAINER",
  summary: "Inspect changes to files or directories on a container's filesystem",
  options: [],
  args: { min: 1, max: 1 },
  run: async ({ engine, io, args: [container = ""] }: Invocation): Promise<number> => {
    show(io, changesBundle(await engine.diff(container), { name: container }));
    return 0;
  },
};
