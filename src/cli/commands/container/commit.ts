import { inspectedMounts } from "../../../analysis/mounts.js";
import { leftOutBundle } from "../../../display/mounts.js";
import { parseReference } from "../../image-reference.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";

export const commitCommand: CommandSpec = {
  paths: ["container commit", "commit"],
  usage: "[OPTIONS] CONTAINER [REPOSITORY[:TAG]]",
  summary: "Create a new image from a container's changes",
  options: [
    {
      long: "author",
      short: "a",
      type: "string",
      help: 'Author (e.g., "John Hannibal Smith <hannibal@a-team.com>")',
    },
    { long: "change", short: "c", type: "list", help: "Apply Dockerfile instruction to the created image" },
    { long: "message", short: "m", type: "string", help: "Commit message" },
    { long: "pause", short: "p", type: "bool", help: "Pause container during commit", default: "true" },
  ],
  args: { min: 1, max: 2 },
  run,
};

async function run({ engine, io, options, args: [container = "", reference] }: Invocation): Promise<number> {
  const comment = options.text("message");
  const author = options.text("author");
  const id = await engine.commit(container, {
    pause: options.flag("pause"),
    changes: options.list("change"),
    ...(reference === undefined ? {} : { reference: parseReference(reference).familiar }),
    ...(comment === undefined ? {} : { comment }),
    ...(author === undefined ? {} : { author }),
  });
  io.stdout(`${id}\n`);
  if (io.display !== undefined) {
    const bundle = leftOutBundle(inspectedMounts(await engine.inspectContainer(container)));
    if (bundle !== undefined) io.display(bundle);
  }
  return 0;
}
