import { inBuildkitOrder } from "../dockerfile/members.js";
import type { Location } from "../dockerfile/parse.js";
import { given } from "../dockerfile/stages.js";
import { BuildDefinitionError } from "../errors/build.js";
import { quote } from "../go/quote.js";
import type { DiffID } from "../oci/digest.js";
import { OWN_PLATFORM } from "../oci/platform.js";
import type { History, ImageConfig } from "../oci/types.js";
import { BaseImages } from "./base-images.js";
import { sizeText } from "./build-names.js";
import { refuseViolations } from "./check.js";
import { comparedBuild } from "./compared-build.js";
import type { ImageSource } from "./copy-from.js";
import { withEarlier } from "./earlier.js";
import { Progress } from "./events.js";
import { type BuildOptions, buildName, dockerfileName, platformOf } from "./options.js";
import { planBuild } from "./plan.js";
import { importCaches } from "./remote-cache/import.js";
import { inlineCache } from "./remote-cache/inline.js";
import { type RecordedStep, recordedSteps } from "./remote-cache/record-steps.js";
import { withSameSteps } from "./same-steps.js";
import { timeOf } from "./solve-context.js";
import { Solver } from "./solver.js";
import { ignoreRules, type SourceTree, withoutIgnored } from "./source-tree.js";
import { endOf } from "./step-end.js";
import { type FinishedResult, isFinished, type StageResult, type StepResult } from "./step-result.js";
import type { BuildWorld } from "./world.js";

/** An image that was built but is not stored yet. */
export interface Built {
  readonly config: ImageConfig;
  readonly layers: readonly DiffID[];
  /** Steps of all stages that make layers, in the Dockerfile's order. */
  readonly steps: readonly FinishedResult[];
  /** The same as a cache elsewhere may have them. */
  readonly recorded: readonly RecordedStep[];
  readonly seconds: number;
  readonly progress: Progress;
}

/**
 * Builds an image like BuildKit: first a plan, then stage by stage, with steps from the cache where nothing they
 * depend on has changed. The build is remembered under its first tag (or the Dockerfile's name), so that the next
 * one can say why a step missed.
 *
 * @param progress the one of several builds that are shown as one
 * @throws {DockerfileError} {@link BuildDefinitionError} {@link SourceNotFoundError} {@link ProcessFailedError}
 */
export async function buildImage(
  options: BuildOptions,
  world: BuildWorld,
  progress = new Progress(options.onEvent ?? (() => {})),
): Promise<Built> {
  const started = performance.now();
  const { target, stages, images, plan, planAgain } = await solve(options, world, progress, false);
  const { dockerfile } = options;
  const steps = (await withEarlier(inOrder(stages), { dockerfile, plan, planAgain })).filter(isFinished);
  world.cache.remember(
    buildName(options),
    steps.map((step) => ({ ...step.built, layer: step.layer, end: endOf(step) })),
  );
  const recorded = recordedSteps(stages);
  const cache = inlineCache(recorded, target.layers, options);
  return {
    config: { ...configOf(target, images, options, timeOf(world)), ...cache },
    layers: target.layers,
    steps,
    recorded,
    seconds: (performance.now() - started) / 1000,
    progress,
  };
}

/** What {@link buildImage} would reuse and build, without doing it: nothing runs, and nothing is stored. */
export async function previewBuild(options: BuildOptions, world: BuildWorld): Promise<readonly StepResult[]> {
  const { stages, plan, planAgain } = await solve(options, world, new Progress(() => {}), true);
  const steps = withSameSteps(inOrder(stages));
  return withEarlier(steps, { dockerfile: options.dockerfile, plan, planAgain });
}

