import {
  type CommandNode,
  type PipelineNode,
  type ScriptNode,
  type SimpleCommandNode,
  type StatementNode,
  serialize,
  type WordNode,
} from "just-bash";
import { PRIVATE } from "./adapter.js";
import { severalOf, unaliased } from "./aliases.js";
import { INTERPRETED, SILENT } from "./interpreted.js";
import { textAfter } from "./read-text.js";
import { READING } from "./reading.js";
import {
  DIRECT,
  discards,
  EARLY,
  inputFile,
  isToFile,
  LAST,
  marked,
  REPLACES,
  STDERR,
  STDOUT,
  streams,
  touched,
} from "./redirections.js";
import {
  constantText,
  copied,
  each,
  group,
  hereDocument,
  isScript,
  literal,
  output,
  plainText,
  quoted,
  type RedirectionNode,
  renameParameter,
  simple,
  statement,
  variable,
} from "./syntax.js";

/** Our own commands inside the shell; no program in a container can have such a name. */
export const RUN = `${PRIVATE}run`;

export const CHECK = `${PRIVATE}check`;

export const SOURCE = `${PRIVATE}source`;

export const DETACH = `${PRIVATE}detach`;

/** Comes before a program's name: the file that is its standard input. */
export const INPUT = `${PRIVATE}<`;

/** The variable that has `$!`, which just-bash counts on its own. */
export const LAST_JOB = "_last_job_pid";

/** Puts the traps of signals that have arrived into a slot. */
export const TRAPS = `${PRIVATE}traps`;

/** Ends with the status that was there when the traps of a slot were looked for, or with the one it is given. */
export const STATUS = `${PRIVATE}status`;

/** Comes after `read` and `mapfile`: see `read-text.ts`. */
export const TEXT = `${PRIVATE}text`;

/** just-bash runs a command of its table if the path is in one of the two directories it knows. */
const BIN = "/usr/bin/";

const BOTH = STDOUT | STDERR;

/** Stands before the name of a function's form that streams. */
const LIVE = `${PRIVATE}live_`;

type FunctionNode = Extract<CommandNode, { type: "FunctionDef" }>;

/** Where `read` finds what was asked for; no script has so many files open. */
const READ_FD = 253;

/** Text that will become a tree: `eval` and `source` fill it in while the script runs. */
export interface Slot {
  body: StatementNode[];
  /** Of what is started with `&`: as it was written. */
  readonly text?: string;
  /** `NAME=VALUE` in front of a command whose name is not known before it runs. */
  readonly assignments: SimpleCommandNode["assignments"];
}

/**
 * Prepares a parsed script for running in a container.
 *
 * just-bash finds commands in its own table, and returns a script's output only at the end. So each command
 * that is not a builtin of the interpreter becomes a call of our `run` command, which looks the program up in
 * the container as execve would; and each command whose output goes where the script's does is marked, or given a
 * redirection to a path that streams. Loops get a check at the start of their bodies, so that they can be stopped.
 *
 * Output inside functions is not streamed; it is delivered when the outermost command ends. Those that read what somebody types stream
 * it where their call does.
 */
export class Rewriter {
  /** Names that have ever been defined as functions here. */
  readonly functions = new Set<string>();
  readonly slots: Slot[] = [];
  readonly #definitions = new Map<string, CommandNode>();
  readonly aliases: Map<string, string>;
  readonly #expanding = new Set<string>();
  readonly #asks: boolean;
  /** Functions that read what is asked for. What they print must be there before, so they have a second form, which streams. */
  readonly #talking = new Set<string>();
  /** A script sets traps, so what has arrived is looked for after each of its commands. */
  #hasTraps = false;

  /** @param asks the shell's own input is asked for when a builtin reads it */
  constructor(aliases: Map<string, string>, asks = false) {
    this.aliases = aliases;
    this.#asks = asks;
  }

