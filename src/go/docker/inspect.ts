import { TemplateError } from "../../errors/cli.js";
import { type GoValue, ofJson } from "../reflect/value.js";
import { compileTemplate } from "../template/evaluate.js";

/**
 * `inspect --format`. What the typed value does not have may still be in its JSON (`.Id`, where the Go field is `ID`), so
 * the client tries again with that; there a missing key is an error, and that error is the one to be seen.
 *
 * @throws {TemplateError} now when it does not parse, later when both ways fail.
 */
export function inspectTemplate(
  format: string,
  options: { readonly typedOnly?: boolean } = {},
): (value: GoValue) => string {
  const print = compileTemplate(format);
  if (options.typedOnly === true) return print;
  return (value) => {
    try {
      return print(value);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return print(ofJson(value.data), { missingKey: "error" });
    }
  };
}
