import { FileSystemError } from "../errors/filesystem.js";
import type { Image } from "../image/image.js";
import type { DiffID } from "../oci/digest.js";
import type { ContainerConfig, History, ImageConfig } from "../oci/types.js";
import { toBytes } from "../vfs/data.js";
import { fullName, sizeText } from "./build-names.js";
import { parseDockerfile } from "./dockerfile/parse.js";
import { type BuildEvent, Progress } from "./events.js";
import { planBuild } from "./plan.js";
import { Solver, type StageResult, type StepResult } from "./solver.js";
import { type SourceTree, withoutIgnored } from "./source-tree.js";
import type { StepReplay } from "./step-replay.js";
import type { BuildWorld } from "./world.js";

export interface BuildRequest {
  /** The Dockerfile's text. */
  readonly dockerfile: string;
  /** How progress names it: `Dockerfile`. */
  readonly dockerfileName: string;
  /** The build context; `.dockerignore` in its root is obeyed. */
  readonly context: SourceTree;
  readonly tags: readonly string[];
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly noCache: boolean;
  readonly noCacheFilter: readonly string[];
  readonly pull: boolean;
  /** What steps that make layers meet in place of what a build gives them, counted from 0 in each stage. */
  readonly replay?: (step: number) => StepReplay | undefined;
  readonly onEvent: (event: BuildEvent) => void;
  readonly signal?: AbortSignal;
}

/** An image that was built, not stored yet. */
export interface Built {
  readonly config: ImageConfig;
  readonly layers: readonly DiffID[];
  /** Steps of all stages that make layers, in the Dockerfile's order. */
  readonly steps: readonly StepResult[];
  readonly seconds: number;
  readonly progress: Progress;
}

/**
 * Builds an image as BuildKit does: a plan first, then stage by stage, steps from the cache where nothing they
 * depend on has changed. The build is remembered under its first tag (or the Dockerfile's name), so that the next
 * one can say why a step missed.
 *
 * @throws {DockerfileError} {@link BuildDefinitionError} {@link SourceNotFoundError} {@link ProcessFailedError}
 */
export async function buildImage(request: BuildRequest, world: BuildWorld): Promise<Built> {
  const started = performance.now();
  const progress = new Progress(request.onEvent);
  const { target, stages, images, name } = await solve(request, world, progress, false);
  const steps = inOrder(stages);
  world.cache.remember(
    name,
    steps.flatMap(({ built: { layer, ...rest } }) => (layer === undefined ? [] : [{ ...rest, layer }])),
  );
  const base = target.stage.base.kind === "image" ? images.get(target.stage.base.reference) : undefined;
  const root = base ?? [...images.values()][0];
  const history = dated(target.history, new Date(world.clock() * 1000).toISOString());
  return {
    config: {
      architecture: root?.config.architecture ?? "arm64",
      config: orderedSettings(target.stage.config, request.labels),
      created: history.at(-1)?.created ?? new Date(world.clock() * 1000).toISOString(),
      history,
      os: root?.config.os ?? "linux",
      rootfs: { type: "layers", diff_ids: target.layers },
      ...(root?.config.variant === undefined ? {} : { variant: root.config.variant }),
    },
    layers: target.layers,
    steps,
    seconds: (performance.now() - started) / 1000,
    progress,
  };
}

/** What {@link buildImage} would reuse and build, without doing it: nothing runs and nothing is stored. */
export async function previewBuild(request: BuildRequest, world: BuildWorld): Promise<readonly StepResult[]> {
  const { stages } = await solve(request, world, new Progress(() => {}), true);
  return inOrder(stages);
}

