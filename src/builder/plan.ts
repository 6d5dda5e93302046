import type { NetworkMode } from "../dockerfile/command.js";
import { lintText } from "../dockerfile/lint.js";
import type { LintWarning } from "../dockerfile/lint-rules.js";
import { inBuildkitOrder } from "../dockerfile/members.js";
import { type Dockerfile, type Instruction, type Location, parseDockerfile } from "../dockerfile/parse.js";
import { fromArguments, type Stage, type Stages, stagesOf } from "../dockerfile/stages.js";
import { didYouMean } from "../dockerfile/suggest.js";
import { LayerlabError } from "../errors/base.js";
import { BaseImageError, BuildDefinitionError } from "../errors/build.js";
import { quote } from "../go/quote.js";
import { OWN_PLATFORM, platformText } from "../oci/platform.js";
import { parseReference } from "../oci/reference.js";
import type { ContainerConfig, Platform } from "../oci/types.js";
import { assignedName, DEFAULT_PATH } from "../posix/environment.js";
import { imageFailure } from "./base-images.js";
import type { CopyFrom, ImageSource } from "./copy-from.js";
import { contextName, type NamedContext } from "./named-context.js";
import { checkCircles, nameOf, usesImages } from "./stage-graph.js";
import { StageLint, setsWorkdir } from "./stage-lint.js";
import { type ForRun, StagePlanner } from "./stage-planner.js";
import type { PlannedStage, StageBase, StageEnd } from "./step.js";

/** What a base image passes on. */
interface BaseImage {
  readonly config: ContainerConfig;
  readonly author: string | undefined;
}

export interface PlanOptions {
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly target?: string;
  /** What is built for; absent where nobody asked. */
  readonly platform?: Platform;
  /** For every RUN. */
  readonly network?: NetworkMode;
  readonly extraHosts?: readonly string[];
  /** By the names that {@link contextName} makes. */
  readonly contexts?: Readonly<Record<string, NamedContext>>;
  /** Called with all that the linter finds; then every stage is planned, if there is no target. */
  readonly lint?: (warning: LintWarning) => void;
  /** Called once for each FROM that names an image. */
  readonly baseImage: (source: ImageSource, location: Location) => Promise<BaseImage>;
}

export interface Plan {
  /** Only what the target needs, each stage after those it is based on. */
  readonly stages: readonly PlannedStage[];
  readonly target: PlannedStage;
  readonly warnings: readonly string[];
  /** Progress names stages if there are several, or other images. */
  readonly showsStages: boolean;
  /** Names that an ARG declares anywhere. */
  readonly declared: ReadonlySet<string>;
}

/**
 * Works out what a Dockerfile asks for, down to each step's exact command, environment and history text, without
 * running anything (BuildKit's `dockerfile2llb`). Stages the target does not need are left out.
 *
 * @throws {DockerfileError} {@link BuildDefinitionError}
 */
export async function planBuild(source: string, options: PlanOptions): Promise<Plan> {
  if (source === "") throw new BuildDefinitionError("the Dockerfile cannot be empty");
  const file = parseDockerfile(source);
  const { buildArgs, platform, lint } = options;
  if (lint !== undefined)
    for (const warning of lintText(file, fromArguments(file, buildArgs, platform))) lint(warning);
  return new Planner(file, stagesOf(file, options.buildArgs, options.platform), options).plan();
}

class Planner {
  readonly #file: Dockerfile;
  readonly #stages: Stages;
  readonly #options: PlanOptions;
  readonly #names: ReadonlyMap<string, number>;
  readonly #warnings: Set<string>;
  readonly #planned = new Map<number, PlannedStage>();

