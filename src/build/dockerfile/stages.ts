import { BuildDefinitionError, DockerfileError } from "../../errors/build.js";
import type { Dockerfile, Instruction } from "./parse.js";
import { expandWord, SubstitutionError, splitWords, type Variables } from "./words.js";

/** A stage as written: FROM and what follows it. */
export interface Stage {
  readonly index: number;
  readonly name: string | undefined;
  /** The image, stage or `scratch` after FROM, variables put in. */
  readonly from: string;
  readonly platform: string | undefined;
  readonly instruction: Instruction;
  readonly body: readonly Instruction[];
}

export interface Stages {
  readonly stages: readonly Stage[];
  /** ARG lines before the first FROM: defaults a stage gets when it declares the name itself. */
  readonly globals: ReadonlyMap<string, string | undefined>;
}

/** Arguments every build knows without a declaration (BuildKit's and Docker's). */
export const PREDEFINED_ARGS: ReadonlySet<string> = new Set(
  ["HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY"].flatMap((name) => [
    name,
    name.toLowerCase(),
  ]),
);

/**
 * Cuts a Dockerfile into stages.
 *
 * @throws {BuildDefinitionError} {@link DockerfileError}
 */
export function stagesOf(file: Dockerfile, buildArgs: Readonly<Record<string, string>>): Stages {
  const globals = new Map<string, string | undefined>();
  const stages: { head: Omit<Stage, "body">; body: Instruction[] }[] = [];
  for (const instruction of file.instructions) {
    if (instruction.keyword === "FROM") {
      const variables: Variables = (name) => globals.get(name) ?? AUTOMATIC[name];
      stages.push({ head: stageHead(instruction, stages.length, variables, file.escapeCharacter), body: [] });
      continue;
    }
    const current = stages.at(-1);
    if (current !== undefined) current.body.push(instruction);
    else if (instruction.keyword === "ARG") {
      for (const { name, value } of declaredArgs(
        instruction,
        (each) => globals.get(each),
        file.escapeCharacter,
      )) {
        globals.set(name, buildArgs[name] ?? value);
      }
    } else throw new BuildDefinitionError("no build stage in current context", instruction.location);
  }
  if (stages.length === 0) throw new BuildDefinitionError("no build stage in current context");
  const names = new Set<string>();
  for (const { head } of stages) {
    if (head.name === undefined) continue;
    if (names.has(head.name))
      throw new BuildDefinitionError(`duplicate name ${head.name}`, head.instruction.location);
    names.add(head.name);
  }
  return { stages: stages.map(({ head, body }) => ({ ...head, body })), globals };
}

/** Platform names a FROM line may use; containers here are of one platform. */
const AUTOMATIC: Readonly<Record<string, string>> = {
  TARGETPLATFORM: "linux/arm64",
  TARGETOS: "linux",
  TARGETARCH: "arm64",
  BUILDPLATFORM: "linux/arm64",
  BUILDOS: "linux",
  BUILDARCH: "arm64",
};

export function automaticArg(name: string): string | undefined {
  return AUTOMATIC[name];
}

function stageHead(
  instruction: Instruction,
  index: number,
  variables: Variables,
  escapeCharacter: string,
): Omit<Stage, "body"> {
  const { location } = instruction;
  const words = splitWords(instruction.text, escapeCharacter);
  const [image, as, name] = words;
  if (
    image === undefined ||
    (words.length !== 1 && words.length !== 3) ||
    (as !== undefined && as.toLowerCase() !== "as")
  ) {
    throw new DockerfileError("FROM requires either one or three arguments", location.line, location.endLine);
  }
  if (name !== undefined && !/^[a-z][a-z0-9-_.]*$/i.test(name)) {
    throw new DockerfileError(
      `invalid name for build stage: "${name}", name can't start with a number or contain symbols`,
      location.line,
    );
  }
  const from = expanded(image, variables, escapeCharacter, instruction);
  if (from === "") throw new BuildDefinitionError(`base name (${image}) should not be blank`, location);
  const platform = instruction.flags
    .find((flag) => flag.startsWith("--platform="))
    ?.slice("--platform=".length);
  return {
    index,
    name: name?.toLowerCase(),
    from,
    platform:
      platform === undefined ? undefined : expanded(platform, variables, escapeCharacter, instruction),
    instruction,
  };
}

/** `ARG A B=2`: names with their own defaults, variables put in. */
export function declaredArgs(
  instruction: Instruction,
  variables: Variables,
  escapeCharacter: string,
): readonly { readonly name: string; readonly value: string | undefined }[] {
  const words = splitWords(instruction.text, escapeCharacter);
  if (words.length === 0) throw atLeastOne(instruction);
  const seen = new Map<string, string | undefined>();
  return words.map((word) => {
    const at = word.indexOf("=");
    const name = at < 0 ? word : word.slice(0, at);
    if (name === "") throw new DockerfileError("ARG names can not be blank", instruction.location.line);
    const lookup: Variables = (each) => seen.get(each) ?? variables(each);
    const value = at < 0 ? undefined : expanded(word.slice(at + 1), lookup, escapeCharacter, instruction);
    seen.set(name, value);
    return { name, value };
  });
}

/** {@link expandWord}, with failures told as the Dockerfile's. */
export function expanded(
  word: string,
  variables: Variables,
  escapeCharacter: string,
  { location }: Instruction,
): string {
  try {
    return expandWord(word, variables, escapeCharacter);
  } catch (error) {
    if (!(error instanceof SubstitutionError)) throw error;
    throw new BuildDefinitionError(`failed to process "${word}": ${error.message}`, location);
  }
}

export function atLeastOne({ keyword, location }: Instruction): DockerfileError {
  return new DockerfileError(`${keyword} requires at least one argument`, location.line, location.endLine);
}

export function exactlyOne({ keyword, location }: Instruction): DockerfileError {
  return new DockerfileError(`${keyword} requires exactly one argument`, location.line, location.endLine);
}
