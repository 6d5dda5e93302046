import { print } from "../fmt/print.js";
import { quote } from "../quote.js";
import {
  elementsOf,
  entriesOf,
  type GoValue,
  indirect,
  indirectInterface,
  isInt,
  isTrue,
  isUint,
  type MaybeValue,
  numberOf,
  ofInt,
} from "../reflect/value.js";
import { Evaluation, type ExecOptions } from "./evaluation.js";
import { printable } from "./functions.js";
import type { Branch, List, Node, Pipe } from "./node.js";

/** The deepest nesting of templates that call each other, so that the stack is not filled. */
const MAX_DEPTH = 200;
/** Go's own number, which its message names. */
const GO_MAX_DEPTH = 100_000;
const MAX_COUNT = 1_000_000;

/** How `break` and `continue` leave a body. */
type Left = "break" | "continue" | undefined;

/**
 * Writes what a template makes of a value, up to where it fails if it does.
 *
 * @throws {TemplateError}
 */
export function execute(options: ExecOptions, root: MaybeValue, write: (text: string) => void): void {
  new Execution(options, root, write).run(root);
}

class Execution {
  readonly #options: ExecOptions;
  readonly #evaluation: Evaluation;
  readonly #write: (text: string) => void;
  #depth = 0;

  constructor(options: ExecOptions, root: MaybeValue, write: (text: string) => void) {
    this.#options = options;
    this.#write = write;
    this.#evaluation = new Evaluation(options, root);
  }

  run(root: MaybeValue): void {
    const main = this.#options.templates.get(this.#options.source.name);
    if (main !== undefined) this.#list(main, root);
  }

  #list(list: List, dot: MaybeValue): Left {
    this.#evaluation.node = list;
    for (const node of list.nodes) {
      const left = this.#walk(node, dot);
      if (left !== undefined) return left;
    }
    return undefined;
  }

  #walk(node: Node, dot: MaybeValue): Left {
    const evaluation = this.#evaluation;
    evaluation.node = node;
    switch (node.kind) {
      case "text":
        this.#write(node.text);
        return undefined;
      case "action": {
        const value = evaluation.pipe(node.pipe, dot);
        evaluation.node = node;
        if (node.pipe.variables.length === 0) this.#write(print(printable(value), "v", {}));
        return undefined;
      }
      case "break":
      case "continue":
        return node.kind;
      case "template":
        this.#template(node.name, node.pipe, dot);
        return undefined;
      case "range":
        return this.#range(node, dot);
    }
    const scope = evaluation.variables.length;
    const value = evaluation.pipe(node.pipe, dot);
    const isChosen = isTrue(indirectInterface(value));
    const body = isChosen ? node.body : node.otherwise;
    const within = isChosen && node.kind === "with" ? value : dot;
    const left = body === undefined ? undefined : this.#list(body, within);
    evaluation.variables.length = scope;
    return left;
  }

  #range(node: Branch, dot: MaybeValue): Left {
    const { variables } = this.#evaluation;
    const scope = variables.length;
    const { value } = indirect(this.#evaluation.pipe(node.pipe, dot));
    const inner = variables.length;
    const items = this.#items(value, node.pipe);
    for (const [key, item] of items) {
      this.#setLoopVariables(node.pipe, key, item);
      const left = this.#list(node.body, item);
      variables.length = inner;
      if (left === "break") break;
    }
    const otherwise = items.length === 0 ? node.otherwise : undefined;
    const left = otherwise === undefined ? undefined : this.#list(otherwise, dot);
    variables.length = scope;
    return left;
  }

  /** With two variables the first is the index or key, with one it is the item. */
  #setLoopVariables({ variables: names, assigns }: Pipe, key: MaybeValue, item: MaybeValue): void {
    const values = names.length === 2 ? [key, item] : [item];
    const { variables } = this.#evaluation;
    const declared = variables.length - names.length;
    for (const [at, name] of names.entries()) {
      if (assigns) this.#evaluation.assign(name, values[at]);
      else variables[declared + at] = { name, value: values[at] };
    }
  }

  #items(value: MaybeValue, { variables }: Pipe): readonly (readonly [MaybeValue, MaybeValue])[] {
    if (value === undefined) return [];
    switch (value.type.kind) {
      case "slice":
      case "array":
        return elementsOf(value).map((item, at) => [ofInt(at), item]);
      case "map":
        return entriesOf(value);
    }
    if (isInt(value.type) || isUint(value.type)) return this.#count(value, variables);
    return this.#evaluation.fail(`range can't iterate over ${print(value, "v", {})}`);
  }

  /** `{{range 3}}`, which Go 1.22 brought. */
  #count(value: GoValue, variables: readonly string[]): readonly (readonly [MaybeValue, MaybeValue])[] {
    const count = numberOf(value);
    if (variables.length > 1)
      this.#evaluation.fail(`can't use ${count} to iterate over more than one variable`);
    if (count > MAX_COUNT) this.#evaluation.fail(`range over ${count}: more than ${MAX_COUNT} is refused`);
    return Array.from({ length: Math.max(0, count) }, (_, at) => [undefined, { type: value.type, data: at }]);
  }

  #template(name: string, pipe: Pipe | undefined, dot: MaybeValue): void {
    const evaluation = this.#evaluation;
    const list = this.#options.templates.get(name) ?? evaluation.fail(`template ${quote(name)} not defined`);
    if (this.#depth === MAX_DEPTH) evaluation.fail(`exceeded maximum template depth (${GO_MAX_DEPTH})`);
    const root = evaluation.pipe(pipe, dot);
    const { variables, name: caller } = evaluation;
    evaluation.variables = [{ name: "$", value: root }];
    evaluation.name = name;
    this.#depth += 1;
    this.#list(list, root);
    this.#depth -= 1;
    evaluation.name = caller;
    evaluation.variables = variables;
  }
}
