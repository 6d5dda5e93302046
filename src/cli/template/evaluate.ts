import { TemplateError } from "../../errors/cli.js";
import { CallError, FUNCTIONS } from "./functions.js";
import type { Command, Node, Operand, Pipe, Span } from "./node.js";
import { parseTemplate } from "./parse.js";
import { goText, isRecord, isTrue } from "./value.js";

export interface TemplateOptions {
  /** What Go says of a member that is not there; the default is what it says of maps. */
  readonly missing?: (name: string) => string;
}

/** A template that has been parsed: give it values, get text. */
export type Template = (value: unknown) => string;

/**
 * Docker's `--format`: a Go template over plain data.
 *
 * @example
 * compileTemplate("{{.Os}}/{{.Architecture}} {{len .RootFS.Layers}}")(image); // "linux/amd64 2"
 * @throws {TemplateError} now when it does not parse, later when a value does not have what it asks for.
 */
export function compileTemplate(template: string, options: TemplateOptions = {}): Template {
  const nodes = parseTemplate(template, (name) => Object.hasOwn(FUNCTIONS, name));
  return (value) => new Evaluation(template, options, value).run(nodes);
}

class LoopControl {
  readonly kind: "break" | "continue";
  constructor(kind: "break" | "continue") {
    this.kind = kind;
  }
}

interface Variable {
  readonly name: string;
  value: Named;
}

/** A value and the member it came from: the name stands for Go's type when it is printed. */
interface Named {
  readonly value: unknown;
  readonly name: string;
}

const unnamed = (value: unknown): Named => ({ value, name: "" });

class Evaluation {
  readonly #template: string;
  readonly #missing: (name: string) => string;
  readonly #variables: Variable[];
  #out = "";

  constructor(template: string, options: TemplateOptions, root: unknown) {
    this.#template = template;
    this.#missing = options.missing ?? ((name) => `map has no entry for key "${name}"`);
    this.#variables = [{ name: "$", value: unnamed(root) }];
  }

  run(nodes: readonly Node[]): string {
    this.#walk(nodes, this.#variables[0]?.value ?? unnamed(undefined));
    return this.#out;
  }

