import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TemplateError } from "../../src/errors/cli.js";
import { containerInspect } from "../../src/go/docker/container.js";
import { imageInspect } from "../../src/go/docker/image.js";
import { inspectTemplate } from "../../src/go/docker/inspect.js";
import { slice, string } from "../../src/go/reflect/type.js";
import { type MaybeValue, ofJson } from "../../src/go/reflect/value.js";
import { compileTemplate } from "../../src/go/template/evaluate.js";
import { daemon, recordings } from "../display/recorded.js";

/**
 * Client 28 has another type for an image's Config than client 26: without most members, and with ports that are plain
 * strings. What client 26 prints is in `recorded-template.test.ts`.
 */
const NOT_FOLLOWED = new Set([
  "{{.Config}}",
  "{{json .Config}}",
  "{{json .}}",
  '{{index .Config.ExposedPorts "80/tcp"}}',
]);

describe("every template recorded from a real client", () => {
  for (const { args, stdout, stderr } of recordings("template")) {
    const [kind, , , template = "", name = ""] = args;
    if (NOT_FOLLOWED.has(template) || template === "json") continue;
    test(template, () => {
      const value =
        kind === "image"
          ? { type: imageInspect, data: daemon.imageInspect[name] }
          : { type: containerInspect, data: daemon.containerInspect[name] };
      if (stderr === "") {
        expect(`${inspectTemplate(template)(value)}\n`).toBe(stdout);
      } else {
        let message = "nothing was thrown";
        try {
          inspectTemplate(template)(value);
        } catch (error) {
          message = error instanceof TemplateError ? error.message : String(error);
        }
        expect(`template parsing error: ${message}\n`).toBe(stderr);
      }
    });
  }
});

const run = (template: string, value: MaybeValue): string => compileTemplate(template)(value);
const texts = (data: readonly string[]): MaybeValue => ({ type: slice(string), data });

test("text without actions is itself", () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !text.includes("{{")),
      (text) => run(text, undefined) === text,
    ),
  );
});

test("any text is a template, or is refused as one that does not parse", () => {
  const pieces = [
    "{{",
    "}}",
    ".A",
    "$x",
    ":=",
    "|",
    "(",
    ")",
    "if ",
    "range ",
    "end",
    "else ",
    "with ",
    '"',
    "`",
    "'",
    " ",
    "-",
    "1",
    ",",
    "/*",
    "*/",
    "define ",
    "\n",
    "é",
    "\\",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), (chosen) => {
      try {
        run(chosen.join(""), ofJson({ A: ["b"] }));
      } catch (error) {
        expect(error).toBeInstanceOf(TemplateError);
      }
    }),
  );
});

test("json of any value is that value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(run("{{json .v}}", ofJson({ v: value })))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("a range prints each item once, in order", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z0-9]{1,8}$/)), (items) => {
      const joined = items.join(",");
      expect(run("{{range $i, $x := .}}{{if $i}},{{end}}{{$x}}{{end}}", texts(items))).toBe(joined);
      expect(run('{{join . ","}}', texts(items))).toBe(joined);
    }),
  );
});

test("inherited members are not fields, and no functions", () => {
  expect(run("{{.constructor}}", ofJson({}))).toBe("<no value>");
  expect(() => compileTemplate("{{.constructor}}")(ofJson({}), { missingKey: "error" })).toThrow(
    'map has no entry for key "constructor"',
  );
  expect(() => run("{{constructor}}", undefined)).toThrow('function "constructor" not defined');
});

test("what newer clients brought works here too", () => {
  expect(run("{{with .a}}a{{else with .b}}{{.}}{{else}}c{{end}}", ofJson({ b: "b" }))).toBe("b");
  expect(run("{{range 3}}{{.}}{{end}}{{range $i := 2}}{{$i}}{{end}}", undefined)).toBe("01201");
});

test("templates that would not end, or need too much, are refused", () => {
  expect(() => run('{{define "a"}}{{template "a"}}{{end}}{{template "a"}}', undefined)).toThrow(
    "exceeded maximum template depth (100000)",
  );
  expect(() => run(`${"{{if 1}}".repeat(5000)}`, undefined)).toThrow("max expression depth exceeded");
  expect(() => run(`{{${"(".repeat(5000)}`, undefined)).toThrow("max expression depth exceeded");
  expect(() => run("{{range 100000000}}{{end}}", undefined)).toThrow("more than 1000000 is refused");
  expect(() => run('{{pad "x" 100000000 0}}', undefined)).toThrow("more than 1000000 is refused");
  expect(run('{{printf "%100000000d" 1}}', undefined)).toBe("%!(NOVERB)%!(EXTRA int=1)");
});

test("a template with a name is called by it", () => {
  expect(() => compileTemplate("{{.X.Y}}", "version")(ofJson({ X: "x" }))).toThrow(
    'template: version:1:4: executing "version" at <.X.Y>: can\'t evaluate field Y in type interface {}',
  );
  expect(() => compileTemplate("{{if}}", "version")).toThrow("template: version:1: missing value for if");
});
