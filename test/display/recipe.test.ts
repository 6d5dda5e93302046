import { describe, expect, test } from "vitest";
import { changesBundle } from "../../src/display/changes.js";
import { RECIPE_BUNDLES } from "./recipe-samples.js";
import { lostInNotebook } from "./sanitizer.js";

describe("recipes", () => {
  test.each(Object.keys(RECIPE_BUNDLES))(
    "%s keeps all of itself in a notebook that is not trusted",
    (name) => {
      const { before, after } = lostInNotebook(String(RECIPE_BUNDLES[name]?.["text/html"]));
      expect(after).toEqual(before);
    },
  );

  test.each(Object.keys(RECIPE_BUNDLES))("%s: text from outside stays text", (name) => {
    const bundle = RECIPE_BUNDLES[name];
    expect(String(bundle?.["text/html"])).not.toMatch(/<img src=x|onerror=alert\(1\)>/);
    for (const form of Object.values(bundle ?? {}))
      expect(
        String(form).match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/),
      ).toBeNull();
  });

  test("differences that are not shown are counted", () => {
    expect(String(RECIPE_BUNDLES["recipe proof, many"]?.["text/html"])).toContain("2,780 further paths");
    expect(String(RECIPE_BUNDLES["recipe proof, many"]?.["text/plain"])).toContain("and 2,960 paths more");
  });
});

test("a thousand changes fold, under headings that say what is under them", () => {
  const changes = Array.from({ length: 1000 }, (_, at) => ({ kind: "A" as const, path: `/srv/f${at}` }));
  const html = String(changesBundle(changes, { name: "box" })["text/html"]);
  expect(html.match(/<summary[^>]*>[^<]*/g)?.map((text) => text.replace(/<[^>]*>/, ""))).toEqual([
    "200 more paths: /srv/f100 to /srv/f299",
    "200 more paths: /srv/f300 to /srv/f499",
    "200 more paths: /srv/f500 to /srv/f699",
    "200 more paths: /srv/f700 to /srv/f899",
    "100 more paths: /srv/f900 to /srv/f999",
  ]);
  for (const { path } of changes) expect(html).toContain(`>${path}<`);
  const shown = html.slice(0, html.indexOf("<details"));
  expect(shown.match(/<tr/g)).toHaveLength(101);
  const whole = Array.from({ length: 5000 }, (_, at) => ({ kind: "A" as const, path: `/srv/f${at}` }));
  expect(String(changesBundle(whole, { name: "box" })["text/html"])).toContain(
    "3,900 further paths are not shown here; the value has all of them, as an array.",
  );
});
