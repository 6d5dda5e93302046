import { readFileSync } from "node:fs";
import sanitizeHtml from "sanitize-html";
import { expect, test } from "vitest";
import { DISPLAY, type MimeBundle } from "../../src/display/displayable.js";
import { check } from "../../src/lesson/check.js";
import { quiz } from "../../src/lesson/quiz.js";

/** What JupyterLab keeps of the outputs of a notebook that is not trusted. */
const recorded: {
  readonly allowedTags: string[];
  readonly allowedAttributes: Record<string, string[]>;
  readonly allowedStyles: Record<string, string[]>;
} = JSON.parse(
  readFileSync(new URL("../fixtures/jupyterlab-sanitizer/options.json", import.meta.url), "utf8"),
);
const styles = Object.entries(recorded.allowedStyles).map(([name, sources]) => [
  name,
  sources.map((source) => new RegExp(source, "i")),
]);

const BUNDLES: Readonly<Record<string, MimeBundle>> = {
  "a quiz with choices": quiz({ question: "<b>?", choices: ["<i>", "&"], answer: "&", because: "<u>" })[
    DISPLAY
  ](),
  "a quiz without": quiz({ question: "?", answer: 7, because: "so" })[DISPLAY](),
  "a check": check("<b>", [
    { what: "<i>", holds: true },
    { what: "&", holds: false, found: "<u>", hint: "try" },
  ])[DISPLAY](),
};

test.each(Object.entries(BUNDLES))("an untrusted notebook shows %s as it is", (_name, bundle) => {
  const html = String(bundle["text/html"]);
  const kept = sanitizeHtml(html, {
    ...recorded,
    allowedStyles: { "*": Object.fromEntries(styles) },
  });
  const plain = (text: string): string =>
    text
      .replace(/style="([^"]*)"/g, (_, style: string) => `style="${style.replace(/\s*([;:])\s*/g, "$1")}"`)
      .replaceAll("&quot;", '"');
  expect(plain(kept)).toBe(plain(html));
});
