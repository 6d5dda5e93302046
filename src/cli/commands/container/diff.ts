import { inspectedMounts } from "../../../analysis/mounts.js";
import { changesBundle } from "../../../display/changes.js";
import { show } from "../../show-bundle.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";

export const diffCommand: CommandSpec = {
  paths: ["container diff", "diff"],
  usage: "CONTAINER",
  summary: "Inspect changes to files or directories on a container's filesystem",
  options: [],
  args: { min: 1, max: 1 },
  run: async ({ engine, io, args: [container = ""] }: Invocation): Promise<number> => {
    const changes = await engine.diff(container);
    const mounts = inspectedMounts(await engine.inspectContainer(container));
    show(io, changesBundle(changes, { name: container, mounts }));
    return 0;
  },
};