async function solve(request: BuildRequest, world: BuildWorld, progress: Progress, dryRun: boolean) {
  const loading = progress.start(`[internal] load build definition from ${request.dockerfileName}`);
  loading.status(`transferring dockerfile: ${sizeText(request.dockerfile.length)} done`);
  loading.done();
  const images = new Map<string, Image>();
  const plan = await planBuild(request.dockerfile, {
    buildArgs: request.buildArgs,
    ...(request.target === undefined ? {} : { target: request.target }),
    baseConfig: async (reference) => {
      const known = images.get(reference);
      if (known !== undefined) return known.config.config ?? {};
      const vertex = progress.start(`[internal] load metadata for ${fullName(reference)}`);
      try {
        const image = await world.image(reference, { pull: request.pull });
        images.set(reference, image);
        vertex.done();
        return image.config.config ?? {};
      } catch (error) {
        vertex.error(error instanceof Error ? error.message : String(error));
        throw error;
      }
    },
  });
  for (const warning of plan.warnings) progress.warning(warning);
  const context = loadContext(request.context, progress);
  const name = request.tags[0] ?? request.dockerfileName;
  const solver = new Solver(
    plan,
    world,
    {
      context,
      noCache: request.noCache,
      noCacheFilter: request.noCacheFilter,
      pull: request.pull,
      previous: world.cache.lastBuild(name),
      args: declaredNames(request.dockerfile),
      dryRun,
      ...(request.signal === undefined ? {} : { signal: request.signal }),
      ...(request.replay === undefined ? {} : { replay: request.replay }),
    },
    progress,
  );
  return { ...(await solver.solve()), images, name };
}

/** Steps of all stages as they stand in the Dockerfile. */
function inOrder(stages: readonly StageResult[]): readonly StepResult[] {
  return stages.flatMap((stage) => stage.steps).sort((a, b) => a.step.location.line - b.step.location.line);
}

function loadContext(tree: SourceTree, progress: Progress): SourceTree {
  const vertex = progress.start("[internal] load .dockerignore");
  const text = textOf(tree, "/.dockerignore");
  vertex.status(`transferring context: ${sizeText(text?.length ?? 2)} done`);
  vertex.done();
  return text === undefined ? tree : withoutIgnored(tree, text);
}

function textOf(tree: SourceTree, path: string): string | undefined {
  try {
    return new TextDecoder().decode(toBytes(tree.open(path)));
  } catch (error) {
    if (error instanceof FileSystemError && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return undefined;
    throw error;
  }
}

function declaredNames(dockerfile: string): ReadonlySet<string> {
  const args = parseDockerfile(dockerfile).instructions.filter(({ keyword }) => keyword === "ARG");
  return new Set(args.flatMap(({ text }) => text.split(/\s+/).map((word) => word.split("=", 1)[0] ?? "")));
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

function withTime(step: History, created: string): History {
  const { created: _, ...rest } = step;
  return { created, ...rest };
}

/** The members BuildKit writes, in its order; the digest, so the image id, depends on it. */
function orderedSettings(config: ContainerConfig, labels: Readonly<Record<string, string>>): ContainerConfig {
  const Labels =
    Object.keys(labels).length > 0 || config.Labels ? { ...config.Labels, ...labels } : undefined;
  const {
    User,
    ExposedPorts,
    Env,
    Entrypoint,
    Cmd,
    Volumes,
    WorkingDir,
    StopSignal,
    ArgsEscaped,
    Healthcheck,
    OnBuild,
    Shell,
  } = config;
  return {
    ...(User === undefined ? {} : { User }),
    ...(ExposedPorts === undefined ? {} : { ExposedPorts }),
    ...(Env === undefined ? {} : { Env }),
    ...(Entrypoint === undefined ? {} : { Entrypoint }),
    ...(Cmd === undefined ? {} : { Cmd }),
    ...(Volumes === undefined ? {} : { Volumes }),
    ...(WorkingDir === undefined ? {} : { WorkingDir }),
    ...(Labels === undefined ? {} : { Labels }),
    ...(StopSignal === undefined ? {} : { StopSignal }),
    ...(ArgsEscaped === undefined ? {} : { ArgsEscaped }),
    ...(Healthcheck === undefined ? {} : { Healthcheck }),
    ...(OnBuild === undefined ? {} : { OnBuild }),
    ...(Shell === undefined ? {} : { Shell }),
  };
}
