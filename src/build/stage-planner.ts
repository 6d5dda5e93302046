import { BuildDefinitionError, DockerfileError } from "../errors/build.js";
import type { ContainerConfig } from "../oci/types.js";
import { type Instruction, nearest, parseDockerfile } from "./dockerfile/parse.js";
import {
  atLeastOne,
  automaticArg,
  declaredArgs,
  exactlyOne,
  expanded,
  PREDEFINED_ARGS,
  type Stage,
} from "./dockerfile/stages.js";
import { splitWords, type Variables } from "./dockerfile/words.js";
import { healthcheck, healthcheckText } from "./healthcheck.js";
import { runMount } from "./run-mounts.js";
import type { CopyFrom, Operation, PlannedStage, StageBase, Step } from "./step.js";

const DEFAULT_SHELL = ["/bin/sh", "-c"] as const;

/** Goes through a stage line by line, keeping the settings each line leaves behind. */
export class StagePlanner {
  readonly #stage: Stage;
  readonly #stages: readonly Stage[];
  readonly #globals: ReadonlyMap<string, string | undefined>;
  readonly #buildArgs: Readonly<Record<string, string>>;
  readonly #escape: string;
  readonly #args = new Map<string, string | undefined>();
  /** In the order declared; a name declared twice counts twice, as in BuildKit's history. */
  readonly #declarations: string[] = [];
  readonly #steps: Step[] = [];
  #config: ContainerConfig;
  #cmdSet = false;

  constructor(
    stage: Stage,
    defaults: ContainerConfig,
    stages: readonly Stage[],
    globals: ReadonlyMap<string, string | undefined>,
    buildArgs: Readonly<Record<string, string>>,
    escapeCharacter: string,
  ) {
    this.#stage = stage;
    this.#config = defaults;
    this.#stages = stages;
    this.#globals = globals;
    this.#buildArgs = buildArgs;
    this.#escape = escapeCharacter;
  }

  plan(base: StageBase): PlannedStage {
    const triggers = this.#config.OnBuild ?? [];
    if (triggers.length > 0) {
      const { OnBuild: _, ...rest } = this.#config;
      this.#config = rest;
    }
    for (const trigger of triggers)
      for (const instruction of parseDockerfile(trigger).instructions) this.#apply(instruction);
    for (const instruction of this.#stage.body) this.#apply(instruction);
    return {
      index: this.#stage.index,
      name: this.#stage.name,
      base,
      steps: this.#steps,
      config: this.#config,
      location: this.#stage.instruction.location,
      from: this.#stage.from,
    };
  }

  #apply(instruction: Instruction): void {
    this.#checkFlags(instruction);
    switch (instruction.keyword) {
      case "ADD":
      case "COPY":
        this.#copy(instruction);
        break;
      case "ARG":
        this.#arg(instruction);
        break;
      case "CMD":
        this.#command(instruction);
        break;
      case "ENTRYPOINT":
        this.#entrypoint(instruction);
        break;
      case "ENV":
        this.#env(instruction);
        break;
      case "EXPOSE":
        this.#expose(instruction);
        break;
      case "HEALTHCHECK":
        this.#healthcheck(instruction);
        break;
      case "LABEL":
        this.#label(instruction);
        break;
      case "MAINTAINER":
        this.#metadata(instruction, `MAINTAINER ${this.#required(instruction)}`);
        break;
      case "ONBUILD":
        this.#onbuild(instruction);
        break;
      case "RUN":
        this.#run(instruction);
        break;
      case "SHELL":
        this.#shell(instruction);
        break;
      case "STOPSIGNAL": {
        const [StopSignal = ""] = this.#expandedWords(instruction);
        this.#config = { ...this.#config, StopSignal };
        this.#metadata(instruction, `STOPSIGNAL ${StopSignal}`);
        break;
      }
      case "USER": {
        const words = this.#expandedWords(instruction);
        if (words.length !== 1) throw exactlyOne(instruction);
        this.#config = { ...this.#config, User: words[0] ?? "" };
        this.#metadata(instruction, `USER ${words[0]}`);
        break;
      }
      case "VOLUME":
        this.#volume(instruction);
        break;
      case "WORKDIR":
        this.#workdir(instruction);
        break;
    }
  }

  // ---- steps that make layers