  #walk(nodes: readonly Node[], dot: Named): void {
    for (const node of nodes) this.#node(node, dot);
  }

  #node(node: Node, dot: Named): void {
    switch (node.kind) {
      case "text":
        this.#out += node.text;
        return;
      case "break":
      case "continue":
        throw new LoopControl(node.kind);
      case "action": {
        const result = this.#pipe(node.pipe, dot);
        if (node.pipe.variables.length === 0) this.#out += goText(result.value, result.name);
        return;
      }
    }
    const scope = this.#variables.length;
    if (node.kind === "range") {
      this.#range(node, dot);
    } else {
      const result = this.#pipe(node.pipe, dot);
      if (isTrue(result.value)) this.#walk(node.body, node.kind === "with" ? result : dot);
      else this.#walk(node.otherwise, dot);
    }
    this.#variables.length = scope;
  }

  #range(node: Extract<Node, { kind: "if" | "range" | "with" }>, dot: Named): void {
    const scope = this.#variables.length;
    const { value } = this.#commands(node.pipe, dot);
    const items = this.#items(value, node.pipe);
    if (items.length === 0) this.#walk(node.otherwise, dot);
    for (const [key, item] of items) {
      this.#variables.length = scope;
      const [first, second] = node.pipe.variables;
      if (first !== undefined && second === undefined) this.#declare(first, item, node.pipe.assigns);
      if (first !== undefined && second !== undefined) {
        this.#declare(first, unnamed(key), node.pipe.assigns);
        this.#declare(second, item, node.pipe.assigns);
      }
      try {
        this.#walk(node.body, item);
      } catch (error) {
        if (!(error instanceof LoopControl)) throw error;
        if (error.kind === "break") return;
      }
    }
  }

  #items(value: unknown, at: Span): readonly (readonly [string | number, Named])[] {
    if (value === null || value === undefined) return [];
    if (Array.isArray(value)) return value.map((item, index) => [index, unnamed(item)] as const);
    if (isRecord(value)) {
      return Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, item]) => [key, { value: item, name: key }] as const);
    }
    return this.#fail(`range can't iterate over ${goText(value)}`, at.start, at);
  }

  #pipe(pipe: Pipe, dot: Named): Named {
    const result = this.#commands(pipe, dot);
    for (const name of pipe.variables) this.#declare(name, result, pipe.assigns);
    return result;
  }

  #commands(pipe: Pipe, dot: Named): Named {
    let result: Named | undefined;
    for (const command of pipe.commands) result = this.#command(command, dot, result);
    return result ?? unnamed(undefined);
  }

  #declare(name: string, value: Named, assigns: boolean): void {
    const existing = assigns ? this.#variables.findLast((variable) => variable.name === name) : undefined;
    if (existing === undefined) this.#variables.push({ name, value });
    else existing.value = value;
  }

  #command(command: Command, dot: Named, piped: Named | undefined): Named {
    const [first, ...rest] = command.operands;
    if (first === undefined) return unnamed(undefined);
    if (first.kind !== "function") {
      if (rest.length > 0 || piped !== undefined) {
        const text = this.#textOf(first);
        this.#fail(`can't give argument to non-function ${text}`, first.start, first);
      }
      return this.#operand(first, dot);
    }
    return unnamed(this.#call(first.name, first, command, rest, dot, piped));
  }

  #call(
    name: string,
    at: Span,
    command: Span,
    operands: readonly Operand[],
    dot: Named,
    piped: Named | undefined,
  ): unknown {
    const definition = FUNCTIONS[name];
    if (definition === undefined) return this.#fail(`function "${name}" not defined`, at.start, at);
    const count = operands.length + (piped === undefined ? 0 : 1);
    if (definition.variadic ? count < definition.arity : count !== definition.arity) {
      const want = definition.variadic ? `at least ${definition.arity}` : String(definition.arity);
      this.#fail(`wrong number of args for ${name}: want ${want} got ${count}`, at.start, at);
    }
    if (name === "and" || name === "or") {
      let last: unknown;
      for (const operand of operands) {
        last = this.#operand(operand, dot).value;
        if (isTrue(last) === (name === "or")) return last;
      }
      return piped === undefined ? last : piped.value;
    }
    const values = operands.map((operand) => this.#operand(operand, dot).value);
    if (piped !== undefined) values.push(piped.value);
    try {
      return definition.call(...values);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      return this.#fail(error.message, at.start, command);
    }
  }

  #operand(operand: Operand, dot: Named): Named {
    switch (operand.kind) {
      case "dot":
        return dot;
      case "nil":
        return unnamed(null);
      case "literal":
        return unnamed(operand.value);
      case "variable":
        return (
          this.#variables.findLast((variable) => variable.name === operand.name)?.value ?? unnamed(undefined)
        );
      case "pipe":
        return this.#pipe(operand.pipe, dot);
      case "function":
        return unnamed(this.#call(operand.name, operand, operand, [], dot, undefined));
      case "fields":
        return operand.names.reduce(
          (value, name) => this.#field(value, name, operand),
          this.#operand(operand.base, dot),
        );
    }
  }

  #field(from: Named, name: string, operand: Extract<Operand, { kind: "fields" }>): Named {
    const { value } = from;
    if (isRecord(value)) {
      if (Object.hasOwn(value, name)) return { value: value[name], name };
      return this.#fail(this.#missing(name), operand.at, operand);
    }
    if (value === null || value === undefined) {
      return this.#fail(`nil pointer evaluating interface {}.${name}`, operand.at, operand);
    }
    return this.#fail(`can't evaluate field ${name} in type interface {}`, operand.at, operand);
  }

  #textOf(span: Span): string {
    return this.#template.slice(span.start, span.end);
  }

  #fail(message: string, at: number, span: Span): never {
    const before = this.#template.slice(0, at).split("\n");
    const where = `${before.length}:${before.at(-1)?.length ?? 0}`;
    throw new TemplateError(
      `template: :${where}: executing "" at <${this.#textOf(span)}>: ${message}`,
      this.#template,
      "execute",
    );
  }
}
