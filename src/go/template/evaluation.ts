import { TemplateError } from "../../errors/cli.js";
import { quote } from "../quote.js";
import { bool, float64, string } from "../reflect/type.js";
import {
  entryOf,
  fieldOf,
  hasField,
  indirect,
  indirectInterface,
  isTrue,
  type MaybeValue,
  methodOf,
  ofInt,
} from "../reflect/value.js";
import { CallError } from "./call-error.js";
import type { FunctionTable, TemplateFunction } from "./functions.js";
import { type AnyNode, nodeText, type Operand, type Pipe } from "./node.js";
import type { Templates } from "./parse.js";
import type { Source } from "./tokens.js";
import { Misfit, type Parameter, parameterName, validate } from "./validate.js";

/** No value came through a pipe, which is not the same as an empty one. */
const NONE = Symbol("no value");
type Piped = MaybeValue | typeof NONE;

interface Variable {
  readonly name: string;
  value: MaybeValue;
}

export interface ExecOptions {
  readonly source: Source;
  readonly templates: Templates;
  readonly functions: FunctionTable;
  /** How a missing key of a map counts: as nothing, or as an error. */
  readonly missingKey: "default" | "error";
}

/** Evaluates the parts of an action. Its errors name the part that was evaluated last. */
export class Evaluation {
  readonly #options: ExecOptions;
  node: AnyNode | undefined;
  variables: Variable[];
  /** The template that is running, which messages name. */
  name: string;

  constructor(options: ExecOptions, root: MaybeValue) {
    this.#options = options;
    this.name = options.source.name;
    this.variables = [{ name: "$", value: root }];
  }

  /** What a pipeline gives; its variables are declared or assigned. */
  pipe(pipe: Pipe | undefined, dot: MaybeValue): MaybeValue {
    if (pipe === undefined) return undefined;
    this.node = pipe;
    let value: Piped = NONE;
    for (const command of pipe.commands) {
      const [first] = command.args;
      value = indirectInterface(this.#command(first, command, command.args, dot, value));
    }
    const result = value === NONE ? undefined : value;
    for (const name of pipe.variables) {
      if (pipe.assigns) this.assign(name, result);
      else this.variables.push({ name, value: result });
    }
    return result;
  }

  assign(name: string, value: MaybeValue): void {
    const variable = this.variables.findLast((one) => one.name === name);
    if (variable === undefined) this.fail(`undefined variable: ${name}`);
    else variable.value = value;
  }

  /** What a command's first word is, given the others and what the pipe brought. */
  #command(
    first: Operand,
    command: AnyNode,
    args: readonly Operand[],
    dot: MaybeValue,
    piped: Piped,
  ): MaybeValue {
    switch (first.kind) {
      case "identifier": {
        this.node = first;
        const called = this.#options.functions[first.name];
        if (called === undefined) return this.fail(`${quote(first.name)} is not a defined function`);
        return this.#call(called, first.name, command, args.slice(1), dot, piped);
      }
      case "field":
        this.node = first;
        return this.#chain(dot, first, first.names, args, dot, piped);
      case "chain":
        this.node = first;
        if (first.base.kind === "nil") this.fail(`indirection through explicit nil in ${nodeText(first)}`);
        return this.#chain(this.#argument("value", first.base, dot), first, first.names, args, dot, piped);
      case "variable": {
        this.node = first;
        const [name = "", ...names] = first.names;
        const value = this.variables.findLast((one) => one.name === name)?.value;
        if (names.length > 0) return this.#chain(value, first, names, args, dot, piped);
        this.#mustStandAlone(args, piped);
        return value;
      }
      case "pipe":
        this.#mustStandAlone(args, piped);
        return this.pipe(first, dot);
    }
    this.node = first;
    this.#mustStandAlone(args, piped);
    return first.kind === "nil" ? this.fail("nil is not a command") : this.#constant(first, dot);
  }

