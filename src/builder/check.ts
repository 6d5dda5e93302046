import { lintFailure, lintOptions } from "../dockerfile/lint-options.js";
import type { LintWarning } from "../dockerfile/lint-rules.js";
import { parseDockerfile } from "../dockerfile/parse.js";
import { given } from "../dockerfile/stages.js";
import { LayerlabError } from "../errors/base.js";
import { BuildDefinitionError } from "../errors/build.js";
import { platformMismatch } from "./base-images.js";
import { type BuildOptions, platformOf } from "./options.js";
import { planBuild } from "./plan.js";
import type { BuildWorld } from "./world.js";

/** What `docker build --check` says of a Dockerfile. */
export interface BuildCheck {
  /** By line. */
  readonly warnings: readonly LintWarning[];
  /** Why it cannot be built as it stands; with `# check=error=true`, that there are warnings. */
  readonly error?: LayerlabError;
}

/**
 * Looks at a Dockerfile with BuildKit's rules, without building it. Base images are asked for, since their settings count; files are not.
 * Without a target all stages are looked at.
 */
export async function checkBuild(options: BuildOptions, world: BuildWorld): Promise<BuildCheck> {
  const { dockerfile, buildArgs = {}, target, buildContexts = {} } = options;
  const platform = platformOf(options);
  const warnings: LintWarning[] = [];
  let error: LayerlabError | undefined;
  let rules = lintOptions("");
  try {
    rules = lintOptions(given(buildArgs, "BUILDKIT_DOCKERFILE_CHECK") ?? parseDockerfile(dockerfile).check);
    await planBuild(dockerfile, {
      buildArgs,
      contexts: buildContexts,
      ...(target === undefined ? {} : { target }),
      ...(platform === undefined ? {} : { platform }),
      lint: (warning) => {
        if (!rules.skips(warning.rule)) warnings.push(warning);
      },
      baseImage: async (source, location) => {
        const image = await world.image(source, { pull: false });
        const detail = platformMismatch(source, image);
        if (detail !== undefined && !rules.skips("InvalidBaseImagePlatform"))
          warnings.push({ rule: "InvalidBaseImagePlatform", detail, location });
        return { config: image.config.config ?? {}, author: image.config.author };
      },
    });
  } catch (thrown) {
    if (!(thrown instanceof LayerlabError)) throw thrown;
    error = thrown;
  }
  const failure = lintFailure(warnings, rules);
  if (failure !== undefined) error ??= new BuildDefinitionError(failure);
  return {
    warnings: warnings.toSorted((a, b) => a.location.line - b.location.line),
    ...(error === undefined ? {} : { error }),
  };
}
