import { readCsvRecord } from "../../go/csv.js";
import type { OptionSpec } from "./option-spec.js";

/** The options that were given, read by type. */
export class ParsedOptions {
  readonly #values: ReadonlyMap<string, readonly string[]>;
  readonly #specs: ReadonlyMap<string, OptionSpec>;

  constructor(specs: readonly OptionSpec[], values: ReadonlyMap<string, readonly string[]>) {
    this.#specs = new Map(specs.map((spec) => [spec.long, spec]));
    this.#values = values;
  }

  given(long: string): boolean {
    return this.#values.has(long);
  }

  flag(long: string): boolean {
    return this.#last(long) === "true";
  }

  text(long: string): string | undefined {
    return this.#last(long);
  }

  number(long: string): number | undefined {
    const text = this.#last(long);
    return text === undefined ? undefined : Number(text);
  }

  /** Of `strings` each value may be several, with commas between them. */
  list(long: string): readonly string[] {
    const values = this.#values.get(long) ?? [];
    return this.#specs.get(long)?.type === "strings"
      ? values.flatMap((value) => (value === "" ? [] : readCsvRecord(value)))
      : values;
  }

  #last(long: string): string | undefined {
    return this.#values.get(long)?.at(-1) ?? this.#specs.get(long)?.default;
  }
}