  #run(instruction: Instruction): void {
    const [heredoc] = instruction.heredocs;
    const json = execForm(instruction.text);
    if (json === undefined && instruction.text === "") throw atLeastOne(instruction);
    const script =
      heredoc !== undefined && /^<<-?["']?[\w.]+["']?$/.test(instruction.text.trim())
        ? heredoc.content
        : undefined;
    const line = script ?? withHeredocs(instruction);
    const argv = json ?? [...this.#shellWords(), line];
    const args = this.#declared();
    const shown = script === undefined ? instruction.text : heredocText(instruction);
    const command = json === undefined ? [...this.#shellWords(), shown].join(" ") : argv.join(" ");
    const mounts = instruction.flags.flatMap((each) => {
      const given = /^--mount=(.*)$/.exec(each)?.[1];
      if (given === undefined) return [];
      const mount = runMount(this.#expand(given, instruction), this.#cwd(), instruction.location);
      return mount === undefined ? [] : [mount];
    });
    this.#layer(instruction, {
      operation: {
        kind: "run",
        argv,
        ...(mounts.length === 0 ? {} : { mounts }),
        env: [...args.map(([name, value]) => `${name}=${value}`), ...this.#envLines()],
        cwd: this.#cwd(),
        user: this.#config.User ?? "",
      },
      createdBy: `RUN ${args.length > 0 ? `|${args.length} ${args.map(([name, value]) => `${name}=${value} `).join("")}` : ""}${command} # buildkit`,
      name: ["RUN", ...instruction.flags, this.#progressText(instruction.text)].join(" "),
    });
  }

  #copy(instruction: Instruction): void {
    const { keyword, location } = instruction;
    const list = execForm(instruction.text) ?? splitWords(instruction.text, this.#escape);
    const words = list.map((word) => this.#expand(word, instruction));
    if (words.length < 2) {
      throw new DockerfileError(
        `${keyword} requires at least two arguments, but only one was provided. Destination could not be determined`,
        location.line,
        location.endLine,
      );
    }
    const target = words.at(-1) ?? "";
    const given = words.slice(0, -1);
    const inline = instruction.heredocs.map(({ name, content, expand }) => ({
      name,
      content: expand ? this.#expandText(content) : content,
    }));
    const sources = given.filter((word) => !/^<<-?/.test(word));
    const remote =
      keyword === "ADD" ? sources.find((word) => /^(https?|git|ssh):|^git@/.test(word)) : undefined;
    if (remote !== undefined) {
      throw new BuildDefinitionError(
        `ADD ${remote}: a build reaches no network here; put the file into the context and COPY it`,
        location,
      );
    }
    if (flag(instruction, "checksum") !== undefined) {
      throw new BuildDefinitionError("checksum can't be specified for non-HTTP(S) sources", location);
    }
    if (sources.length > 1 && !target.endsWith("/") && target !== "." && target !== "..") {
      throw new BuildDefinitionError(
        `When using ${keyword} with more than one source file, the destination must be a directory and end with a /`,
        location,
      );
    }
    const chown = this.#expand(flag(instruction, "chown") ?? "", instruction);
    const chmod = this.#expand(flag(instruction, "chmod") ?? "", instruction);
    if (chmod !== "" && !/^[0-7]{3,4}$/.test(chmod)) {
      throw new BuildDefinitionError(
        `Invalid chmod parameter: '${chmod}'. it should be octal string and between 0 and 07777`,
        location,
      );
    }
    const from: CopyFrom =
      inline.length > 0 ? { kind: "inline", files: inline } : this.#copyFrom(instruction);
    const shownFlags = [
      chown === "" ? "" : `--chown=${chown} `,
      chmod === "" ? "" : `--chmod=${chmod} `,
    ].join("");
    const destination = this.#absolute(target);
    this.#layer(instruction, {
      operation: {
        kind: "copy",
        unpack: keyword === "ADD",
        from,
        sources: inline.length > 0 ? [] : sources,
        destination,
        chown,
        chmod,
        link: instruction.flags.some((each) => each === "--link" || each === "--link=true"),
      },
      createdBy: `${keyword} ${shownFlags}${given.join(" ")} ${target} # buildkit`,
      name: this.#progressName(instruction, words),
    });
  }

  #copyFrom(instruction: Instruction): CopyFrom {
    const from = flag(instruction, "from");
    if (from === undefined) return { kind: "context" };
    const name = this.#expand(from, instruction);
    const index = this.#stages.findIndex((stage) => stage.name === name.toLowerCase());
    if (index >= 0 && index < this.#stage.index) return { kind: "stage", index };
    if (index === this.#stage.index) {
      throw new BuildDefinitionError(`circular dependency detected on stage: ${name}`, instruction.location);
    }
    if (/^\d+$/.test(name)) {
      if (Number(name) >= this.#stage.index)
        throw new BuildDefinitionError(
          `invalid from flag value ${name}: refers to current build stage`,
          instruction.location,
        );
      return { kind: "stage", index: Number(name) };
    }
    return { kind: "image", reference: name };
  }

  #workdir(instruction: Instruction): void {
    const words = this.#expandedWords(instruction);
    if (words.length !== 1) throw exactlyOne(instruction);
    const path = this.#absolute(words[0] ?? "").replace(/(.)\/+$/, "$1");
    this.#config = { ...this.#config, WorkingDir: path };
    this.#layer(instruction, {
      operation: { kind: "workdir", path, user: this.#config.User ?? "" },
      createdBy: `WORKDIR ${path}`,
      name: `WORKDIR ${words[0]}`,
    });
  }

  // ---- settings

  #arg(instruction: Instruction): void {
    const declared = declaredArgs(instruction, this.#variables, this.#escape);
    for (const { name, value } of declared) {
      this.#declarations.push(name);
      this.#args.set(name, this.#buildArgs[name] ?? value ?? this.#globals.get(name) ?? automaticArg(name));
    }
    this.#metadata(
      instruction,
      `ARG ${declared.map(({ name, value }) => (value === undefined ? name : `${name}=${this.#args.get(name) ?? value}`)).join(" ")}`,
    );
  }

  #env(instruction: Instruction): void {
    const pairs = this.#pairs(instruction);
    let env = this.#config.Env ?? [];
    for (const [name, value] of pairs) {
      const at = env.findIndex((line) => line.split("=", 1)[0] === name);
      env = at < 0 ? [...env, `${name}=${value}`] : env.with(at, `${name}=${value}`);
    }
    this.#config = { ...this.#config, Env: env };
    this.#metadata(instruction, `ENV ${pairs.map(([name, value]) => `${name}=${value}`).join(" ")}`);
  }

