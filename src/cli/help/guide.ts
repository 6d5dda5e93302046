import { COMMANDS, GROUPS } from "../commands/table.js";
import { commandRows } from "./command-help.js";

/** `docker` and `docker --help`: what there is, and how to begin. */
export function guideText(): string {
  const rows = COMMANDS.flatMap((spec) =>
    spec.paths.filter((path) => !path.includes(" ")).map((path) => [path, spec.summary] as const),
  ).sort(([a], [b]) => (a < b ? -1 : 1));
  return `Usage:  docker [OPTIONS] COMMAND

Docker's command line on layerlab's own engine: images, layers and containers without a Docker daemon.

Begin with:
  docker run --name=first -ti ubuntu    a container with a shell
  docker diff first                     what it changed
  docker commit -m "My change" first my-image
  docker history my-image               the layers, and what made them

Management Commands:
${commandRows(Object.entries(GROUPS))}

Commands:
${commandRows(rows)}

In a terminal also, as 'layerlab':
${commandRows([
  ["completion", "source <(layerlab completion bash), or zsh"],
  ["lesson", "Run a notebook without Jupyter: layerlab lesson --help"],
])}

Run 'docker COMMAND --help' for more information on a command.
`;
}
