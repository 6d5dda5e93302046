import type {
  ArgCommand,
  Command,
  CopyCommand,
  Pair,
  RunCommand,
  SettingCommand,
} from "../dockerfile/command.js";
import { commandOf } from "../dockerfile/commands.js";
import { expandCommand, expanded, type Scope } from "../dockerfile/expand.js";
import { argHistory, copyHistory, runHistory, settingHistory } from "../dockerfile/history.js";
import { type Instruction, parseDockerfile } from "../dockerfile/parse.js";
import { applySetting, setsCommand, wordsOf } from "../dockerfile/settings.js";
import { given, type Stage, type StageLine } from "../dockerfile/stages.js";
import type { Variables } from "../dockerfile/words.js";
import { BuildDefinitionError } from "../errors/build.js";
import type { ContainerConfig } from "../oci/types.js";
import { assignments } from "../posix/environment.js";
import { absolute, normalize } from "../posix/path.js";
import type { CopyFrom } from "./copy-from.js";
import { fileStepName, runName } from "./labels.js";
import { withHeredocs } from "./run-heredocs.js";
import { type RunMount, runMount } from "./run-mounts.js";
import type { StageLint } from "./stage-lint.js";
import type { LayerStep, RunOperation, StageEnd, Step } from "./step.js";
import { writtenStep } from "./written-step.js";

/** What is needed to plan a stage, besides its own lines. */
export interface StageSurroundings {
  readonly globals: ReadonlyMap<string, string | undefined>;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** What the build's options say of every RUN. */
  readonly run: ForRun;
  readonly escapeCharacter: string;
  /** What `--from=NAME` means. */
  readonly copyFrom: (from: string, instruction: Instruction) => CopyFrom;
  readonly warn: (text: string) => void;
  /** Told what the linter finds. */
  readonly lint: StageLint | undefined;
}

/** What a build's options say of every RUN, as far as it does not go without saying. */
export type ForRun = Pick<RunOperation, "network" | "platform" | "hosts">;

/** The result for a stage: its steps, and what it passes on. */
export interface StagePlan extends StageEnd {
  readonly steps: readonly Step[];
}

/** Goes through a stage line by line, keeping the settings and variables that each line leaves behind. */
export class StagePlanner {
  readonly #surroundings: StageSurroundings;
  readonly #steps: Step[] = [];
  readonly #environment: Map<string, string>;
  /** In the order declared; a name declared twice counts twice, as in BuildKit's history. */
  readonly #declared: (readonly [name: string, value: string | undefined])[] = [];
  readonly #root: StageEnd["root"];
  readonly #lint: StageLint | undefined;
  #config: ContainerConfig;
  #author: string | undefined;
  #cmdSet = false;

  constructor(base: StageEnd, surroundings: StageSurroundings) {
    this.#surroundings = surroundings;
    this.#config = base.config;
    this.#author = base.author;
    this.#root = base.root;
    this.#lint = surroundings.lint;
    this.#environment = new Map(base.environment);
    for (const [name, value] of environmentOf(base.config)) this.#setVariable(name, value);
  }

  plan(stage: Stage): StagePlan {
    const { OnBuild, ...config } = this.#config;
    this.#config = config;
    for (const trigger of OnBuild ?? []) this.#apply(triggered(trigger, stage));
    for (const line of stage.body) this.#apply(line);
    return {
      steps: this.#steps,
      config: this.#config,
      environment: this.#environment,
      author: this.#author,
      root: this.#root,
    };
  }

  #apply({ instruction, command: written }: StageLine): void {
    this.#lint?.line(instruction, written, this.#config);
    const command = expandCommand(written, this.#scope(instruction));
    switch (command.keyword) {
      case "ARG":
        this.#arg(instruction, command);
        break;
      case "COPY":
      case "ADD":
        this.#copy(instruction, command);
        break;
      case "RUN":
        this.#run(instruction, command);
        break;
      default:
        this.#setting(instruction, command);
    }
  }

