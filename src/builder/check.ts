import { lintFailure, lintOptions } from "../dockerfile/lint-options.js";
import type { LintWarning } from "../dockerfile/lint-rules.js";
import { parseDockerfile } from "../dockerfile/parse.js";
import { given } from "../dockerfile/stages.js";
import { LayerlabError } from "../errors/base.js";
import { BuildDefinitionError } from "../errors/build.js";
import { InvalidReferenceError } from "../errors/images.js";
import { parseReference } from "../oci/reference.js";
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

/**
 * What the frontend that a syntax line names does before it builds: with `error=true`, a warning about what is to be built fails the build.
 * The frontend that BuildKit has by itself, in Docker 26, knows no checks.
 *
 * @throws {BuildDefinitionError}
 */
export async function refuseViolations(options: BuildOptions, world: BuildWorld): Promise<void> {
  const { dockerfile, buildArgs = {}, target } = options;
  // What it is to be refused for is the planner's to say.
  if (dockerfile === "") return;
  const { check, syntax } = parseDockerfile(dockerfile);
  if (!checks(given(buildArgs, "BUILDKIT_SYNTAX") ?? syntax)) return;
  const rules = lintOptions(given(buildArgs, "BUILDKIT_DOCKERFILE_CHECK") ?? check);
  if (!rules.isError) return;
  // Stages that are not built are not looked at: without a name it is the last one, which an empty name asks for.
  const { warnings } = await checkBuild({ ...options, target: target ?? "" }, world);
  const failure = lintFailure(warnings, rules);
  if (failure !== undefined) throw new BuildDefinitionError(failure);
}

/** Frontends from `docker/dockerfile:1.8` on have checks. */
function checks(syntax: string): boolean {
  const [frontend = ""] = syntax.split(/\s/);
  if (frontend === "") return false;
  try {
    const { domain, path, tag = "latest" } = parseReference(frontend);
    if (domain !== "docker.io" || !/^docker\/dockerfile(?:-upstream)?$/.test(path)) return false;
    const minor = /^1\.(\d+)/.exec(tag)?.[1];
    return minor === undefined ? /^(?:1|latest|labs|master)(?:-|$)/.test(tag) : Number(minor) >= 8;
  } catch (error) {
    if (error instanceof InvalidReferenceError) return false;
    throw error;
  }
}
