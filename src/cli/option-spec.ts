/** An option, in pflag's terms. `type` is the word that help shows for its value; `bool` takes none. */
export interface OptionSpec {
  readonly long: string;
  readonly short?: string;
  readonly type: "bool" | "string" | "list" | "int" | "filter" | "network";
  readonly help: string;
  /** What holds when the option is absent: a bool that is on, a text, a number. Shown by help. */
  readonly default?: string;
}