  #mustStandAlone(args: readonly Operand[], piped: Piped): void {
    const [first] = args;
    if (first !== undefined && (args.length > 1 || piped !== NONE))
      this.fail(`can't give argument to non-function ${nodeText(first)}`);
  }

  #constant(operand: Operand, dot: MaybeValue): MaybeValue {
    switch (operand.kind) {
      case "dot":
        return dot;
      case "bool":
        return { type: bool, data: operand.value };
      case "string":
        return { type: string, data: operand.value };
      case "number": {
        this.node = operand;
        const { text, int, float } = operand;
        if (float !== undefined && /[.eEpP]/.test(text) && !/^'|^0[xX][^pP]*$/.test(text))
          return { type: float64, data: float };
        if (int === undefined) return this.fail(`${text} overflows int`);
        return ofInt(Number(int));
      }
      default:
        return undefined;
    }
  }

  #chain(
    from: MaybeValue,
    node: AnyNode,
    names: readonly string[],
    args: readonly Operand[],
    dot: MaybeValue,
    piped: Piped,
  ): MaybeValue {
    const last = names.length - 1;
    return names.reduce<MaybeValue>(
      (value, name, at) =>
        this.#field(value, name, node, at === last ? args : [], dot, at === last ? piped : NONE),
      from,
    );
  }

  #field(
    from: MaybeValue,
    name: string,
    node: AnyNode,
    args: readonly Operand[],
    dot: MaybeValue,
    piped: Piped,
  ): MaybeValue {
    if (from === undefined) {
      if (this.#options.missingKey === "error") this.fail(`nil data; no entry for key ${quote(name)}`);
      return undefined;
    }
    const { value: receiver = from, isNil } = indirect(from);
    if (receiver.type.kind === "interface" && isNil)
      this.fail(`nil pointer evaluating ${from.type.name}.${name}`);
    const method = methodOf(receiver, name);
    if (method !== undefined) {
      const called: TemplateFunction = {
        parameters: method.parameters,
        call: (values) => ({
          type: method.result,
          data: method.call(receiver.data, ...values.map((value) => String(value?.data ?? ""))),
        }),
      };
      return this.#call(called, name, node, args.slice(1), dot, piped);
    }
    const hasArguments = args.length > 1 || piped !== NONE;
    if (receiver.type.kind === "struct") {
      const field = fieldOf(receiver, name);
      if (field !== undefined) {
        if (hasArguments) this.fail(`${name} has arguments but cannot be invoked as function`);
        return field;
      }
    } else if (receiver.type.kind === "map" && receiver.type.key.name === string.name) {
      if (hasArguments) this.fail(`${name} is not a method but has arguments`);
      const entry = entryOf(receiver, name);
      if (entry === undefined && this.#options.missingKey === "error")
        this.fail(`map has no entry for key ${quote(name)}`);
      return entry;
    } else if (receiver.type.kind === "pointer" && isNil) {
      const { element } = receiver.type;
      if (element.kind !== "struct" || hasField(element, name))
        this.fail(`nil pointer evaluating ${from.type.name}.${name}`);
    }
    return this.fail(`can't evaluate field ${name} in type ${from.type.name}`);
  }

  #call(
    called: TemplateFunction,
    name: string,
    node: AnyNode,
    args: readonly Operand[],
    dot: MaybeValue,
    piped: Piped,
  ): MaybeValue {
    const { parameters, variadic } = called;
    const count = args.length + (piped === NONE ? 0 : 1);
    if (variadic === undefined ? count !== parameters.length : count < parameters.length) {
      const want = variadic === undefined ? parameters.length : `at least ${parameters.length}`;
      this.fail(
        `wrong number of args for ${name}: want ${want} got ${variadic === undefined ? count : args.length}`,
      );
    }
    const parameterAt = (at: number): Parameter => parameters[at] ?? variadic ?? "value";
    if (called.shortCircuit !== undefined) {
      let last: MaybeValue;
      for (const arg of args) {
        last = this.#argument("value", arg, dot);
        if (isTrue(indirectInterface(last)) === called.shortCircuit) return last;
      }
      return piped === NONE ? last : piped;
    }
    const values = args.map((arg, at) => this.#argument(parameterAt(at), arg, dot));
    if (piped !== NONE) values.push(this.#fitted(piped, parameterAt(args.length)));
    try {
      return called.call(values);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.node = node;
      return this.fail(`error calling ${name}: ${error.message}`);
    }
  }

  #fitted(value: MaybeValue, parameter: Parameter): MaybeValue {
    const fitted = validate(value, parameter);
    return fitted instanceof Misfit ? this.fail(fitted.message) : fitted;
  }

  /** An argument, as the parameter takes it. */
  #argument(parameter: Parameter, operand: Operand, dot: MaybeValue): MaybeValue {
    this.node = operand;
    switch (operand.kind) {
      case "dot":
        return this.#fitted(dot, parameter);
      case "nil":
        if (parameter === "value" || /^(?:interface|map|pointer|slice)$/.test(parameter.kind))
          return undefined;
        return this.fail(`cannot assign nil to ${parameterName(parameter)}`);
      case "bool":
      case "string":
      case "number":
        return this.#literal(parameter, operand, dot);
      case "pipe":
        return this.#fitted(this.pipe(operand, dot), parameter);
    }
    return this.#fitted(this.#command(operand, operand, [operand], dot, NONE), parameter);
  }

  #literal(parameter: Parameter, operand: Operand, dot: MaybeValue): MaybeValue {
    if (parameter === "value" || parameter.kind === "interface") return this.#constant(operand, dot);
    const found = nodeText(operand);
    switch (parameter.kind) {
      case "string":
        return operand.kind === "string"
          ? { type: parameter, data: operand.value }
          : this.fail(`expected string; found ${found}`);
      case "int":
        return operand.kind === "number" && operand.int !== undefined
          ? { type: parameter, data: Number(operand.int) }
          : this.fail(`expected integer; found ${found}`);
    }
    return this.fail(`can't handle ${found} for arg of type ${parameter.name}`);
  }

  fail(message: string): never {
    const { source } = this.#options;
    const node = this.node;
    const at = node?.at ?? 0;
    const before = source.text.slice(0, at).split("\n");
    const column = new TextEncoder().encode(before.at(-1)).length;
    const where =
      node === undefined
        ? ""
        : `${source.name}:${before.length}:${column}: executing ${quote(this.name)} at <${nodeText(node)}>`;
    throw new TemplateError(`template: ${where}: ${message}`, source.text, "execute");
  }
}
