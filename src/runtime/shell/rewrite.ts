import {
  type CommandNode,
  type PipelineNode,
  parse,
  type ScriptNode,
  type SimpleCommandNode,
  type StatementNode,
  type WordNode,
} from "just-bash";
import { PRIVATE } from "./adapter.js";
import {
  constantText,
  group,
  literal,
  output,
  plainText,
  quoted,
  type RedirectionNode,
  simple,
  statement,
  variable,
} from "./syntax.js";

/** Our commands inside the shell; no container can have a program of such a name. */
export const RUN = `${PRIVATE}run`;
export const CHECK = `${PRIVATE}check`;
export const SOURCE = `${PRIVATE}source`;
export const DETACH = `${PRIVATE}detach`;
/** just-bash runs a command of its table when its path is in one of the two directories it knows. */
const BIN = "/usr/bin/";
/** Where a command's output goes when it goes to the shell's own. `!` marks the shell's own messages. */
export const STREAM = `/${PRIVATE}`;

/** Which of a command's two outputs are the shell's own, neither redirected nor in a pipe. */
export const STDOUT = 1;
export const STDERR = 2;

/** Its standard output is thrown away (`> /dev/null`), so it need not be kept. */
export const DISCARD = 4;

/** Builtins the interpreter itself carries out; every other name is ours to run. */
const INTERPRETED: ReadonlySet<string> = new Set(
  `: . [ break cd continue declare dirs eval exec exit export false getopts help let local mapfile popd pushd
   read readarray readonly return set shift shopt source test true typeset unset compgen complete compopt`.split(
    /\s+/,
  ),
);
/** Of those, the ones that never print (or must not be given a redirection). */
const SILENT: ReadonlySet<string> = new Set([":", "break", "continue", "exit", "false", "return", "true"]);

/** Text waiting to become a tree: `eval` and `source` fill it while the script runs. */
export interface Slot {
  body: StatementNode[];
  /** `NAME=VALUE` in front of a command whose name is known only when it is reached. */
  readonly assignments: SimpleCommandNode["assignments"];
}

/**
 * Prepares a parsed script for running in a container.
 *
 * just-bash finds commands by its own table, and gives a script's output back only at its end. So each command
 * that is not a builtin of the interpreter becomes a call of our `run` command, which looks the program up in
 * the container as execve would; and each command whose output is the script's own is marked so, or given a
 * redirection to a path that streams. Loops get a check in front of their bodies, so that they can be stopped.
 *
 * Not streamed, and delivered when the outermost command ends: output inside functions.
 */
export class Rewriter {
  /** Names that were ever defined as functions here. */
  readonly functions = new Set<string>();
  readonly slots: Slot[] = [];
  readonly aliases: Map<string, string>;

  constructor(aliases: Map<string, string>) {
    this.aliases = aliases;
  }

  script(tree: ScriptNode, live = STDOUT | STDERR, inFunction = false): StatementNode[] {
    each(tree, "FunctionDef", (node) => {
      if (typeof node.name === "string") this.functions.add(node.name);
    });
    return this.#statements(tree.statements, { live, inFunction });
  }

  #statements(list: readonly StatementNode[], context: Context): StatementNode[] {
    return list.map((one) => {
      const statements = { ...one, pipelines: one.pipelines.map((pipe) => this.#pipeline(pipe, context)) };
      if (!one.background) return statements;
      // just-bash would wait for it: our `detach` starts it beside the script.
      const number = this.slots.push({ body: [{ ...statements, background: false }], assignments: [] }) - 1;
      return statement(simple(BIN + DETACH, String(number)));
    });
  }

  #pipeline(pipe: PipelineNode, context: Context): PipelineNode {
    return {
      ...pipe,
      commands: pipe.commands.map((command, index) => {
        let live = context.live;
        if (index < pipe.commands.length - 1) live &= pipe.pipeStderr?.[index] ? 0 : STDERR;
        return this.#command(command, { ...context, live });
      }),
    };
  }

  #command(command: CommandNode, context: Context): CommandNode {
    if (command.type === "SimpleCommand") return this.#simple(command, context);
    if (command.type === "FunctionDef") {
      const body = this.#command(command.body, { live: 0, inFunction: true });
      return body.type === "SimpleCommand" || body.type === "FunctionDef" ? command : { ...command, body };
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
      case "Group":
        return { ...command, redirections, body: this.#statements(command.body, inner) };
      default:
        this.#words(command.expression, context);
        return { ...command, redirections };
    }
  }