  #label(instruction: Instruction): void {
    const pairs = this.#pairs(instruction);
    this.#config = { ...this.#config, Labels: { ...this.#config.Labels, ...Object.fromEntries(pairs) } };
    this.#metadata(instruction, `LABEL ${pairs.map(([name, value]) => `${name}=${value}`).join(" ")}`);
  }

  #command(instruction: Instruction): void {
    const Cmd =
      execForm(instruction.text) ??
      (instruction.text === "" ? [] : [...this.#shellWords(), instruction.text]);
    this.#config = { ...this.#config, Cmd, ArgsEscaped: true };
    this.#cmdSet = true;
    this.#metadata(instruction, `CMD ${goList(Cmd)}`);
  }

  #entrypoint(instruction: Instruction): void {
    const Entrypoint =
      execForm(instruction.text) ??
      (instruction.text === "" ? [] : [...this.#shellWords(), instruction.text]);
    const { Cmd: inherited, ...rest } = this.#config;
    // An entrypoint resets a command that came from the base image, not one set in this stage.
    this.#config =
      this.#cmdSet && inherited !== undefined
        ? { ...rest, Entrypoint, Cmd: inherited }
        : { ...rest, Entrypoint };
    this.#config = { ...this.#config, ArgsEscaped: true };
    this.#metadata(instruction, `ENTRYPOINT ${goList(Entrypoint)}`);
  }

  #expose(instruction: Instruction): void {
    const ports = this.#expandedWords(instruction).flatMap((port) => {
      const match = /^(?:(?:[\d.]+:)?\d*:)?(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp|sctp))?$/i.exec(port);
      if (match === null || Number(match[1]) > 65535)
        throw new BuildDefinitionError(`invalid containerPort: ${port}`, instruction.location);
      const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])];
      const protocol = (match[3] ?? "tcp").toLowerCase();
      return Array.from({ length: Math.max(0, last - first) + 1 }, (_, at) => `${first + at}/${protocol}`);
    });
    const added = Object.fromEntries(ports.map((port) => [port, {}] as const));
    const all = { ...this.#config.ExposedPorts, ...added };
    this.#config = {
      ...this.#config,
      ExposedPorts: Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1))),
    };
    this.#metadata(instruction, `EXPOSE ${goMap(ports)}`);
  }

  #volume(instruction: Instruction): void {
    const paths = execForm(instruction.text) ?? this.#expandedWords(instruction);
    if (paths.some((path) => path === ""))
      throw new DockerfileError("VOLUME specified can not be an empty string", instruction.location.line);
    const Volumes = {
      ...this.#config.Volumes,
      ...Object.fromEntries(paths.map((path) => [path, {}] as const)),
    };
    this.#config = { ...this.#config, Volumes };
    this.#metadata(instruction, `VOLUME [${paths.join(" ")}]`);
  }

  #shell(instruction: Instruction): void {
    const words = execForm(instruction.text);
    if (words === undefined || words.length === 0) {
      throw new DockerfileError(
        "SHELL requires the arguments to be in JSON form",
        instruction.location.line,
        instruction.location.endLine,
      );
    }
    this.#config = { ...this.#config, Shell: words };
    this.#metadata(instruction, `SHELL [${words.join(" ")}]`);
  }

  #healthcheck(instruction: Instruction): void {
    const check = healthcheck(instruction);
    this.#config = { ...this.#config, Healthcheck: check };
    this.#metadata(instruction, `HEALTHCHECK ${healthcheckText(check)}`);
  }

  #onbuild(instruction: Instruction): void {
    const text = this.#required(instruction);
    const [trigger] = parseDockerfile(text).instructions;
    const keyword = trigger?.keyword ?? "";
    if (keyword === "ONBUILD")
      throw new DockerfileError(
        "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed",
        instruction.location.line,
      );
    if (keyword === "FROM" || keyword === "MAINTAINER") {
      throw new DockerfileError(`${keyword} isn't allowed as an ONBUILD trigger`, instruction.location.line);
    }
    this.#config = { ...this.#config, OnBuild: [...(this.#config.OnBuild ?? []), text] };
    // BuildKit writes no history for it.
  }

  // ---- helpers

  readonly #variables: Variables = (name) => {
    const fromEnv = (this.#config.Env ?? []).find((line) => line.startsWith(`${name}=`));
    if (fromEnv !== undefined) return fromEnv.slice(name.length + 1);
    if (this.#args.has(name)) return this.#args.get(name);
    return PREDEFINED_ARGS.has(name) ? this.#buildArgs[name] : undefined;
  };

  /** Declared arguments that have a value and that no ENV hides, in the order declared. */
  #declared(): readonly (readonly [string, string])[] {
    const hidden = new Set((this.#config.Env ?? []).map((line) => line.split("=", 1)[0]));
    return this.#declarations.flatMap((name) => {
      const value = this.#args.get(name);
      return value === undefined || hidden.has(name) ? [] : [[name, value] as const];
    });
  }

  #envLines(): readonly string[] {
    return this.#config.Env ?? [];
  }

  #shellWords(): readonly string[] {
    return this.#config.Shell ?? DEFAULT_SHELL;
  }

  #cwd(): string {
    return this.#config.WorkingDir || "/";
  }

  #absolute(path: string): string {
    const joined = path.startsWith("/") ? path : `${this.#cwd()}/${path}`;
    const parts: string[] = [];
    for (const part of joined.split("/")) {
      if (part === "..") parts.pop();
      else if (part !== "" && part !== ".") parts.push(part);
    }
    const slash = path.endsWith("/") || path === "." || path === ".." || path.endsWith("/.") ? "/" : "";
    return parts.length === 0 ? "/" : `/${parts.join("/")}${slash}`;
  }

  #expand(word: string, instruction: Instruction): string {
    return expanded(word, this.#variables, this.#escape, instruction);
  }

  #expandText(text: string): string {
    return text.replace(
      /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g,
      (_all, braced?: string, bare?: string) => this.#variables(braced ?? bare ?? "") ?? "",
    );
  }

  #expandedWords(instruction: Instruction): readonly string[] {
    this.#required(instruction);
    return splitWords(instruction.text, this.#escape).map((word) => this.#expand(word, instruction));
  }

  #required(instruction: Instruction): string {
    if (instruction.text === "")
      throw instruction.keyword === "WORKDIR" || instruction.keyword === "USER"
        ? exactlyOne(instruction)
        : atLeastOne(instruction);
    return instruction.text;
  }

  /** `a=1 b="x y"`, or the old form `a x y`. */
  #pairs(instruction: Instruction): readonly (readonly [string, string])[] {
    const { keyword, location } = instruction;
    const words = splitWords(this.#required(instruction), this.#escape);
    const [first = ""] = words;
    if (!first.includes("=")) {
      const [, name = "", value] = /^(\S+)\s+([\s\S]+)$/.exec(instruction.text) ?? [];
      if (value === undefined)
        throw new DockerfileError(`${keyword} must have two arguments`, location.line, location.endLine);
      return [[this.#expand(name, instruction), this.#expand(value, instruction)]];
    }
    return words.map((word) => {
      const at = word.indexOf("=");
      if (at < 0) {
        throw new DockerfileError(
          `Syntax error - can't find = in ${JSON.stringify(word)}. Must be of the form: name=value`,
          location.line,
          location.endLine,
        );
      }
      if (at === 0)
        throw new DockerfileError(`${keyword} names can not be blank`, location.line, location.endLine);
      return [
        this.#expand(word.slice(0, at), instruction),
        this.#expand(word.slice(at + 1), instruction),
      ] as const;
    });
  }

  #checkFlags(instruction: Instruction): void {
    const allowed = FLAGS[instruction.keyword] ?? [];
    for (const given of instruction.flags) {
      const name = given.slice(2).split("=", 1)[0] ?? "";
      if (allowed.includes(name)) continue;
      const meant = nearest(name, allowed);
      throw new DockerfileError(
        `unknown flag: --${name}${meant === undefined ? "" : ` (did you mean ${meant}?)`}`,
        instruction.location.line,
        instruction.location.endLine,
      );
    }
  }

  #layer(
    instruction: Instruction,
    step: { readonly operation: Operation; readonly createdBy: string; readonly name: string },
  ): void {
    this.#steps.push({
      kind: "layer",
      ...step,
      original: instruction.original,
      location: instruction.location,
    });
  }

  #metadata(instruction: Instruction, createdBy: string): void {
    this.#steps.push({
      kind: "metadata",
      createdBy,
      original: instruction.original,
      location: instruction.location,
    });
  }

  /** Progress names what will run: arguments are put into the text where they stand plainly. */
  #progressText(text: string): string {
    return text.replace(
      /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g,
      (all, braced?: string, bare?: string) => this.#variables(braced ?? bare ?? "") ?? all,
    );
  }

  #progressName({ keyword, flags }: Instruction, words: readonly string[]): string {
    return [keyword, ...flags, ...words].join(" ");
  }
}

