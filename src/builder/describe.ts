import { commandOf } from "../dockerfile/commands.js";
import { type Dockerfile, type Location, parseDockerfile } from "../dockerfile/parse.js";
import { type Stage, stagesOf } from "../dockerfile/stages.js";
import { type BuildOptions, platformOf } from "./options.js";
import { planBuild } from "./plan.js";
import type { BuildWorld } from "./world.js";

/** A stage that can be built: a line of `docker build --call targets`. */
export interface BuildTarget {
  /** Absent for a stage without one. */
  readonly name?: string;
  /** The one that is built if none is named. */
  readonly isDefault: boolean;
  readonly description: string;
  /** As the FROM line says it. */
  readonly base: string;
  readonly platform: string;
  readonly location: Location;
}

/** What a target can be given: `docker build --call outline`. */
export interface BuildOutline {
  readonly name: string;
  readonly description: string;
  readonly args: readonly {
    readonly name: string;
    readonly value: string;
    readonly description: string;
    readonly location: Location;
  }[];
  readonly secrets: readonly {
    readonly name: string;
    readonly isRequired: boolean;
    readonly location: Location;
  }[];
}

/** The stages of a Dockerfile, as they are written. @throws {DockerfileError} {@link BuildDefinitionError} */
export function listTargets(dockerfile: string): readonly BuildTarget[] {
  const file = parseDockerfile(dockerfile);
  // Every line is read, so that what is wrong is found.
  const stages = file.instructions.flatMap((instruction) => {
    const command = commandOf(instruction);
    return command.keyword === "FROM" ? [{ ...command, location: instruction.location }] : [];
  });
  return stages.map(({ name, base, platform, location }, index) => ({
    ...(name === undefined ? {} : { name }),
    isDefault: index === stages.length - 1,
    description: name === undefined ? "" : comment(file, location, name),
    ...{ base, platform, location },
  }));
}

/** The arguments and secrets that a target takes, with the values that arguments have and what comments say of them. */
export async function outlineBuild(options: BuildOptions, world: BuildWorld): Promise<BuildOutline> {
  const { dockerfile, buildArgs = {}, target, buildContexts = {} } = options;
  const platform = platformOf(options);
  const plan = await planBuild(dockerfile, {
    buildArgs,
    contexts: buildContexts,
    ...(target === undefined ? {} : { target }),
    ...(platform === undefined ? {} : { platform }),
    baseImage: async (source) => {
      const { config } = await world.image(source, { pull: false });
      return { config: config.config ?? {}, author: config.author };
    },
  });
  const file = parseDockerfile(dockerfile);
  const { stages, globals } = stagesOf(file, buildArgs, platform);
  const args = new Map<string, BuildOutline["args"][number]>();
  const secrets = new Map<string, BuildOutline["secrets"][number]>();
  for (const { name, location } of globalArguments(
    file,
    plan.stages.map(({ index }) => stages[index]),
  ))
    args.set(name, {
      name,
      value: globals.get(name) ?? "",
      description: comment(file, location, name),
      location,
    });
  for (const { index, environment, steps } of plan.stages) {
    for (const { command, instruction } of stages[index]?.body ?? []) {
      if (command.keyword !== "ARG") continue;
      for (const [name, value] of command.args) {
        const { location } = instruction;
        const isInherited = value === undefined && globals.has(name) && buildArgs[name] === undefined;
        if (isInherited || args.has(name)) continue;
        const description = comment(file, location, name);
        args.set(name, { name, value: environment.get(name) ?? "", description, location });
      }
    }
    for (const step of steps)
      for (const mount of step.kind === "layer" && step.operation.kind === "run"
        ? (step.operation.mounts ?? [])
        : [])
        if (mount.kind === "secret")
          secrets.set(mount.id, { name: mount.id, isRequired: mount.isRequired, location: step.location });
  }
  const { name = "", location } = plan.target;
  const byLine = <Item extends { readonly location: Location }>(items: Iterable<Item>) =>
    [...items].sort((a, b) => a.location.line - b.location.line);
  return {
    name,
    description: comment(file, location, name),
    args: byLine(args.values()),
    secrets: byLine(secrets.values()),
  };
}

/** The ARGs before the first FROM that the stages' FROM lines, or their own ARG lines, use. */
function globalArguments(
  { instructions }: Dockerfile,
  stages: readonly (Stage | undefined)[],
): readonly { readonly name: string; readonly location: Location }[] {
  const first = instructions.findIndex(({ keyword }) => keyword === "FROM");
  const used = new Set(stages.map((stage) => stage?.location.line));
  const froms = instructions.filter(({ keyword, location }) => keyword === "FROM" && used.has(location.line));
  const inherited = new Set(
    stages.flatMap((stage) =>
      (stage?.body ?? []).flatMap(({ command }) =>
        command.keyword === "ARG" ? command.args.map(([name]) => name) : [],
      ),
    ),
  );
  return instructions
    .slice(0, first)
    .filter(({ keyword }) => keyword === "ARG")
    .flatMap(({ args, location }) => args.map((word) => ({ name: word.split("=", 1)[0] ?? "", location })))
    .filter(
      ({ name }) =>
        inherited.has(name) ||
        froms.some(({ original }) => new RegExp(`\\$\\{?${name.replace(/\W/g, "\\$&")}\\b`).test(original)),
    );
}

/** `# NAME what it is`, in the comment right above the line. */
function comment({ lines }: Dockerfile, { line }: Location, name: string): string {
  if (name === "") return "";
  let found = "";
  for (let at = line - 2; /^\s*#/.test(lines[at] ?? ""); at--) {
    const text = (lines[at] ?? "").replace(/^\s*#\s*/, "");
    if (text.startsWith(`${name} `)) found = text.slice(name.length + 1);
  }
  return found;
}
