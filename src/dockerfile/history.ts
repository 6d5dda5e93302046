import { quoteList } from "../go/quote.js";
import type { ContainerConfig } from "../oci/types.js";
import type { ArgCommand, CopyCommand, Pair, SettingCommand } from "./command.js";
import { healthcheckText } from "./healthcheck.js";
import { exposedPorts, wordsOf } from "./settings.js";

/**
 * BuildKit's history entry for an instruction that makes no layer, with expanded words; `undefined` for ONBUILD, which
 * gets none.
 *
 * @param before the settings above it
 */
export function settingHistory(command: SettingCommand, before: ContainerConfig): string | undefined {
  switch (command.keyword) {
    case "ENV":
    case "LABEL":
      return [command.keyword, ...command.pairs.map(pairText)].join(" ");
    case "CMD":
    case "ENTRYPOINT":
      return `${command.keyword} ${quoteList(wordsOf(command.line, before, { builder: "buildkit" }))}`;
    case "USER":
      return `USER ${command.user}`;
    case "EXPOSE":
      return `EXPOSE map[${exposedPorts(command.ports, {})
        .map((port) => `${port}:{}`)
        .join(" ")}]`;
    case "VOLUME":
      return `VOLUME [${command.paths.join(" ")}]`;
    case "STOPSIGNAL":
      return `STOPSIGNAL ${command.signal}`;
    case "SHELL":
      return `SHELL [${command.words.join(" ")}]`;
    case "HEALTHCHECK":
      return `HEALTHCHECK ${healthcheckText(command.check)}`;
    case "MAINTAINER":
      return `MAINTAINER ${command.name}`;
    case "WORKDIR":
    case "ONBUILD":
      return undefined;
  }
}

/** With the defaults in the Dockerfile, even if `--build-arg` gives another value. */
export function argHistory({ args }: ArgCommand): string {
  return `ARG ${args.map(([name, value]) => (value === undefined ? name : `${name}=${value}`)).join(" ")}`;
}

/**
 * @param argv what ran
 * @param args build arguments that were declared above, with their values
 */
export function runHistory(argv: readonly string[], args: readonly Pair[]): string {
  const given = args.length === 0 ? [] : [`|${args.length}`, ...args.map(pairText)];
  return `RUN ${[...given, ...argv].join(" ")} # buildkit`;
}

export function copyHistory({ keyword, chown, chmod, sources, files, destination }: CopyCommand): string {
  const words = [
    ...(chown === "" ? [] : [`--chown=${chown}`]),
    ...(chmod === "" ? [] : [`--chmod=${chmod}`]),
    ...sources,
    ...files.map(({ name }) => `<<${name}`),
    destination,
  ];
  return `${keyword} ${words.join(" ")} # buildkit`;
}

function pairText([name, value]: Pair): string {
  return `${name}=${value}`;
}
