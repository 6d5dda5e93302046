import { DOCKER_FUNCTIONS } from "../docker/functions.js";
import type { MaybeValue } from "../reflect/value.js";
import { execute } from "./exec.js";
import { BUILTINS, type FunctionTable } from "./functions.js";
import { parseTemplate } from "./parse.js";

/** A parsed template: it makes text of values. */
export type Template = (value: MaybeValue, options?: RunOptions) => string;

interface RunOptions {
  /** A key that a map does not have prints `<no value>`; Docker makes it an error where it looks at untyped JSON. */
  readonly missingKey?: "default" | "error";
  /** Instead of the functions that Docker's client adds. */
  readonly functions?: FunctionTable;
  /** Receives the text piece by piece, including the text before an error. */
  readonly write?: (text: string) => void;
}

/**
 * Docker's `--format`: Go's `text/template` with the client's functions, over values that know their Go types. `name` is
 * what messages call the template.
 *
 * @example
 * compileTemplate("{{.Os}} {{len .RootFS.Layers}}")({ type: imageInspect, data: image }); // "linux 2"
 * @throws {TemplateError} now when it does not parse, later when a value does not have what it asks for.
 */
export function compileTemplate(text: string, name = ""): Template {
  const source = { name, text };
  const templates = parseTemplate(
    source,
    (name) => Object.hasOwn(BUILTINS, name) || Object.hasOwn(DOCKER_FUNCTIONS, name),
  );
  return (value, { missingKey = "default", functions = DOCKER_FUNCTIONS, write } = {}) => {
    const out: string[] = [];
    execute({ source, templates, functions: { ...BUILTINS, ...functions }, missingKey }, value, (text) => {
      out.push(text);
      write?.(text);
    });
    return out.join("");
  };
}
