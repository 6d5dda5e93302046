import { quote } from "../quote.js";

/** The parts of a parsed template. `at` is where Go says each is: an offset into the template's text. */

interface At {
  readonly at: number;
}

/** What a command is made of. */
export type Operand = At &
  (
    | { readonly kind: "dot" }
    | { readonly kind: "nil" }
    | { readonly kind: "bool"; readonly value: boolean }
    | { readonly kind: "string"; readonly value: string; readonly text: string }
    | NumberConstant
    | { readonly kind: "identifier"; readonly name: string }
    /** `.A.B` */
    | { readonly kind: "field"; readonly names: readonly string[] }
    /** `$x.A.B`; the first name is the variable's, with its dollar sign. */
    | { readonly kind: "variable"; readonly names: readonly string[] }
    /** `(pipeline).A.B` or `function.A.B` */
    | { readonly kind: "chain"; readonly base: Operand; readonly names: readonly string[] }
    | Pipe
  );

/** A number is of every kind that can hold it; where it is used decides. */
export interface NumberConstant extends At {
  readonly kind: "number";
  readonly text: string;
  readonly int?: bigint;
  readonly uint?: bigint;
  readonly float?: number;
}

export interface Command extends At {
  readonly kind: "command";
  readonly args: readonly [Operand, ...Operand[]];
}

/** `$i, $v := a | b | c` */
export interface Pipe extends At {
  readonly kind: "pipe";
  readonly variables: readonly string[];
  /** True for `=`: an existing variable gets a new value. */
  readonly assigns: boolean;
  readonly commands: readonly Command[];
}

export interface List extends At {
  readonly kind: "list";
  readonly nodes: readonly Node[];
}

export type Node = At &
  (
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "action"; readonly pipe: Pipe }
    | { readonly kind: "break" }
    | { readonly kind: "continue" }
    | { readonly kind: "template"; readonly name: string; readonly pipe: Pipe | undefined }
    | Branch
  );

export interface Branch extends At {
  readonly kind: "if" | "range" | "with";
  readonly pipe: Pipe;
  readonly body: List;
  readonly otherwise: List | undefined;
}

export type AnyNode = Operand | Command | Node | List;

/** A part as Go writes it in a message: like the template's text, with Go's own spacing. */
export function nodeText(node: AnyNode): string {
  switch (node.kind) {
    case "dot":
      return ".";
    case "nil":
      return "nil";
    case "bool":
      return String(node.value);
    case "string":
    case "number":
    case "text":
      return node.text;
    case "identifier":
      return node.name;
    case "field":
      return node.names.map((name) => `.${name}`).join("");
    case "variable":
      return node.names.join(".");
    case "chain":
      return [operandText(node.base), ...node.names].join(".");
    case "command":
      return node.args.map(operandText).join(" ");
    case "pipe": {
      const variables = node.variables.length > 0 ? `${node.variables.join(", ")} := ` : "";
      return variables + node.commands.map(nodeText).join(" | ");
    }
    case "list":
      return node.nodes.map(nodeText).join("");
    case "action":
      return `{{${nodeText(node.pipe)}}}`;
    case "break":
    case "continue":
      return `{{${node.kind}}}`;
    case "template":
      return `{{template ${quote(node.name)}${node.pipe === undefined ? "" : ` ${nodeText(node.pipe)}`}}}`;
    default: {
      const otherwise = node.otherwise === undefined ? "" : `{{else}}${nodeText(node.otherwise)}`;
      return `{{${node.kind} ${nodeText(node.pipe)}}}${nodeText(node.body)}${otherwise}{{end}}`;
    }
  }
}

function operandText(operand: Operand): string {
  return operand.kind === "pipe" ? `(${nodeText(operand)})` : nodeText(operand);
}

/** Nothing but space: such a definition does not take the place of another. */
export function isEmpty(list: List): boolean {
  return list.nodes.every((node) => node.kind === "text" && node.text.trim() === "");
}
