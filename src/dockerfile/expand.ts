import { BuildDefinitionError } from "../errors/build.js";
import { quote } from "../go/quote.js";
import type { Command, Pair } from "./command.js";
import type { Location } from "./parse.js";
import { Problem } from "./problem.js";
import { expandWord, expandWords, type Variables } from "./words.js";

/** What is needed to expand the words of an instruction. */
export interface Scope {
  readonly variables: Variables;
  /** `\` or a backquote. */
  readonly escapeCharacter: string;
  /** Where the instruction is, for errors. */
  readonly location?: Location;
}

/**
 * A command with the variables in its words replaced, exactly where BuildKit replaces them. RUN, CMD and ENTRYPOINT
 * leave them to the shell, ONBUILD to the build that it waits for.
 *
 * @throws {BuildDefinitionError}
 */
export function expandCommand<Kind extends Command>(command: Kind, scope: Scope): Kind;
export function expandCommand(command: Command, scope: Scope): Command {
  const word = (text: string) => expanded(text, scope);
  const pairs = (list: readonly Pair[]) => list.map(([name, value]): Pair => [word(name), word(value)]);
  switch (command.keyword) {
    case "ENV":
    case "LABEL":
      return { ...command, pairs: pairs(command.pairs) };
    case "USER":
      return { ...command, user: word(command.user) };
    case "WORKDIR":
      return { ...command, path: word(command.path) };
    case "VOLUME":
      return { ...command, paths: command.paths.map(word) };
    case "STOPSIGNAL":
      return { ...command, signal: word(command.signal) };
    case "EXPOSE":
      return { ...command, ports: command.ports.flatMap((port) => words(port, scope)) };
    case "ARG":
      return {
        ...command,
        args: command.args.map(([name, value]) => [
          word(name),
          value === undefined ? undefined : word(value),
        ]),
      };
    case "COPY":
    case "ADD":
      return {
        ...command,
        chown: word(command.chown),
        checksum: word(command.checksum),
        sources: command.sources.map(word),
        destination: word(command.destination),
        files: command.files.map((file) =>
          file.expand ? { ...file, content: data(file.content, scope) } : file,
        ),
      };
    default:
      return command;
  }
}

/** One word. @throws {BuildDefinitionError} */
export function expanded(word: string, scope: Scope): string {
  return located(word, scope, ({ variables, escapeCharacter }) =>
    expandWord(word, variables, { escapeCharacter }),
  );
}

/** A port's variable may stand for several ports. */
function words(word: string, scope: Scope): readonly string[] {
  return located(word, scope, ({ variables, escapeCharacter }) =>
    expandWords(word, variables, { escapeCharacter }),
  );
}

/** A heredoc's text: quotes are text, and only a backslash escapes. */
function data(text: string, scope: Scope): string {
  return located(text, scope, ({ variables }) =>
    expandWord(text, variables, { escapeCharacter: "\\", quotes: false }),
  );
}

function located<Result>(source: string, scope: Scope, work: (scope: Scope) => Result): Result {
  try {
    return work(scope);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new BuildDefinitionError(`failed to process ${quote(source)}: ${error.message}`, scope.location);
  }
}
