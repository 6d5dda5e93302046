import { LayerlabError } from "./base.js";

/** A text that Go's `time.ParseDuration` refuses. The message is Go's. */
export class InvalidDurationError extends LayerlabError<"EDURATION", { text: string }> {
  constructor(message: string, text: string) {
    super("EDURATION", message, { text });
  }
}

/** A pattern that Go's `path.Match` refuses: an unclosed `[`, an empty class, a `\` at the end. */
export class BadPatternError extends LayerlabError<"EPATTERN", { pattern: string }> {
  constructor(pattern: string) {
    super("EPATTERN", "syntax error in pattern", { pattern });
  }
}

/** A text that is no time in the layout that was expected, or none of those that Docker tries. The message is Go's. */
export class InvalidTimeError extends LayerlabError<"ETIME", { text: string }> {
  constructor(message: string, text: string) {
    super("ETIME", message, { text });
  }
}

/** A text that is no number of bytes. The message is that of Docker's go-units. */
export class InvalidSizeError extends LayerlabError<"ESIZE", { text: string }> {
  constructor(message: string, text: string) {
    super("ESIZE", message, { text });
  }
}

/** A line of comma-separated values that Go's `encoding/csv` refuses. */
export class CsvError extends LayerlabError<"ECSV", object> {
  constructor(message: string) {
    super("ECSV", message, {});
  }
}

/** A port, or a range of them, that docker/go-connections does not take. */
export class PortSpecError extends LayerlabError<"EPORTSPEC", { spec: string }> {
  constructor(message: string, spec: string) {
    super("EPORTSPEC", message, { spec });
  }
}

/** A text that Go reads no whole number from. */
export class IntegerError extends LayerlabError<"EINTEGER", { text: string }> {
  constructor(message: string, text: string) {
    super("EINTEGER", message, { text });
  }
}
