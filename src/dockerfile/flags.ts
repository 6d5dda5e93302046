import { DockerfileError } from "../errors/build.js";
import type { Instruction } from "./parse.js";
import { didYouMean } from "./suggest.js";

/** `list` may be given several times. */
type FlagKind = "text" | "switch" | "list";

/** An instruction's flags, checked (moby/buildkit `instructions/bflag.go`). */
export class Flags {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  private constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values;
  }

  /** @throws {DockerfileError} */
  static parse(instruction: Instruction, known: Readonly<Record<string, FlagKind>>): Flags {
    const kinds = new Map<string, FlagKind>(Object.entries(known));
    const values = new Map<string, readonly string[]>();
    const { line, endLine } = instruction.location;
    const fail = (reason: string): never => {
      throw new DockerfileError(reason, line, endLine);
    };
    for (const flag of instruction.flags) {
      const [, name = "", value] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(flag) ?? [];
      const kind = kinds.get(name) ?? fail(`unknown flag: ${name}${didYouMean(name, [...kinds.keys()])}`);
      const before = values.get(name) ?? [];
      if (before.length > 0 && kind !== "list") fail(`duplicate flag specified: ${name}`);
      if (value === undefined && kind !== "switch") fail(`missing a value on flag: ${name}`);
      if (kind === "switch" && value === "") fail(`missing a value on flag: ${name}`);
      if (kind === "switch" && !/^(true|false)$/i.test(value ?? "true"))
        fail(`expecting boolean value for flag ${name}, not: ${value}`);
      values.set(name, [...before, value ?? "true"]);
    }
    return new Flags(values);
  }

  /** Empty when it was not given. */
  text(name: string): string {
    return this.#values.get(name)?.at(-1) ?? "";
  }

  isSet(name: string): boolean {
    return this.text(name).toLowerCase() === "true";
  }

  list(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }
}
