import { LayerlabError } from "./base.js";

/**
 * A command line that cannot be run as it was written. `message` is everything to print, Docker's text where
 * it has one; `exitCode` is what the client exits with (125 for a bad option, 1 for a wrong number of
 * arguments, 64 for a template that does not parse).
 */
export class UsageError extends LayerlabError<"EUSAGE", { exitCode: number }> {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super("EUSAGE", message, { exitCode });
    this.exitCode = exitCode;
  }
}

/** A `--format` template that does not parse, or that asks for something the value does not have. */
export class TemplateError extends LayerlabError<
  "ETEMPLATE",
  { template: string; phase: "parse" | "execute" }
> {
  readonly phase: "parse" | "execute";

  constructor(message: string, template: string, phase: "parse" | "execute") {
    super("ETEMPLATE", message, { template, phase });
    this.phase = phase;
  }
}

/** An option's value that its kind does not take. `message` is the client's reason alone. */
export class OptionValueError extends LayerlabError<"EOPTIONVALUE", { value: string }> {
  constructor(message: string, value: string) {
    super("EOPTIONVALUE", message, { value });
  }
}