  // ---- what changes only settings

  #setting(instruction: Instruction, command: SettingCommand): void {
    const before = this.#config;
    this.#config = applySetting(before, command, {
      cmdSet: this.#cmdSet,
      builder: "buildkit",
      location: instruction.location,
    });
    this.#cmdSet ||= setsCommand(command, "buildkit");
    if (command.keyword === "ENV") for (const [name, value] of command.pairs) this.#setVariable(name, value);
    if (command.keyword === "MAINTAINER") this.#author = command.name;
    if (command.keyword === "WORKDIR") this.#workdir(instruction, before);
    const createdBy = settingHistory(command, before);
    if (createdBy !== undefined) this.#metadata(instruction, createdBy);
  }

  #arg(instruction: Instruction, command: ArgCommand): void {
    const { buildArgs, globals } = this.#surroundings;
    for (const [name, value] of command.args) {
      const known = given(buildArgs, name) ?? value ?? globals.get(name);
      if (known !== undefined) this.#setVariable(name, known);
      this.#declared.push([name, known]);
    }
    this.#metadata(instruction, argHistory(command));
  }

  // ---- what makes a layer

  /** The root always exists, so no layer is made for it. */
  #workdir(instruction: Instruction, before: ContainerConfig): void {
    const path = this.#config.WorkingDir ?? "/";
    const createdBy = `WORKDIR ${path}`;
    if (path === "/") {
      this.#metadata(instruction, createdBy);
      return;
    }
    this.#layer(instruction, {
      operation: { kind: "workdir", path: normalize(path), user: this.#config.User ?? "" },
      readIn: directoryOf(before),
      createdBy,
      name: fileStepName(instruction, this.#variables, this.#surroundings.escapeCharacter),
    });
  }

  #run(instruction: Instruction, command: RunCommand): void {
    const { line, summary, script } = withHeredocs(command);
    const argv = wordsOf({ words: line, shell: command.line.shell }, this.#config, { builder: "buildkit" });
    const mounts = [...(script === undefined ? [] : [script]), ...this.#mounts(instruction, command)];
    this.#layer(instruction, {
      operation: {
        kind: "run",
        argv,
        ...(mounts.length === 0 ? {} : { mounts }),
        ...(command.network === "default" ? {} : { network: command.network }),
        ...this.#surroundings.run,
        env: Array.from(this.#environment, ([name, value]) => `${name}=${value}`),
        cwd: this.#cwd(),
        user: this.#config.User ?? "",
      },
      createdBy: runHistory(argv, this.#declaredArgs()),
      name: runName(instruction, this.#variables, this.#surroundings.escapeCharacter, summary),
    });
  }

  #mounts(instruction: Instruction, { mounts }: RunCommand): readonly RunMount[] {
    const scope = this.#scope(instruction);
    const expand = (word: string) => expanded(word, scope);
    const copyFrom = (from: string) => this.#surroundings.copyFrom(from, instruction);
    return mounts.flatMap(
      (each) => runMount(each, { cwd: this.#cwd(), expand, copyFrom, location: instruction.location }) ?? [],
    );
  }

  #copy(instruction: Instruction, command: CopyCommand): void {
    const { keyword, sources, files, destination, chown, chmod, link } = command;
    this.#checkCopy(instruction, command);
    const from: CopyFrom =
      command.from === "" ? { kind: "context" } : this.#surroundings.copyFrom(command.from, instruction);
    const inline = files.map(({ name, content }) => ({ name, content }));
    this.#layer(instruction, {
      operation: {
        kind: "copy",
        unpack: keyword === "ADD",
        from,
        sources,
        ...(inline.length === 0 ? {} : { files: inline }),
        destination: directoryOrFile(destination, absolute(this.#cwd(), destination)),
        chown,
        chmod: isOctal(chmod) ? chmod : "",
        link,
      },
      readIn: this.#cwd(),
      createdBy: copyHistory(command),
      name: fileStepName(instruction, this.#variables, this.#surroundings.escapeCharacter),
    });
  }

  #checkCopy(
    { location }: Instruction,
    { keyword, sources, files, destination, chmod, checksum }: CopyCommand,
  ): void {
    const remote = keyword === "ADD" ? sources.find((word) => REMOTE.test(word)) : undefined;
    if (remote !== undefined) {
      throw new BuildDefinitionError(
        `ADD ${remote}: a build reaches no network here; put the file into the context and COPY it`,
        location,
      );
    }
    if (checksum !== "")
      throw new BuildDefinitionError("checksum can't be specified for non-HTTP sources", location);
    const { warn } = this.#surroundings;
    if (chmod !== "" && !isOctal(chmod)) {
      warn(`line ${location.line}: --chmod=${chmod} has no effect, as in BuildKit: only an octal number has`);
    }
    if (sources.length + files.length > 1 && !/(^|\/)\.{0,2}$/.test(destination)) {
      warn(
        `line ${location.line}: ${destination} does not end with a slash: of several files only the last is there, as in BuildKit`,
      );
    }
  }

  // ---- helpers

  readonly #variables: Variables = (name) => this.#environment.get(name);
  readonly #names = () => ({
    set: [...this.#environment.keys()],
    declared: this.#declared.map(([name]) => name),
  });

  #scope({ location }: Instruction): Scope {
    return {
      variables: this.#lint?.watched(this.#variables, location, this.#names) ?? this.#variables,
      escapeCharacter: this.#surroundings.escapeCharacter,
      location,
    };
  }

  /** As in BuildKit's list of variables, one that is set again moves to the end. */
  #setVariable(name: string, value: string): void {
    this.#environment.delete(name);
    this.#environment.set(name, value);
  }

  /** With their present values: an ENV of the same name may have come after them. */
  #declaredArgs(): readonly Pair[] {
    return this.#declared.map(([name, value]) => [name, this.#environment.get(name) ?? value ?? ""]);
  }

  #cwd(): string {
    return directoryOf(this.#config);
  }

  #layer(
    instruction: Instruction,
    { readIn, ...step }: Pick<LayerStep, "operation" | "createdBy" | "name"> & { readonly readIn?: string },
  ): void {
    const { original, location } = instruction;
    const written = writtenStep(instruction, this.#environment, readIn);
    this.#steps.push({ kind: "layer", ...step, original: original.trim(), written, location });
  }

  #metadata({ original, location }: Instruction, createdBy: string): void {
    this.#steps.push({ kind: "metadata", createdBy, original: original.trim(), location });
  }
}

function directoryOf({ WorkingDir }: ContainerConfig): string {
  return normalize(WorkingDir || "/");
}

const REMOTE = /^(https?|git|ssh):|^git@/;

function isOctal(mode: string): boolean {
  return /^[0-7]{1,11}$/.test(mode);
}

function directoryOrFile(written: string, path: string): string {
  return path !== "/" && /(^|\/)\.{0,2}$/.test(written) ? `${path}/` : path;
}

/** The line of an ONBUILD, as if it were below the FROM that triggers it. */
function triggered(trigger: string, { location }: Stage): StageLine {
  const [instruction, more] = parseDockerfile(trigger).instructions;
  if (instruction === undefined || more !== undefined)
    throw new BuildDefinitionError("onbuild trigger should be a single expression", location);
  const command: Command | { readonly keyword: "FROM" } = commandOf(instruction);
  if (command.keyword === "FROM")
    throw new BuildDefinitionError("FROM isn't allowed as an ONBUILD trigger", location);
  return { instruction: { ...instruction, location }, command };
}

function environmentOf({ Env }: ContainerConfig): readonly Pair[] {
  return assignments(Env ?? []);
}
