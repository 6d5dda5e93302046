import { TemplateError, UsageError } from "../../../errors/cli.js";
import type { GoValue } from "../../../go/reflect/value.js";
import { compileTemplate } from "../../../go/template/evaluate.js";
import type { CommandIO } from "../../command-io.js";

/**
 * Prints facts as `--format` wants them. False without one. `name` is what messages call the template.
 *
 * @throws {UsageError}
 */
export function printFacts(io: CommandIO, format: string | undefined, facts: GoValue, name = ""): boolean {
  if (format === undefined || format === "") return false;
  const write = (text: string): void => io.stdout(text);
  try {
    compileTemplate(format === "json" ? "{{json .}}" : format, name)(facts, { write });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    if (error.phase === "parse") throw new UsageError(`template parsing error: ${error.message}`, 64);
    // The client has by then printed what comes before, and ended the line.
    write("\n");
    throw new UsageError(error.message, 1);
  }
  write("\n");
  return true;
}
