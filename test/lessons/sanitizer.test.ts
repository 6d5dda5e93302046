import sanitizeHtml from "sanitize-html";
import { expect, test } from "vitest";
import { DISPLAY, type MimeBundle } from "../../src/display/displayable.js";
import { check } from "../../src/lesson/check.js";
import { predict } from "../../src/lesson/prediction.js";
import { fixtureText } from "../fixtures.js";

/** What JupyterLab keeps of the outputs of a notebook that is not trusted. */
const recorded: {
  readonly allowedTags: string[];
  readonly allowedAttributes: Record<string, string[]>;
  readonly allowedStyles: Record<string, string[]>;
} = JSON.parse(fixtureText("jupyterlab-sanitizer/options.json"));
const styles = Object.entries(recorded.allowedStyles).map(([name, sources]) => [
  name,
  sources.map((source) => new RegExp(source, "i")),
]);

const answered = predict("<b>?", ["<i>", "&"]);
answered.is("&", "<u>", { "<i>": "<s>" });

const BUNDLES: Readonly<Record<string, MimeBundle>> = {
  "a prediction before the run": predict("<b>?", ["<i>", "&"], { other: "<u>" })[DISPLAY](),
  "a prediction after it": answered[DISPLAY](),
  "its answer": answered.is("&", "<u>")[DISPLAY](),
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
