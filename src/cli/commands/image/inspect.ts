import type { CommandSpec } from "../../syntax/command-spec.js";
import { AT_LEAST_ONE } from "../each-name.js";
import { imageFinder, inspect } from "../inspect.js";
import { platformOption } from "../platform.js";
import { FORMAT_VALUE } from "../shared-options.js";

export const imageInspectCommand: CommandSpec = {
  paths: ["image inspect"],
  usage: "[OPTIONS] IMAGE [IMAGE...]",
  summary: "Display detailed information on one or more images",
  options: [
    FORMAT_VALUE,
    {
      long: "platform",
      type: "string",
      help: `Inspect a specific platform of the multi-platform image.
If the image or the server is not multi-platform capable, the command will error out if the platform does not match.
'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)`,
    },
  ],
  args: AT_LEAST_ONE,
  run: async (invocation) => inspect(invocation, imageFinder(platformOption(invocation.options, ""))),
};