async function solve(options: BuildOptions, world: BuildWorld, progress: Progress, dryRun: boolean) {
  const loading = progress.start(`[internal] load build definition from ${dockerfileName(options)}`);
  loading.status(`transferring dockerfile: ${sizeText(options.dockerfile.length)} done`);
  loading.done();
  if (!dryRun) await refuseViolations(options, world);
  const images = new BaseImages(options, world, progress);
  const { buildArgs = {}, target, network, extraHosts = [], buildContexts = {} } = options;
  const platform = platformOf(options);
  const planOptions = {
    buildArgs,
    ...(target === undefined ? {} : { target }),
    ...(platform === undefined ? {} : { platform }),
    ...(network === undefined ? {} : { network }),
    extraHosts,
    contexts: buildContexts,
    baseImage: async (source: ImageSource, location: Location) => {
      const { config } = await images.load(source, location);
      return { config: config.config ?? {}, author: config.author };
    },
  };
  const planAgain = (dockerfile: string) => planBuild(dockerfile, planOptions);
  const plan = await planAgain(options.dockerfile);
  for (const warning of plan.warnings) progress.warning(warning);
  const files = loadContext(options, progress);
  const caches = dryRun
    ? []
    : await importCaches(options.cacheFrom ?? [], (each) => world.openCache(each), progress);
  const previous = comparedBuild(buildName(options), world.cache);
  const solver = new Solver({ plan, world, options, files, caches, previous, progress, dryRun });
  return { ...(await solver.solve()), images, plan, planAgain };
}

/** Member for member what BuildKit's exporter writes. */
function configOf(target: StageResult, images: BaseImages, options: BuildOptions, now: string): ImageConfig {
  const { config, author } = target.stage;
  // Of an image that exists for another platform only, BuildKit's result is for that one, too.
  const { architecture, os, variant } = images.rootOf(target)?.config ?? platformOf(options) ?? OWN_PLATFORM;
  const epoch = epochOf(options);
  const history = dated(target.history, now).map((step) =>
    step.created === undefined ? step : withTime(step, clamped(step.created, epoch)),
  );
  const labels = { ...config.Labels, ...options.labels };
  return {
    architecture,
    ...(author === undefined ? {} : { author }),
    config: inBuildkitOrder({ ...config, Labels: labels }),
    created: clamped(history.at(-1)?.created ?? now, epoch),
    history,
    os,
    rootfs: { type: "layers", diff_ids: target.layers },
    ...(variant === undefined ? {} : { variant }),
  };
}

/** The steps of all stages, in the Dockerfile's order. */
function inOrder(stages: readonly StageResult[]): readonly StepResult[] {
  return stages.flatMap((stage) => stage.steps).sort((a, b) => a.step.location.line - b.step.location.line);
}

/** BuildKit prefers `NAME.dockerignore`, after the Dockerfile's name, to `.dockerignore`. */
function loadContext(options: BuildOptions, progress: Progress): SourceTree {
  const { context: tree, dockerignore } = options;
  const vertex = progress.start("[internal] load .dockerignore");
  const text =
    dockerignore ??
    ignoreRules(tree, `/${dockerfileName(options)}.dockerignore`) ??
    ignoreRules(tree, "/.dockerignore");
  vertex.status(`transferring context: ${sizeText(text?.length ?? 2)} done`);
  vertex.done();
  return text === undefined ? tree : withoutIgnored(tree, text);
}

/** A settings-only step gets the time of the next layer above it, or else of the last one below (BuildKit's exporter). */
function dated(history: readonly History[], now: string): readonly History[] {
  const out: History[] = [];
  let next: string | undefined;
  for (const step of [...history].reverse()) {
    next = step.created ?? next;
    out.push(next === undefined ? step : withTime(step, next));
  }
  out.reverse();
  let last: string | undefined;
  return out.map((step) => {
    last = step.created ?? last ?? now;
    return step.created === undefined ? withTime(step, last) : step;
  });
}

/** SOURCE_DATE_EPOCH, as RFC 3339: nothing in the configuration is younger. @throws {BuildDefinitionError} */
function epochOf({ buildArgs = {} }: BuildOptions): string | undefined {
  const text = given(buildArgs, "SOURCE_DATE_EPOCH");
  if (text === undefined || text === "") return undefined;
  const seconds = /^[+-]?\d{1,11}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(seconds))
    throw new BuildDefinitionError(
      `invalid SOURCE_DATE_EPOCH: ${text}: strconv.ParseInt: parsing ${quote(text)}: invalid syntax`,
    );
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

function clamped(time: string, epoch: string | undefined): string {
  return epoch === undefined || Date.parse(time) <= Date.parse(epoch) ? time : epoch;
}

function withTime(step: History, created: string): History {
  const { created: _, ...rest } = step;
  return { created, ...rest };
}