  /** @param isCommand it is the text of `-c` */
  script(tree: ScriptNode, live = STDOUT | STDERR, inFunction = false, isCommand = false): StatementNode[] {
    renameParameter(tree, "!", LAST_JOB);
    each(tree, "SimpleCommand", ({ name }) => {
      if (isWord(name) && /^(trap|source|\.)$/.test(plainText(name) ?? "")) this.#hasTraps = true;
    });
    each(tree, "FunctionDef", (node) => {
      if (typeof node.name === "string") this.functions.add(node.name);
    });
    if (this.#asks) this.#findTalking(tree);
    const context = { live, inFunction, isMain: true };
    const last = tree.statements.at(-1);
    if (!isCommand || last === undefined || !isOneCommand(last))
      return this.#statements(tree.statements, context);
    return [
      ...this.#statements(tree.statements.slice(0, -1), context),
      ...this.#statements([last], { ...context, live: live | LAST }),
    ];
  }

  /**
   * What a slot starts with `&`, with the functions there are; its programs are told which job they belong to.
   *
   * @param pid the job's
   */
  job(number: string, pid: number): StatementNode[] {
    const slots = new Set<object>(this.slots);
    const functions = [...this.#definitions.values()].map((node) => statement(node));
    const told = (command: SimpleCommandNode): SimpleCommandNode => {
      const [live, line, ...rest] = command.args;
      if (plainText(command.name) !== BIN + RUN || live === undefined || line === undefined) return command;
      return { ...command, args: [live, literal(`${plainText(line)}&${pid}`), ...rest] };
    };
    const body = [...functions, ...(this.slots[Number(number)]?.body ?? [])];
    return copied(body, told, (node) => slots.has(node));
  }

  /** The aliases that are not being replaced at the moment. */
  #unused(): ReadonlyMap<string, string> {
    if (this.#expanding.size === 0) return this.aliases;
    return new Map([...this.aliases].filter(([name]) => !this.#expanding.has(name)));
  }

  #statements(given: readonly StatementNode[], context: Context): StatementNode[] {
    const list = withInput(given);
    return list.flatMap((one) => {
      const rewritten = this.#statement(one, context);
      return this.#hasTraps && context.isMain ? [rewritten, ...this.#trapsAfter(context)] : [rewritten];
    });
  }

  /** `TRAPS … "$?" && { … }`, then the status as it was before. */
  #trapsAfter({ live, inFunction }: Context): StatementNode[] {
    const slot = { ...group([]), assignments: [] };
    const number = String(this.slots.push(slot) - 1);
    const outputs = String(live & (STDOUT | STDERR));
    const look = simple(BIN + TRAPS, number, outputs, inFunction ? "1" : "0", quoted(variable("?")));
    return [statement(look, "&&", slot), this.restored(number)];
  }

  /** In a list that goes on, no status ends a script of `set -e`. */
  restored(number: string): StatementNode {
    // Not `:`, which `set -x` would tell of.
    return statement(simple(BIN + STATUS, number), "&&", simple(BIN + STATUS, "-", "0"));
  }

  #statement(one: StatementNode, context: Context): StatementNode {
    const inside = one.background ? { ...context, isMain: false } : context;
    const last = one.pipelines.length - 1;
    const pipelines = one.pipelines.map((pipe, at) => {
      const rewritten = this.#pipeline(pipe, inside);
      return at < last || pipe.negated ? this.#tried(rewritten) : rewritten;
    });
    const statements = { ...one, pipelines };
    if (!one.background) return statements;
    // just-bash would wait for it; our `detach` starts it beside the script.
    const body = [{ ...statements, background: false }];
    const number = this.slots.push({ body, assignments: [], text: textOf(one) }) - 1;
    return statement(simple(BIN + DETACH, String(number)));
  }

  /**
   * What stands before `||` and `&&`, or after `!`, is only tried: no failure inside of it ends a script of `set -e`.
   * just-bash knows that of conditions, so a function or a group becomes one: `if f; then :; else STATUS "$?" && :; fi`.
   */
  #tried(pipe: PipelineNode): PipelineNode {
    if (pipe.commands.every(({ type }) => type === "SimpleCommand")) return pipe;
    const failed = statement(simple(BIN + STATUS, "-", quoted(variable("?"))), "&&", simple(":"));
    const condition = { ...pipe, negated: false };
    return {
      type: "Pipeline",
      negated: pipe.negated,
      commands: [
        {
          type: "If",
          clauses: [
            {
              condition: [{ ...statement(simple(":")), pipelines: [condition] }],
              body: [statement(simple(":"))],
            },
          ],
          elseBody: [failed],
          redirections: [],
        },
      ],
    };
  }