  constructor(file: Dockerfile, stages: Stages, options: PlanOptions) {
    this.#file = file;
    this.#stages = stages;
    this.#options = options;
    this.#warnings = new Set(file.warnings);
    // Of two stages with one name, the later one gets it.
    this.#names = new Map(
      stages.stages.flatMap(({ name, index }) => (name === undefined ? [] : [[name, index] as const])),
    );
  }

  async plan(): Promise<Plan> {
    const { lint } = this.#options;
    const target = this.#target();
    checkCircles(this.#stages.stages, this.#readsFrom);
    if (lint !== undefined && this.#options.target === undefined)
      for (const stage of this.#stages.stages) await this.#visit(stage);
    const planned = await this.#visit(target);
    return {
      stages: [...this.#planned.values()],
      target: planned,
      warnings: [...this.#warnings],
      showsStages: this.#stages.stages.length > 1 || usesImages(this.#stages.stages, this.#readsFrom),
      declared: this.#stages.declared,
    };
  }

  async #visit(stage: Stage): Promise<PlannedStage> {
    const known = this.#planned.get(stage.index);
    if (known !== undefined) return known;
    const base = this.#base(stage);
    const planner = new StagePlanner(withPath(await this.#handedOn(base, stage.location)), {
      globals: this.#stages.globals,
      buildArgs: this.#options.buildArgs,
      run: this.#forRun(),
      lint: this.#lintOf(stage),
      escapeCharacter: this.#file.escapeCharacter,
      copyFrom: (from, instruction) => this.#copyFrom(from, stage, instruction),
      warn: (text) => void this.#warnings.add(text),
    });
    const { index, name, location, from } = stage;
    const result: PlannedStage = {
      ...planner.plan(stage),
      ...{ index, name, base, location, from },
      total:
        stage.body.filter(({ command }) => COUNTED.has(command.keyword)).length +
        (base.kind === "image" ? 1 : 0),
    };
    for (const { from, location: place } of copySources(result)) {
      if (from.kind === "stage") await this.#visit(this.#at(from.index));
      else if (from.kind === "image") await this.#image(from, place);
    }
    this.#planned.set(index, result);
    return result;
  }

  /** FROM may name an earlier stage; the name of a later stage means an image. */
  #base({ from, index, platform, location }: Stage): StageBase {
    if (from === "scratch") return { kind: "scratch" };
    const named = this.#named(from);
    if (named?.kind === "named")
      throw new BuildDefinitionError(
        `build context ${named.name} is a folder: COPY --from=${named.name} reads it, and FROM takes an image`,
        location,
      );
    if (named !== undefined) return named;
    const earlier = this.#stages.stages.findLast((each) => each.name === from && each.index < index);
    return earlier === undefined ? this.#imageNamed(from, platform) : { kind: "stage", index: earlier.index };
  }

  async #handedOn(base: StageBase, location: Location): Promise<StageEnd> {
    const none = { environment: new Map<string, string>(), author: undefined, root: undefined };
    switch (base.kind) {
      case "scratch":
        return { ...none, config: { WorkingDir: "/" } };
      case "stage":
        return this.#visit(this.#at(base.index));
      case "image": {
        const { config, author } = await this.#image(base, location);
        return {
          ...none,
          config: inBuildkitOrder({ ...config, ArgsEscaped: false }),
          author,
          root: base,
        };
      }
    }
  }

  /** @throws {BaseImageError} */
  async #image(source: ImageSource, location: Location): Promise<BaseImage> {
    const { reference } = source;
    try {
      parseReference(reference);
      return await this.#options.baseImage(source, location);
    } catch (error) {
      if (!(error instanceof LayerlabError)) throw error;
      const stages = this.#stages.stages.map(nameOf);
      throw new BaseImageError(reference, imageFailure(reference, error, stages), location, error);
    }
  }

  /** `--from=NAME`: a stage by name, then by number, else an image. */
  #copyFrom(from: string, stage: Stage, { location }: Instruction): CopyFrom {
    const named = this.#named(from);
    if (named !== undefined) return named;
    const index = this.#stageNamed(from);
    if (index === undefined) return this.#imageNamed(from);
    if (index < stage.index) return { kind: "stage", index };
    throw new BuildDefinitionError(
      `cannot copy from stage ${quote(from)}, it needs to be defined before current stage ${quote(nameOf(stage))}`,
      location,
    );
  }

  /** What `--build-context` says of a name: it comes before stages and images. */
  #named(from: string): Exclude<CopyFrom, { kind: "context" | "stage" }> | undefined {
    const { contexts = {} } = this.#options;
    const name = contextName(from);
    const given = Object.hasOwn(contexts, name) ? contexts[name] : undefined;
    if (given === undefined) return undefined;
    return given.kind === "files" ? { kind: "named", name } : this.#imageNamed(given.reference);
  }

  /** For the platform its line says, or else the one that is built for. */
  #imageNamed(reference: string, platform = this.#options.platform): ImageSource {
    return {
      kind: "image",
      reference,
      ...(platform === undefined ? {} : { platform: platformText(platform) }),
    };
  }

  #forRun(): ForRun {
    const { network = "default", platform, extraHosts = [] } = this.#options;
    const text = platform === undefined ? undefined : platformText(platform);
    return {
      ...(network === "default" ? {} : { network }),
      ...(extraHosts.length === 0 ? {} : { hosts: extraHosts }),
      ...(text === undefined || text === platformText(OWN_PLATFORM) ? {} : { platform: text }),
    };
  }

  #lintOf(stage: Stage): StageLint | undefined {
    const { lint } = this.#options;
    return lint === undefined ? undefined : new StageLint(lint, setsWorkdir(stage, this.#stages.stages));
  }

  readonly #readsFrom = (from: string) => this.#stageNamed(from);

  #stageNamed(from: string): number | undefined {
    if (!/^[+-]?\d+$/.test(from)) return this.#names.get(from.toLowerCase());
    const index = Number(from);
    this.#at(index);
    return index;
  }

  #target(): Stage {
    const { stages } = this.#stages;
    const { target = "" } = this.#options;
    const last = stages.at(-1);
    if (target === "" && last !== undefined) return last;
    const index = this.#names.get(target.toLowerCase());
    const found = index === undefined ? undefined : stages[index];
    if (found !== undefined) return found;
    throw new BuildDefinitionError(
      `target stage ${quote(target)} could not be found${didYouMean(target, [...this.#names.keys()])}`,
    );
  }

  #at(index: number): Stage {
    const stage = this.#stages.stages[index];
    if (stage === undefined) throw new BuildDefinitionError(`invalid stage index ${index}`);
    return stage;
  }
}

/** The instructions that progress counts, whether or not they make a layer. */
const COUNTED: ReadonlySet<string> = new Set(["ADD", "COPY", "RUN", "WORKDIR"]);

/** Programs are found in every stage, even on an image without a PATH. */
function withPath(base: StageEnd): StageEnd {
  const env = base.config.Env ?? [];
  if (env.some((line) => assignedName(line) === "PATH")) return base;
  return { ...base, config: { ...base.config, Env: [...env, `PATH=${DEFAULT_PATH}`] } };
}

/** The stages and images that a stage copies from. */
function copySources({ steps }: PlannedStage): readonly {
  readonly from: CopyFrom;
  readonly location: Location;
}[] {
  return steps.flatMap((step) => {
    if (step.kind !== "layer") return [];
    const { operation, location } = step;
    if (operation.kind === "copy") return [{ from: operation.from, location }];
    const mounts = operation.kind === "run" ? (operation.mounts ?? []) : [];
    return mounts.flatMap((mount) => (mount.kind === "bind" ? [{ from: mount.from, location }] : []));
  });
}