const FLAGS: Readonly<Record<string, readonly string[]>> = {
  ADD: ["chown", "chmod", "link", "checksum", "keep-git-dir"],
  COPY: ["from", "chown", "chmod", "link"],
  FROM: ["platform"],
  HEALTHCHECK: ["interval", "timeout", "start-period", "start-interval", "retries"],
  RUN: ["mount", "network", "security"],
};

function flag(instruction: Instruction, name: string): string | undefined {
  return instruction.flags.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3);
}

/** A JSON list of strings; anything else is shell form. */
export function execForm(text: string): readonly string[] | undefined {
  if (!text.trimStart().startsWith("[")) return undefined;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((item) => typeof item === "string") ? list : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Go's `%q` of a string list: `["a" "b"]`. */
function goList(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(" ")}]`;
}

/** Go prints maps with sorted keys. */
function goMap(keys: readonly string[]): string {
  return `map[${[...new Set(keys)]
    .sort()
    .map((key) => `${key}:{}`)
    .join(" ")}]`;
}

/** A RUN line that uses heredocs inside (`cat <<EOF > /x`) is given to the shell with them. */
function withHeredocs(instruction: Instruction): string {
  if (instruction.heredocs.length === 0) return instruction.text;
  return `${instruction.text}\n${instruction.heredocs.map(({ name, content }) => `${content}${name}`).join("\n")}`;
}

function heredocText(instruction: Instruction): string {
  return instruction.heredocs
    .map(({ name, content }) => `<<${name} (${content.split("\n", 1)[0]}...)`)
    .join(" ");
}
