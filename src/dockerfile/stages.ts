import { BuildDefinitionError } from "../errors/build.js";
import { InvalidPlatformError } from "../errors/oci.js";
import { OWN_PLATFORM, parsePlatform, platformText } from "../oci/platform.js";
import type { Platform } from "../oci/types.js";
import type { ArgCommand, Command, FromCommand } from "./command.js";
import { commandOf } from "./commands.js";
import { expanded, type Scope } from "./expand.js";
import type { Dockerfile, Instruction, Location } from "./parse.js";
import { Problem } from "./problem.js";
import { didYouMean } from "./suggest.js";
import { expandWord, type Variables } from "./words.js";

/** An instruction of a stage, and what it asks for. */
export interface StageLine {
  readonly instruction: Instruction;
  readonly command: Command;
}

/** A stage as written: FROM and what follows it. */
export interface Stage {
  readonly index: number;
  readonly name: string | undefined;
  /** The image, stage or `scratch` after FROM, variables replaced. */
  readonly from: string;
  /** Absent where the line says none. */
  readonly platform: Platform | undefined;
  readonly location: Location;
  readonly body: readonly StageLine[];
}

export interface FromArguments {
  readonly globals: ReadonlyMap<string, string | undefined>;
  /** The same without what `--build-arg` gives. */
  readonly defaults: ReadonlyMap<string, string | undefined>;
}

export interface Stages {
  readonly stages: readonly Stage[];
  /** ARG lines before the first FROM, and the platform: defaults for a stage that declares the name itself. */
  readonly globals: ReadonlyMap<string, string | undefined>;
  /** Names that an ARG declares anywhere. */
  readonly declared: ReadonlySet<string>;
}

/** BuildKit's arguments for the platform that is built on, and the one that is built for. */
function platformArguments(target: Platform): readonly (readonly [string, string])[] {
  const sides = [["BUILD", OWN_PLATFORM] as const, ["TARGET", target] as const];
  return sides.flatMap(([side, platform]) => [
    [`${side}PLATFORM`, platformText(platform)] as const,
    [`${side}OS`, platform.os] as const,
    [`${side}ARCH`, platform.architecture] as const,
    [`${side}VARIANT`, platform.variant ?? ""] as const,
  ]);
}

/**
 * Reads every instruction of a Dockerfile, even those of stages that nothing needs, and splits it into stages.
 *
 * @param platform what is built for
 * @throws {BuildDefinitionError} {@link DockerfileError}
 */
export function stagesOf(
  file: Dockerfile,
  buildArgs: Readonly<Record<string, string>>,
  platform: Platform = OWN_PLATFORM,
): Stages {
  const heads: { readonly from: FromCommand; readonly location: Location; readonly body: StageLine[] }[] = [];
  const globalArgs: ArgCommand[] = [];
  const declared = new Set<string>();
  for (const instruction of file.instructions) {
    const command = commandOf(instruction);
    if (command.keyword === "ARG") for (const [name] of command.args) declared.add(name);
    const current = heads.at(-1);
    if (command.keyword === "FROM") heads.push({ from: command, location: instruction.location, body: [] });
    else if (current !== undefined) current.body.push({ instruction, command });
    else if (command.keyword === "ARG") globalArgs.push(command);
    else throw new BuildDefinitionError("no build stage in current context", instruction.location);
  }
  if (heads.length === 0) throw new BuildDefinitionError("dockerfile contains no stages to build");
  const globals = globalsOf(globalArgs, buildArgs, { platform, escapeCharacter: file.escapeCharacter });
  const scope = { variables: variablesOf(globals), escapeCharacter: file.escapeCharacter };
  const stages = heads.map(({ from: { base, name, platform }, location, body }, index): Stage => {
    const from = expanded(base, { ...scope, location });
    if (from === "") throw new BuildDefinitionError(`base name (${base}) should not be blank`, location);
    return {
      index,
      name,
      from,
      platform: platformOf(platform, globals, { ...scope, location }),
      location,
      body,
    };
  });
  return { stages, globals, declared };
}

/** FROM's `--platform`. @throws {BuildDefinitionError} */
function platformOf(
  written: string,
  globals: FromArguments["globals"],
  scope: Scope & { readonly location: Location },
): Platform | undefined {
  if (written === "") return undefined;
  const missing: string[] = [];
  const text = expanded(written, {
    ...scope,
    variables: (name) => {
      if (!globals.has(name)) missing.push(name);
      return scope.variables(name);
    },
  });
  const meant =
    missing.map((name) => didYouMean(name, [...globals.keys()])).find((each) => each !== "") ?? "";
  const { location } = scope;
  if (text === "")
    throw new BuildDefinitionError(`empty platform value from expression ${written}${meant}`, location);
  try {
    return parsePlatform(text);
  } catch (error) {
    if (!(error instanceof InvalidPlatformError)) throw error;
    throw new BuildDefinitionError(`failed to parse platform ${written}: ${error.message}${meant}`, location);
  }
}

/** The arguments that FROM lines may use, with `--build-arg`, and as they are without. @throws {DockerfileError} */
export function fromArguments(
  file: Dockerfile,
  buildArgs: Readonly<Record<string, string>>,
  platform: Platform = OWN_PLATFORM,
): FromArguments {
  const first = file.instructions.findIndex(({ keyword }) => keyword === "FROM");
  const commands = file.instructions.slice(0, Math.max(first, 0)).flatMap((instruction) => {
    const command = commandOf(instruction);
    return command.keyword === "ARG" ? [command] : [];
  });
  const options = { platform, escapeCharacter: file.escapeCharacter };
  return { globals: globalsOf(commands, buildArgs, options), defaults: globalsOf(commands, {}, options) };
}

function globalsOf(
  commands: readonly ArgCommand[],
  buildArgs: Readonly<Record<string, string>>,
  { platform, escapeCharacter }: { readonly platform: Platform; readonly escapeCharacter: string },
): ReadonlyMap<string, string | undefined> {
  const globals = new Map<string, string | undefined>(
    platformArguments(platform).map(([name, value]) => [name, given(buildArgs, name) ?? value]),
  );
  for (const [name, value] of commands.flatMap(({ args }) => args)) {
    globals.set(
      name,
      given(buildArgs, name) ?? (value === undefined ? undefined : tried(value, globals, escapeCharacter)),
    );
  }
  return globals;
}

/** A declared argument without a value counts as set, to nothing. */
function variablesOf(globals: ReadonlyMap<string, string | undefined>): Variables {
  return (name) => (globals.has(name) ? (globals.get(name) ?? "") : undefined);
}

/** The value of `--build-arg NAME=…`. */
export function given(buildArgs: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined;
}

/** BuildKit takes a default that cannot be expanded for an empty one. */
function tried(
  word: string,
  globals: ReadonlyMap<string, string | undefined>,
  escapeCharacter: string,
): string {
  try {
    return expandWord(word, variablesOf(globals), { escapeCharacter });
  } catch (error) {
    if (error instanceof Problem) return "";
    throw error;
  }
}
