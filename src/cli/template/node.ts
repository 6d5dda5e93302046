/** The parts of a parsed template. Positions are offsets into the template's text. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Operand = Span &
  (
    | { readonly kind: "dot" }
    | { readonly kind: "nil" }
    | { readonly kind: "literal"; readonly value: string | number | boolean }
    | { readonly kind: "variable"; readonly name: string }
    | { readonly kind: "function"; readonly name: string }
    | { readonly kind: "pipe"; readonly pipe: Pipe }
    /** `base.A.B`; a plain `.A.B` has the dot as its base. `at` is where Go says the chain is. */
    | {
        readonly kind: "fields";
        readonly base: Operand;
        readonly names: readonly string[];
        readonly at: number;
      }
  );

export interface Command extends Span {
  readonly operands: readonly Operand[];
}

/** `$i, $v := a | b | c` */
export interface Pipe extends Span {
  readonly variables: readonly string[];
  /** True for `=`: an existing variable gets a new value. */
  readonly assigns: boolean;
  readonly commands: readonly Command[];
}

export type Node =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "action"; readonly pipe: Pipe }
  | { readonly kind: "break" }
  | { readonly kind: "continue" }
  | {
      readonly kind: "if" | "range" | "with";
      readonly pipe: Pipe;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    };
