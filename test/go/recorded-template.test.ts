import { expect, test } from "vitest";
import { TemplateError } from "../../src/errors/cli.js";
import { containerInspect } from "../../src/go/docker/container.js";
import { imageInspect } from "../../src/go/docker/image.js";
import { inspectTemplate } from "../../src/go/docker/inspect.js";
import { recorded } from "./recorded.js";

interface Row {
  readonly template: string;
  /** By sample; under `*` for a template that does not parse. */
  readonly results: Readonly<Record<string, string>>;
}

const { templates } = recorded<{ readonly templates: readonly Row[] }>("template");
const samples =
  recorded<Readonly<Record<string, { readonly kind: "image" | "container"; readonly json: unknown }>>>(
    "samples",
  );

function guarded(make: () => string): string {
  try {
    return make();
  } catch (error) {
    if (error instanceof TemplateError) return `error: ${error.message}`;
    throw error;
  }
}

function ours(template: string): Row {
  const results: Record<string, string> = {};
  const whole = guarded(() => {
    const print = inspectTemplate(template);
    for (const [name, { kind, json }] of Object.entries(samples)) {
      const type = kind === "image" ? imageInspect : containerInspect;
      results[name] = guarded(() => print({ type, data: json }));
    }
    return "";
  });
  return { template, results: whole === "" ? results : { "*": whole } };
}

test("templates over Docker's types print, and refuse, what the client does", () => {
  expect(templates.map(({ template }) => ours(template))).toEqual(templates);
});