  #loop(body: readonly StatementNode[], context: Context): StatementNode[] {
    return [statement(simple(BIN + CHECK), "||", simple("break", "999")), ...this.#statements(body, context)];
  }

  /** A command's redirections, the streams first so that the script's own come after and win. */
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
    const command = this.#unalias(original);
    if (command.type !== "SimpleCommand") return this.#command(command, context);
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
      // Only functions and aliases are passed over; `command -v` is ours.
      if (first && plain !== undefined && !plain.startsWith("-")) {
        const named: SimpleCommandNode = { ...command, name: first, args: rest };
        if (!INTERPRETED.has(plain)) return this.#run(named, context);
        return {
          ...named,
          redirections: this.#redirections(command.redirections, context, `!${line}`, true),
        };
      }
    }
    if (!INTERPRETED.has(name)) return this.#run(command, context);
    if (name === "exec") return this.#exec(command, context);
    if (name === "eval" || name === "source" || name === ".") return this.#sourced(command, name, context);
    if (name === "shift" && command.redirections.length === 0) {
      // bash fails without a word.
      return { ...command, redirections: [output(2, "/dev/null")] };
    }
    if (SILENT.has(name) && command.redirections.length === 0) return command;
    return { ...command, redirections: this.#redirections(command.redirections, context, `!${line}`, true) };
  }

  /** `NAME args` as `run LIVE LINE NAME args`. */
  #run(command: SimpleCommandNode, context: Context): CommandNode {
    if (command.redirections.some(({ operator, fd }) => operator.startsWith("<") && (fd ?? 0) === 0)) {
      // Of an empty file only a group learns that it is the whole input and not the absence of one.
      const inner = { ...context, live: context.live & ~touched(command.redirections) };
      const redirections = this.#redirections(command.redirections, context, `?${command.line ?? 0}`);
      return group([statement(this.#run({ ...command, redirections: [] }, inner))], redirections);
    }
    const live = (context.live & ~touched(command.redirections)) | discards(command.redirections);
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

  /** A name that may be a function when it is reached: asked then. */
  #guarded(command: SimpleCommandNode, name: string, context: Context): CommandNode {
    const bare: SimpleCommandNode = { ...command, redirections: [] };
    const asked = simple("declare", "-F", name);
    asked.redirections.push(output(1, "/dev/null"), output(2, "/dev/null"));
    const inner = { ...context, live: context.live & ~touched(command.redirections) };
    const choice: CommandNode = {
      type: "If",
      clauses: [{ condition: [statement(asked)], body: [statement(bare)] }],
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
      [statement(this.#run(program, { ...context, live })), statement(end)],
      this.#redirections(redirections, context, `?${command.line ?? 0}`),
    );
  }

  /** `eval` and `source`: the text is parsed and rewritten when it is known. */
  #sourced(command: SimpleCommandNode, name: string, context: Context): CommandNode {
    return this.#late(command, name === "eval" ? "eval" : "file", command.args, context);
  }

  /** What is to run is known when it is reached: our `source` command puts it into the group that follows. */
  #late(
    command: SimpleCommandNode,
    mode: "eval" | "file" | "words",
    words: readonly WordNode[],
    context: Context,
  ): CommandNode {
    const live = context.live & ~touched(command.redirections);
    const slot = { ...group([]), assignments: mode === "words" ? command.assignments : [] };
    const number = this.slots.push(slot) - 1;
    const load = simple(
      BIN + SOURCE,
      String(number),
      mode,
      String(live),
      context.inFunction ? "1" : "0",
      ...words,
    );
    const assignments = mode === "words" ? [] : command.assignments;
    return group(
      [statement({ ...load, assignments }, "&&", slot)],
      this.#redirections(command.redirections, context, `?${command.line ?? 0}`, true),
    );
  }

  /** A command of words that are fully expanded. */
  words(words: readonly string[], slot: Slot, live: number, inFunction: boolean): StatementNode[] {
    const [name, ...args] = words.map(
      (value): WordNode => ({ type: "Word", parts: [{ type: "SingleQuoted", value }] }),
    );
    if (!name) return [];
    const command: SimpleCommandNode = { ...simple(""), assignments: slot.assignments, name, args };
    return [statement(this.#simple(command, { live, inFunction }))];
  }

  #unalias(command: SimpleCommandNode): CommandNode {
    let current = command;
    for (const used = new Set<string>(); ; ) {
      const name = plainText(current.name);
      const text = name === undefined || used.has(name) ? undefined : this.aliases.get(name);
      if (name === undefined || text === undefined) return current;
      used.add(name);
      const parsed = parse(text);
      const only = parsed.statements.length === 1 ? parsed.statements[0]?.pipelines[0]?.commands : undefined;
      const [first] = only ?? [];
      if (only?.length !== 1 || first?.type !== "SimpleCommand") return current;
      current = {
        ...current,
        assignments: [...first.assignments, ...current.assignments],
        name: first.name,
        args: [...first.args, ...current.args],
        redirections: [...first.redirections, ...current.redirections],
      };
    }
  }

  /** Command and process substitutions inside words: their output is taken, their errors are the script's. */
  #words(words: unknown, context: Context): void {
    const inner = { ...context, live: context.live & STDERR };
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
  /** Inside a function's body, which may run in any place. */
  readonly inFunction: boolean;
}

/** Streaming redirections; `line` is `!N` where what comes are the shell's own messages, else `?N`. */
export function streams(live: number, line = ""): RedirectionNode[] {
  return [
    ...(live & STDOUT ? [output(1, `${STREAM}stdout`)] : []),
    ...(live & STDERR ? [output(2, `${STREAM}stderr${line}`)] : []),
  ];
}

/**
 * A file that is written to gets a mark behind its name, so that our file system knows when just-bash opens it
 * for that and can refuse in time: it takes an error of the opening itself for a fault of its own.
 */
function marked(redirection: RedirectionNode): RedirectionNode {
  const { operator, target } = redirection;
  if (target.type !== "Word" || !/^(>|>>|>\||&>|&>>)$/.test(operator)) return redirection;
  if (constantText(target)?.startsWith("/dev/")) return redirection;
  return {
    ...redirection,
    target: { ...target, parts: [...target.parts, { type: "Literal", value: PRIVATE }] },
  };
}

/** Which outputs a list of redirections may change. */
function touched(redirections: readonly RedirectionNode[]): number {
  let bits = 0;
  for (const { operator, fd, target } of redirections) {
    if (operator === "&>" || operator === "&>>") bits |= STDOUT | STDERR;
    else if (operator === ">" || operator === ">>" || operator === ">|") bits |= bit(fd ?? 1);
    else if (operator === ">&" || operator === "<&" || operator === "<>") {
      const number = target.type === "Word" ? plainText(target) : undefined;
      const both = operator === ">&" && fd === null && !(number && /^[0-9]+-?$|^-$/.test(number));
      bits |= both ? STDOUT | STDERR : bit(fd ?? (operator === ">&" ? 1 : 0));
    }
  }
  return bits;
}

function discards(redirections: readonly RedirectionNode[]): number {
  const outputs = redirections.filter((one) => touched([one]) & STDOUT);
  const [only] = outputs;
  const target = only?.target.type === "Word" ? constantText(only.target) : undefined;
  return outputs.length === 1 && target === "/dev/null" ? DISCARD : 0;
}

function bit(fd: number): number {
  return fd === 1 ? STDOUT : fd === 2 ? STDERR : 0;
}

/** `"ls"` and `\ls` name a command like `ls`; an empty name is left to the interpreter's own message. */
function isConstant(command: SimpleCommandNode): boolean {
  return (
    command.name !== null && constantText(command.name) !== undefined && constantText(command.name) !== ""
  );
}

function isScript(value: unknown): value is ScriptNode {
  return (
    typeof value === "object" && value !== null && "statements" in value && Array.isArray(value.statements)
  );
}

/** Calls `found` on each outermost node of a type within anything a tree is made of. */
function each(
  within: unknown,
  type: string,
  found: (node: { readonly type: string; readonly [key: string]: unknown }) => void,
): void {
  if (Array.isArray(within)) {
    for (const item of within) each(item, type, found);
  } else if (typeof within === "object" && within !== null) {
    if ("type" in within && within.type === type) found({ ...within, type });
    if ("type" in within && within.type === type && type !== "FunctionDef") return;
    for (const value of Object.values(within)) each(value, type, found);
  }
}
