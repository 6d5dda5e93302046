import { UsageError } from "../../../errors/cli.js";
import { DaemonError } from "../../../errors/engine.js";
import type { CommandSpec } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE } from "../each-name.js";
import {
  type Finder,
  findContainer,
  findImage,
  findNetwork,
  findVolume,
  inspect,
  sized,
} from "../inspect.js";
import { FORMAT_VALUE } from "../shared-options.js";

export const inspectCommand: CommandSpec = {
  paths: ["inspect"],
  usage: "[OPTIONS] NAME|ID [NAME|ID...]",
  summary: "Return low-level information on Docker objects",
  options: [
    FORMAT_VALUE,
    {
      long: "size",
      short: "s",
      type: "bool",
      help: "Display total file sizes if the type is container",
    },
    { long: "type", type: "string", help: "Only inspect objects of the given type" },
  ],
  args: AT_LEAST_ONE,
  run: (invocation) => inspect(invocation, sized(invocation, finderFor(invocation.options.text("type")))),
};

const DOCKER_TYPES = [
  "config",
  "container",
  "image",
  "network",
  "node",
  "plugin",
  "secret",
  "service",
  "task",
  "volume",
];

function finderFor(type: string | undefined): Finder {
  switch (type) {
    case undefined:
    case "":
      return findAny;
    case "image":
      return findImage;
    case "container":
      return findContainer;
    case "volume":
      return findVolume;
    case "network":
      return findNetwork;
  }
  if (DOCKER_TYPES.includes(type)) {
    return async () => {
      throw new UsageError(
        `layerlab has images, containers, networks and volumes only, and so nothing of type "${type}"`,
        1,
      );
    };
  }
  throw new UsageError(
    `unknown type: "${type}": must be one of ${DOCKER_TYPES.map((known) => `"${known}"`).join(", ")}`,
    1,
  );
}

const findAny: Finder = async (engine, name) => {
  for (const find of [findContainer, findImage, findNetwork, findVolume]) {
    try {
      return await find(engine, name);
    } catch (error) {
      if (!(error instanceof DaemonError && error.httpStatus === 404)) throw error;
    }
  }
  throw new UsageError(`Error: No such object: ${name}`, 1);
};