  #pipeline(pipe: PipelineNode, context: Context): PipelineNode {
    return {
      ...pipe,
      commands: pipe.commands.map((command, index) => {
        let live = context.live;
        if (index < pipe.commands.length - 1) live &= pipe.pipeStderr?.[index] ? 0 : STDERR;
        const isMain = context.isMain && pipe.commands.length === 1;
        const next = pipe.pipeStderr?.[index] ? undefined : pipe.commands[index + 1];
        const isDirect =
          !context.inFunction && next !== undefined && this.#isProgram(command) && this.#isProgram(next);
        return this.#command(command, { ...context, live, isMain, isDirect });
      }),
    };
  }

  /** It runs as one program of ours, without redirections but that of a file to its input. */
  #isProgram(command: CommandNode): boolean {
    if (command.type !== "SimpleCommand") return false;
    const { name, redirections } = command;
    const input = inputFile(redirections);
    if (name === null || redirections.length > (input === undefined ? 0 : 1)) return false;
    const text = constantText(name);
    return !(
      text === undefined ||
      text === "" ||
      INTERPRETED.has(text) ||
      READING.has(text) ||
      ["command", "builtin"].includes(text) ||
      this.functions.has(text) ||
      this.#unused().has(text)
    );
  }

  #command(command: CommandNode, given: Context): CommandNode {
    const { isDirect, ...context } = given;
    if (command.type === "SimpleCommand") return this.#simple(command, given);
    if (command.type === "FunctionDef") {
      const talking = this.#talking.has(command.name) ? structuredClone(command) : undefined;
      const rewritten = this.#function(command, 0);
      this.#definitions.set(command.name, rewritten);
      if (talking === undefined) return rewritten;
      const live = this.#function(talking, STDOUT | STDERR);
      return group([statement(rewritten), statement({ ...live, name: LIVE + command.name })]);
    }
    const live = context.live & ~touched(command.redirections);
    const inner = { ...context, live };
    const redirections = this.#redirections(command.redirections, context, `?${command.line ?? 0}`);
    switch (command.type) {
      case "If":
        return {
          ...command,
          redirections,
          clauses: command.clauses.map((clause) => ({
            condition: this.#statements(clause.condition, inner),
            body: this.#statements(clause.body, inner),
          })),
          elseBody: command.elseBody && this.#statements(command.elseBody, inner),
        };
      case "For":
        this.#words(command.words, context);
        return { ...command, redirections, body: this.#loop(command.body, inner) };
      case "CStyleFor":
        this.#words([command.init, command.condition, command.update], context);
        return { ...command, redirections, body: this.#loop(command.body, inner) };
      case "While":
      case "Until":
        return {
          ...command,
          redirections,
          condition: this.#statements(command.condition, inner),
          body: this.#loop(command.body, inner),
        };
      case "Case":
        this.#words([command.word, ...command.items.map((item) => item.patterns)], context);
        return {
          ...command,
          redirections,
          items: command.items.map((item) => ({ ...item, body: this.#statements(item.body, inner) })),
        };
      case "Subshell":
        return {
          ...command,
          redirections,
          body: this.#statements(command.body, { ...inner, isMain: false }),
        };
      case "Group":
        return { ...command, redirections, body: this.#statements(command.body, inner) };
      default:
        this.#words(command.expression, context);
        return { ...command, redirections };
    }
  }

  #function(command: FunctionNode, live: number): FunctionNode {
    const body = this.#command(command.body, { live, inFunction: true, isMain: true });
    return body.type === "SimpleCommand" || body.type === "FunctionDef" ? command : { ...command, body };
  }

  /** Finds the functions that read what is asked for, and those that call them. */
  #findTalking(tree: ScriptNode): void {
    const calls = new Map<string, Set<string>>();
    each(tree, "FunctionDef", ({ name, body }) => {
      const called = new Set<string>();
      each(
        body,
        "SimpleCommand",
        (inner) => void called.add((isWord(inner.name) && plainText(inner.name)) || ""),
      );
      if (typeof name === "string") calls.set(name, called);
    });
    let found: number;
    do {
      found = this.#talking.size;
      for (const [name, called] of calls)
        if ([...called].some((one) => READING.has(one) || this.#talking.has(one))) this.#talking.add(name);
    } while (this.#talking.size > found);
  }

  #loop(body: readonly StatementNode[], context: Context): StatementNode[] {
    return [statement(simple(BIN + CHECK), "||", simple("break", "999")), ...this.#statements(body, context)];
  }

  /** A command's redirections, the streams first, so that the script's own come later and win. */
  #redirections(
    given: readonly RedirectionNode[],
    context: Context,
    line = "",
    always = false,
  ): RedirectionNode[] {
    this.#words(given, context);
    if (given.length === 0 && !always) return [];
    return [...streams(context.live, line), ...given.map(marked)];
  }

  #simple(original: SimpleCommandNode, context: Context): CommandNode {
    const several = severalOf(original, this.#unused());
    if (several !== undefined) {
      // An alias is not replaced within its own text.
      this.#expanding.add(several.name);
      try {
        return group(
          this.script(
            { type: "Script", statements: [...several.statements] },
            context.live,
            context.inFunction,
          ),
        );
      } finally {
        this.#expanding.delete(several.name);
      }
    }
    const command = unaliased(original, this.#unused());
    this.#words([command.assignments, command.name, command.args], context);
    if (!command.name) {
      this.#words(command.redirections, context);
      return { ...command, redirections: command.redirections.map(marked) };
    }
    const name = plainText(command.name) ?? (isConstant(command) ? constantText(command.name) : undefined);
    const line = String(command.line ?? 0);
    if (name === undefined) return this.#late(command, "words", [command.name, ...command.args], context);
    if (this.functions.has(name) || (context.inFunction && !INTERPRETED.has(name))) {
      return this.#guarded(command, name, context);
    }
    if (name === "command" || name === "builtin") {
      const [first, ...rest] = command.args;
      const plain = first && constantText(first);
      // Skips only functions and aliases; `command -v` is ours.
      if (first && plain !== undefined && !plain.startsWith("-")) {
        const named: SimpleCommandNode = { ...command, name: first, args: rest };
        if (!INTERPRETED.has(plain)) return this.#run(named, context);
        if (READING.has(plain)) return this.#read(named, context);
        return {
          ...named,
          redirections: this.#redirections(command.redirections, context, `!${line}`, true),
        };
      }
    }
    if (!INTERPRETED.has(name)) return this.#run(command, context);
    if (READING.has(name)) return this.#read(command, context);
    if (name === "exec") return this.#exec(command, context);
    if (name === "eval" || name === "source" || name === ".") return this.#sourced(command, name, context);
    if (name === "shift" && command.redirections.length === 0) {
      // bash fails silently.
      return { ...command, redirections: [output(2, "/dev/null")] };
    }
    if (SILENT.has(name) && command.redirections.length === 0) return command;
    return { ...command, redirections: this.#redirections(command.redirections, context, `!${line}`, true) };
  }

  /** A builtin that reads. What it reads is known at once, unless somebody is asked for it. */
  #read(command: SimpleCommandNode, context: Context): CommandNode {
    const words = [command.name, ...command.args].map((word) => word && constantText(word));
    const known = words.filter((word) => typeof word === "string");
    if (this.#asks || known.length < words.length)
      return this.#late(command, "read", wordsOf(command), context);
    const redirections = this.#redirections(command.redirections, context, `!${command.line ?? 0}`, true);
    return group([statement({ ...command, redirections }), ...this.#textAfter(known)]);
  }

  #textAfter(words: readonly string[]): readonly StatementNode[] {
    return textAfter(words, {
      text: BIN + TEXT,
      restored: (slot) => this.restored(slot),
      newSlot: () => {
        const slot = { ...group([]), assignments: [] };
        return { number: String(this.slots.push(slot) - 1), group: slot };
      },
    });
  }

  /** `NAME args` as `run LIVE LINE NAME args`. */
  #run(command: SimpleCommandNode, context: Context): CommandNode {
    const input = inputFile(command.redirections);
    if (input !== undefined) {
      const { name, redirections, ...rest } = command;
      this.#words(input.file, context);
      const args = [input.file, ...(name ? [name] : []), ...command.args];
      const others = redirections.filter((one) => one !== input.redirection);
      const later = redirections.slice(redirections.indexOf(input.redirection));
      const live = touched(later) & context.live & STDERR ? context.live | EARLY : context.live;
      return this.#run({ ...rest, name: literal(INPUT), args, redirections: others }, { ...context, live });
    }
    if (command.redirections.some(isInput)) {
      // Only in a group can an empty file be told apart from no input at all.
      const inner = { ...context, live: context.live & ~touched(command.redirections) };
      const redirections = this.#redirections(command.redirections, context, `?${command.line ?? 0}`);
      return group([statement(this.#run({ ...command, redirections: [] }, inner))], redirections);
    }
    const live =
      (context.live & ~touched(command.redirections)) |
      discards(command.redirections) |
      (isToFile(command.redirections) || context.isDirect ? DIRECT : 0);
    const { name } = command;
    return {
      ...command,
      name: literal(BIN + RUN),
      args: [
        literal(String(live)),
        literal(String(command.line ?? 0)),
        ...(name ? [name] : []),
        ...command.args,
      ],
      redirections: this.#redirections(command.redirections, context, `?${command.line ?? 0}`),
    };
  }

  /** A name that may be a function by the time it runs: decided then. */
  #guarded(command: SimpleCommandNode, name: string, context: Context): CommandNode {
    const bare: SimpleCommandNode = { ...command, redirections: [] };
    const isShown = (context.live & ~touched(command.redirections) & BOTH) === BOTH;
    const called = isShown && this.#talking.has(name) ? { ...bare, name: literal(LIVE + name) } : bare;
    const asked = simple("declare", "-F", name);
    asked.redirections.push(output(1, "/dev/null"), output(2, "/dev/null"));
    const inner = { ...context, live: context.live & ~touched(command.redirections) };
    const choice: CommandNode = {
      type: "If",
      clauses: [{ condition: [statement(asked)], body: [statement(called)] }],
      elseBody: [statement(this.#run(bare, inner))],
      redirections: [],
    };
    return group(
      [statement(choice)],
      this.#redirections(command.redirections, context, `?${command.line ?? 0}`, true),
    );
  }

  /** `exec PROGRAM` ends the shell with the program's status. */
  #exec(command: SimpleCommandNode, context: Context): CommandNode {
    const [first, ...rest] = command.args;
    if (!first || plainText(first) === "--") {
      this.#words(command.redirections, context);
      return { ...command, redirections: command.redirections.map(marked) };
    }
    const { redirections } = command;
    const live = context.live & ~touched(redirections);
    const program: SimpleCommandNode = { ...command, name: first, args: rest, redirections: [] };
    const end = simple("exit", quoted(variable("?")));
    return group(
      [statement(this.#run(program, { ...context, live: live | REPLACES })), statement(end)],
      this.#redirections(redirections, context, `?${command.line ?? 0}`),
    );
  }

  /** `eval` and `source`: the text is parsed and rewritten once it is known. */
  #sourced(command: SimpleCommandNode, name: string, context: Context): CommandNode {
    return this.#late(command, name === "eval" ? "eval" : "file", command.args, context);
  }

  /** What to run is known only at run time: our `source` command puts it into the group that follows. */
  #late(
    command: SimpleCommandNode,
    mode: "eval" | "file" | "words" | "read",
    words: readonly WordNode[],
    context: Context,
  ): CommandNode {
    const live = context.live & ~touched(command.redirections);
    const isCommand = mode === "words" || mode === "read";
    const slot = { ...group([]), assignments: isCommand ? command.assignments : [] };
    const number = this.slots.push(slot) - 1;
    const load = simple(
      BIN + SOURCE,
      String(number),
      mode,
      String(live),
      context.inFunction ? "1" : "0",
      ...words,
    );
    const assignments = isCommand ? [] : command.assignments;
    return group(
      [statement({ ...load, assignments }, "&&", slot)],
      this.#redirections(command.redirections, context, `?${command.line ?? 0}`, true),
    );
  }

  /** A command whose words are all expanded. */
  words(words: readonly string[], slot: Slot, live: number, inFunction: boolean): StatementNode[] {
    const command = expanded(words, slot);
    return command.name === null
      ? []
      : [statement(this.#simple(command, { live, inFunction, isMain: true }))];
  }

  /** A builtin that reads, in that line of the script: `input`, or else what the shell has. */
  reading(words: readonly string[], slot: Slot, live: number, line: string, input?: string): StatementNode[] {
    const [name = "", ...args] = words;
    const redirections = streams(live, `!${line}`);
    if (input === undefined)
      return [statement({ ...expanded(words, slot), redirections }), ...this.#textAfter(words)];
    if (name === "read") {
      // Through a descriptor the interpreter has the text; its standard input is made of bytes, which it does not put together again.
      const command = expanded([name, "-u", String(READ_FD), ...args], slot);
      return [statement({ ...command, redirections: [...redirections, hereDocument(input, READ_FD)] })];
    }
    // Only in a group can empty input be told apart from none.
    return [
      statement(group([statement({ ...expanded(words, slot), redirections })], [hereDocument(input)])),
      ...this.#textAfter(words),
    ];
  }

  /** Command and process substitutions inside words: their output is captured, their errors go where the script's do. */
  #words(words: unknown, context: Context): void {
    const inner = { ...context, live: context.live & STDERR, isMain: false };
    for (const type of ["CommandSubstitution", "ProcessSubstitution"] as const) {
      each(words, type, ({ body }) => {
        if (isScript(body)) body.statements = this.#statements(body.statements, inner);
      });
    }
  }
}

interface Context {
  /** Bits of {@link STDOUT} and {@link STDERR}. */
  readonly live: number;
  /** Inside a function's body, which may run anywhere. */
  readonly inFunction: boolean;
  /** What runs here is the shell itself, which has the traps: no subshell, no pipe. */
  readonly isMain: boolean;
  /** What the command writes goes straight to another program of ours. */
  readonly isDirect?: boolean;
}

/** `exec < FILE` is a redirection of all that follows: of just-bash's own, `read` never finds the end. */
function withInput(list: readonly StatementNode[]): readonly StatementNode[] {
  for (const [at, one] of list.entries()) {
    const redirections = at < list.length - 1 ? inputOfExec(one) : undefined;
    if (redirections === undefined) continue;
    return [...list.slice(0, at), statement(group(list.slice(at + 1), [...redirections]))];
  }
  return list;
}

function inputOfExec({
  pipelines: [pipe, more],
  background,
}: StatementNode): readonly RedirectionNode[] | undefined {
  const [command, another] = pipe?.commands ?? [];
  if (background || more !== undefined || another !== undefined || pipe?.negated !== false) return undefined;
  if (command?.type !== "SimpleCommand" || plainText(command.name) !== "exec") return undefined;
  const { args, assignments, redirections } = command;
  const isAll = args.length + assignments.length === 0 && redirections.length > 0;
  return isAll && redirections.every((each) => isInput(each) && each.operator !== "<&")
    ? redirections
    : undefined;
}

function isInput({ operator, fd }: RedirectionNode): boolean {
  return operator.startsWith("<") && (fd ?? 0) === 0;
}

/** Its line in the script, and its words. */
function wordsOf({ line, name, args }: SimpleCommandNode): readonly WordNode[] {
  return [literal(String(line ?? 0)), ...(name ? [name] : []), ...args];
}

function expanded(words: readonly string[], { assignments }: Slot): SimpleCommandNode {
  const [name = null, ...args] = words.map(
    (value): WordNode => ({ type: "Word", parts: [{ type: "SingleQuoted", value }] }),
  );
  return { ...simple(""), assignments, name, args };
}

/** Without its `&`. */
function textOf(one: StatementNode): string {
  if (one.sourceText !== undefined) return one.sourceText.replace(/\s*&\s*$/, "").trim();
  return serialize({ type: "Script", statements: [{ ...one, background: false }] }).trim();
}

function isWord(value: unknown): value is WordNode {
  return typeof value === "object" && value !== null && "type" in value && value.type === "Word";
}

/** No list, no pipe, nothing in the background: one simple command. */
function isOneCommand({ pipelines: [pipe, more], background }: StatementNode): boolean {
  return (
    !background &&
    more === undefined &&
    pipe?.negated === false &&
    pipe.commands.length === 1 &&
    pipe.commands[0]?.type === "SimpleCommand"
  );
}

/** `"ls"` and `\ls` name a command like `ls`; an empty name is left to the interpreter's own message. */
function isConstant(command: SimpleCommandNode): boolean {
  return (
    command.name !== null && constantText(command.name) !== undefined && constantText(command.name) !== ""
  );
}
