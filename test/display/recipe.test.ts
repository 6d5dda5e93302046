import { describe, expect, test } from "vitest";
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
