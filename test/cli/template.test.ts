import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileTemplate } from "../../src/cli/template/evaluate.js";
import { TemplateError } from "../../src/errors/cli.js";
import { daemon, recordings } from "../display/recorded.js";

/** Client 28 leaves most of an image's Config out when a template prints the whole of it. We print it whole. */
const NOT_FOLLOWED = new Set(["{{.Config}}", "{{json .Config}}", "{{json .}}"]);

describe("every recorded template", () => {
  for (const { args, stdout, stderr } of recordings("template")) {
    const [kind, , , template = "", name = ""] = args;
    if (NOT_FOLLOWED.has(template) || template === "json") continue;
    test(template, () => {
      const value = kind === "image" ? daemon.imageInspect[name] : daemon.containerInspect[name];
      if (stderr === "") {
        expect(`${compileTemplate(template)(value)}\n`).toBe(stdout);
      } else {
        let message = "nothing was thrown";
        try {
          compileTemplate(template)(value);
        } catch (error) {
          message = error instanceof TemplateError ? error.message : String(error);
        }
        expect(`template parsing error: ${message}\n`).toBe(stderr);
      }
    });
  }
});

test("text without actions is itself", () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !text.includes("{{")),
      (text) => compileTemplate(text)({}) === text,
    ),
  );
});

test("json of any value is that value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(compileTemplate("{{json .v}}")({ v: value }))).toEqual(
        JSON.parse(JSON.stringify(value)),
      );
    }),
  );
});

test("a range prints each item once, in order", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z0-9]{1,8}$/)), (items) => {
      expect(compileTemplate("{{range $i, $x := .}}{{if $i}},{{end}}{{$x}}{{end}}")(items)).toBe(
        items.join(","),
      );
      expect(compileTemplate('{{join . ","}}')(items)).toBe(items.join(","));
    }),
  );
});

test("inherited members are not fields", () => {
  expect(() => compileTemplate("{{.constructor}}")({})).toThrow(TemplateError);
  expect(() => compileTemplate("{{constructor}}")({})).toThrow(TemplateError);
});
