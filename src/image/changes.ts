import type { SettingCommand } from "../dockerfile/command.js";
import { commandOf } from "../dockerfile/commands.js";
import { expandCommand } from "../dockerfile/expand.js";
import { inDockerOrder } from "../dockerfile/members.js";
import { type Instruction, parseDockerfile } from "../dockerfile/parse.js";
import { applySetting, setsCommand } from "../dockerfile/settings.js";
import { BuildDefinitionError, DockerfileError } from "../errors/build.js";
import { InvalidChangeError } from "../errors/images.js";
import type { ContainerConfig } from "../oci/types.js";
import { assignedName, assignments } from "../posix/environment.js";

/** The instructions that `docker commit -c` and `docker import -c` take. */
const ALLOWED: ReadonlySet<string> = new Set([
  "CMD",
  "ENTRYPOINT",
  "ENV",
  "EXPOSE",
  "HEALTHCHECK",
  "LABEL",
  "ONBUILD",
  "STOPSIGNAL",
  "USER",
  "VOLUME",
  "WORKDIR",
]);

/**
 * A container configuration with instructions applied; the given one is not modified. As in Docker, all of them
 * together are one Dockerfile: a line may continue on the next one, and ENV applies to those that follow.
 *
 * @example applyChanges({}, ["CMD node app.js"]).Cmd; // ["/bin/sh", "-c", "node app.js"]
 * @throws {InvalidChangeError} with Docker's text: `RUN is not a valid change command`
 */
export function applyChanges(config: ContainerConfig, changes: readonly string[]): ContainerConfig {
  if (changes.length === 0) return config;
  const text = changes.join("\n");
  try {
    const { instructions, escapeCharacter } = parseDockerfile(text);
    let settings = config;
    let cmdSet = false;
    for (const command of commandsOf(instructions, text)) {
      const env = new Map(assignments(settings.Env ?? []));
      const expanded = expandCommand(command, { variables: (name) => env.get(name), escapeCharacter });
      settings = applySetting(settings, expanded, { cmdSet, builder: "classic" });
      cmdSet ||= setsCommand(expanded, "classic");
    }
    return inDockerOrder(settings);
  } catch (error) {
    if (error instanceof DockerfileError || error instanceof BuildDefinitionError)
      throw new InvalidChangeError(text, error.data.reason);
    throw error;
  }
}

/** Whether all are allowed is checked before any is interpreted. */
function commandsOf(instructions: readonly Instruction[], text: string): readonly SettingCommand[] {
  for (const { keyword, word } of instructions)
    if (!ALLOWED.has(keyword)) throw new InvalidChangeError(text, `${word} is not a valid change command`);
  return instructions.flatMap((instruction) => {
    const command = commandOf(instruction);
    return isSetting(command) ? [command] : [];
  });
}

function isSetting(command: ReturnType<typeof commandOf>): command is SettingCommand {
  return ALLOWED.has(command.keyword);
}

/**
 * The settings of a committed image: the container's with instructions applied; what the result lacks is taken from the
 * container again (moby `daemon/commit.go` `merge`). So no change can empty USER, and `ENTRYPOINT []` changes nothing.
 *
 * @throws {InvalidChangeError}
 */
export function commitSettings(container: ContainerConfig, changes: readonly string[]): ContainerConfig {
  if (changes.length === 0) return container;
  const changed = applyChanges(container, changes);
  const env = changed.Env ?? [];
  const named = new Set(env.map(assignedName));
  const hasEntrypoint = hasAny(changed.Entrypoint);
  return inDockerOrder({
    ...changed,
    User: changed.User || (container.User ?? ""),
    WorkingDir: changed.WorkingDir || (container.WorkingDir ?? ""),
    Env: [...env, ...(container.Env ?? []).filter((line) => !named.has(assignedName(line)))],
    Cmd: (hasEntrypoint || hasAny(changed.Cmd) ? changed.Cmd : container.Cmd) ?? null,
    Entrypoint: changed.Entrypoint ?? container.Entrypoint ?? null,
    ...(container.Healthcheck === undefined
      ? {}
      : { Healthcheck: { ...container.Healthcheck, ...changed.Healthcheck } }),
  });
}

function hasAny(words: readonly string[] | null | undefined): boolean {
  return words !== undefined && words !== null && words.length > 0;
}
