import type {
  CommandNode,
  PipelineNode,
  ScriptNode,
  SimpleCommandNode,
  StatementNode,
  WordNode,
} from "just-bash";

/** Building blocks for the syntax trees of just-bash's parser. */
export type GroupNode = Extract<CommandNode, { type: "Group" }>;
export type RedirectionNode = SimpleCommandNode["redirections"][number];
export type WordPart = WordNode["parts"][number];

export function literal(value: string): WordNode {
  return { type: "Word", parts: [{ type: "Literal", value }] };
}

export function quoted(...parts: WordPart[]): WordNode {
  return { type: "Word", parts: [{ type: "DoubleQuoted", parts }] };
}

export function variable(parameter: string): WordPart {
  return { type: "ParameterExpansion", parameter, operation: null };
}

export function simple(name: string, ...args: (string | WordNode)[]): SimpleCommandNode {
  return {
    type: "SimpleCommand",
    assignments: [],
    name: literal(name),
    args: args.map((arg) => (typeof arg === "string" ? literal(arg) : arg)),
    redirections: [],
  };
}

function pipeline(command: CommandNode): PipelineNode {
  return { type: "Pipeline", commands: [command], negated: false };
}

/** `a`, or `a && b`, `a || b`. */
export function statement(command: CommandNode, operator?: "&&" | "||", next?: CommandNode): StatementNode {
  return {
    type: "Statement",
    pipelines: [pipeline(command), ...(next ? [pipeline(next)] : [])],
    operators: operator && next ? [operator] : [],
    background: false,
  };
}

export function group(body: StatementNode[], redirections: RedirectionNode[] = []): GroupNode {
  return { type: "Group", body, redirections };
}

/** `FD>PATH` */
export function output(fd: 1 | 2, path: string): RedirectionNode {
  return { type: "Redirection", fd, operator: ">", target: literal(path) };
}

/** `FD<<'END'`, with that text. */
export function hereDocument(text: string, fd: number | null = null): RedirectionNode {
  const content: WordNode = { type: "Word", parts: [{ type: "SingleQuoted", value: text }] };
  const target = { type: "HereDoc" as const, delimiter: "END", content, stripTabs: false, quoted: true };
  return { type: "Redirection", fd, operator: "<<", target };
}

/** The text of a word that is a single plain literal (`ls`, not `"ls"` or `$x`). */
export function plainText(word: WordNode | null): string | undefined {
  const [part, more] = word?.parts ?? [];
  return part?.type === "Literal" && more === undefined ? part.value : undefined;
}

/** Like {@link plainText}, without quotes: `'ls'`, `"ls"`, `l\s`. */
export function constantText(word: WordNode): string | undefined {
  let text = "";
  for (const part of word.parts) {
    if (part.type === "Literal" || part.type === "SingleQuoted" || part.type === "Escaped")
      text += part.value;
    else if (part.type === "DoubleQuoted" && part.parts.every((inner) => inner.type === "Literal")) {
      text += part.parts.map((inner) => (inner.type === "Literal" ? inner.value : "")).join("");
    } else return undefined;
  }
  return text;
}

export function isScript(value: unknown): value is ScriptNode {
  return (
    typeof value === "object" && value !== null && "statements" in value && Array.isArray(value.statements)
  );
}

/** Calls `found` for each outermost node of a type, anywhere in a tree. */
export function each(
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

/** A copy of a tree, with what `change` makes of its commands; `isKept` are left as they are. */
export function copied<Tree>(
  tree: Tree,
  change: (command: SimpleCommandNode) => SimpleCommandNode,
  isKept: (node: object) => boolean,
): Tree {
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== "object" || value === null || isKept(value)) return value;
    const own = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copy(inner)]));
    return isSimple(own) ? change(own) : own;
  };
  return copy(tree) as Tree;
}

function isSimple(node: object): node is SimpleCommandNode {
  return "type" in node && node.type === "SimpleCommand";
}

/** Has every `$NAME` of a tree mean another variable. */
export function renameParameter(within: unknown, from: string, to: string): void {
  if (Array.isArray(within)) {
    for (const item of within) renameParameter(item, from, to);
  } else if (typeof within === "object" && within !== null) {
    if ("parameter" in within && within.parameter === from) within.parameter = to;
    for (const value of Object.values(within)) renameParameter(value, from, to);
  }
}
