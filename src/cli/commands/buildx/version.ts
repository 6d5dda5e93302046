import type { CommandSpec } from "../../syntax/command-spec.js";
import { VERSION } from "../../version.js";

/** The buildx whose commands and words these are. */
const BUILDX_VERSION = "v0.24.0";

export const buildxVersionCommand: CommandSpec = {
  paths: ["buildx version"],
  usage: "",
  summary: "Show buildx version information",
  options: [],
  args: { min: 0, max: 0 },
  run: async ({ io }) => {
    io.stdout(`github.com/docker/buildx ${BUILDX_VERSION}+layerlab ${VERSION}\n`);
    return 0;
  },
};
