import type { BuilderInstance } from "../../../engine/builds.js";
import type { Engine } from "../../../engine/engine.js";
import { BuilderError } from "../../../errors/builders.js";
import { OWN_PLATFORM, platformText } from "../../../oci/platform.js";
import { refusal } from "../../build/refusal.js";
import type { OptionSpec } from "../../syntax/option-spec.js";

/** The BuildKit whose rules builds follow here: that of Docker 26.1. */
export const BUILDKIT_VERSION = "v0.13.2";

export const BUILDER: OptionSpec = {
  long: "builder",
  type: "string",
  help: "Override the configured builder instance",
};

/** The named builder, or the one in use. @throws {UsageError} */
export async function builderNamed(engine: Engine, name: string | undefined): Promise<BuilderInstance> {
  const builders = await engine.builders();
  const found = builders.find((each) =>
    name === undefined || name === "" ? each.isCurrent : each.name === name.toLowerCase(),
  );
  if (found === undefined) throw refusal(`no builder "${name}" found`);
  return found;
}

/** What a builder builds for; with a star what somebody has decided. */
export function platformsOf({ platforms }: BuilderInstance): readonly string[] {
  const own = platformText(OWN_PLATFORM);
  return [...platforms.map((platform) => `${platform}*`), ...(platforms.includes(own) ? [] : [own])];
}

/** What buildx refuses comes with its prefix. */
export async function refusing<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof BuilderError) throw refusal(error.message);
    throw error;
  }
}
