import type { CommandSpec } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE } from "../each-name.js";
import { findImage, inspect } from "../inspect.js";
import { FORMAT_VALUE } from "../shared-options.js";

export const imageInspectCommand: CommandSpec = {
  paths: ["image inspect"],
  usage: "[OPTIONS] IMAGE [IMAGE...]",
  summary: "Display detailed information on one or more images",
  options: [FORMAT_VALUE],
  refused: "platform:string",
  args: AT_LEAST_ONE,
  run: (invocation) => inspect(invocation, findImage),
};
