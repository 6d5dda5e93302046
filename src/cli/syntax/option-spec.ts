/** An option, in pflag's terms. `type` is the word that help shows for its value; `bool` takes none. */
export interface OptionSpec {
  readonly long: string;
  readonly short?: string;
  readonly type: OptionType;
  readonly help: string;
  /** Its value when it is left out; help shows it. */
  readonly default?: string;
  /** Help does not show it: Docker's client refuses it for an engine on Linux. */
  readonly isConcealed?: boolean;
  /** Another name that is read and not shown: `net` of `network`. */
  readonly hidden?: string;
  /**
   * Checks one value while the line is parsed, in addition to its type.
   *
   * @throws {LayerlabError} whose message is the client's reason
   */
  readonly check?: (value: string) => unknown;
}

type OptionType =
  | "bool"
  | "string"
  | "list"
  | "strings"
  | "int"
  | "uint"
  | "uint16"
  | "decimal"
  | "bytes"
  | "duration"
  | "map"
  | "mount"
  | "ulimit"
  | "gpu-request"
  | "filter"
  | "network";
