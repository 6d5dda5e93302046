import { type CommandContext, type ExecResult, parse, type StatementNode, type WordNode } from "just-bash";
import { fromLatin1 } from "./bytes.js";
import { readNames } from "./reading.js";
import { literal, quoted, simple, statement, variable } from "./syntax.js";

/**
 * just-bash's `read` and `mapfile` find bytes at their standard input, one character for each, and leave them so. What follows them
 * here makes text of what they have read.
 */
export interface TextCommands {
  /** Our command that does it: {@link setText}. */
  readonly text: string;
  /** Ends with the status of the slot: see `rewrite.ts`. */
  restored(slot: string): StatementNode;
  newSlot(): { readonly number: string; readonly group: Parameters<typeof statement>[2] };
}

/** The statements after one of the two, whose words are known. Their status is its. */
export function textAfter(words: readonly string[], commands: TextCommands): readonly StatementNode[] {
  const { array, origin, scalars } = readNames(words);
  if (array === undefined)
    return [
      statement(simple(commands.text, NONE, quoted(variable("?")), ...scalars.map((name) => literal(name)))),
    ];
  if (!NAME.test(array)) return [];
  const { number, group } = commands.newSlot();
  const elements = elementsOf(array);
  const look = simple(commands.text, number, quoted(variable("?")), array, String(origin), ...elements);
  return [statement(look, "&&", group), commands.restored(number)];
}

/** In place of a slot's number, where there is nothing to put into one. */
const NONE = "-";
const NAME = /^[a-zA-Z_]\w*$/;

/** `"${NAME[@]}"` */
function elementsOf(name: string): readonly WordNode[] {
  const [pipe] = parse(`: "\${${name}[@]}"`).statements[0]?.pipelines ?? [];
  const [command] = pipe?.commands ?? [];
  return command?.type === "SimpleCommand" ? command.args : [];
}

/** What a shell has for that. */
interface Shell {
  readonly slots: readonly { body: StatementNode[] }[];
  keepStatus(slot: string, status: number): void;
}

/** Variables by name are set at once; elements of an array by assignments in the slot that follows. */
export async function setText(
  [slot = NONE, status = "0", ...words]: readonly string[],
  context: CommandContext,
  shell: Shell,
): Promise<ExecResult> {
  if (slot === NONE) {
    for (const name of words) {
      const text = asText(context.env.get(name));
      if (text !== undefined) await context.assignShellVariable?.(name, text);
    }
    return { stdout: "", stderr: "", exitCode: Number(status), internalStdinConsumed: 0 };
  }
  const [array = "", origin = "0", ...elements] = words;
  const assignments = elements.flatMap((element, at) => {
    const text = asText(element);
    return text === undefined ? [] : [`${array}[${Number(origin) + at}]='${text.replaceAll("'", "'\\''")}'`];
  });
  const found = shell.slots[Number(slot)];
  if (found !== undefined)
    found.body = assignments.length === 0 ? [] : parse(assignments.join("\n")).statements;
  shell.keepStatus(slot, Number(status));
  return { stdout: "", stderr: "", exitCode: 0, internalStdinConsumed: 0 };
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** What bytes say that are no ASCII; undefined where there is nothing to change. */
function asText(bytes: string | undefined): string | undefined {
  if (bytes === undefined || !/[\x80-\xff]/.test(bytes) || /[^\0-\xff]/.test(bytes)) return undefined;
  try {
    return strict.decode(fromLatin1(bytes));
  } catch {
    // Bytes of something else stay what they are.
    return undefined;
  }
}
