import { describe, expect, test } from "vitest";
import { DRAWINGS, DRAWN } from "./drawing-samples.js";
import { LAYER_BUNDLES } from "./layer-samples.js";
import { BUNDLES } from "./samples.js";
import { lostInNotebook } from "./sanitizer.js";

describe("every output keeps all of itself in a notebook that is not trusted", () => {
  test.each(Object.keys(BUNDLES))("%s", (name) => {
    const html = String(BUNDLES[name]?.["text/html"]);
    const { before, after } = lostInNotebook(html);
    expect(after).toEqual(before);
  });

  test("the check itself sees what is lost", () => {
    for (const html of [
      "<svg></svg>",
      '<p style="color: var(--x)">a</p>',
      '<p role="note">a</p>',
      "<style>p{}</style>",
      '<p aria-label="x">a</p>',
    ]) {
      const { before, after } = lostInNotebook(html);
      expect(after, html).not.toEqual(before);
    }
  });
});

test("text from outside stays text", () => {
  for (const [name, bundle] of Object.entries(BUNDLES)) {
    expect(String(bundle["text/html"]), name).not.toMatch(/<img src=x|onerror=alert\(1\)>/);
  }
});

const OF_LAYERS = { ...LAYER_BUNDLES, ...DRAWINGS, ...DRAWN };

describe("views of layers", () => {
  test.each(Object.keys(OF_LAYERS))("%s: control characters and turned text are escapes", (name) => {
    for (const form of Object.values(OF_LAYERS[name] ?? {}))
      expect(
        String(form).match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/),
      ).toBeNull();
  });

  test.each(Object.keys(OF_LAYERS))("%s: thousands of paths stay a page, and a screen of text", (name) => {
    const bundle = OF_LAYERS[name];
    expect(String(bundle?.["text/html"]).length).toBeLessThan(350_000);
    expect(String(bundle?.["text/plain"]).split("\n").length).toBeLessThan(250);
  });

  test("what is left out is counted", () => {
    expect(String(LAYER_BUNDLES["layer, many"]?.["text/html"])).toMatch(
      /[\d,]+ paths more, the lightest ones, are only in \.data;/,
    );
    expect(String(LAYER_BUNDLES["ledger, many"]?.["text/html"])).toMatch(
      /[\d,]+ further paths are not shown here; \.data has all/,
    );
    expect(String(LAYER_BUNDLES["compare, many"]?.["text/html"])).toMatch(
      /[\d,]+ further paths are not shown here/,
    );
  });

  test("each kind of change is a word, in the page and in the text", () => {
    const bundle = LAYER_BUNDLES["layer, hostile"];
    for (const form of ["text/html", "text/plain"])
      for (const word of ["modified", "deleted", "opaque", "passed"])
        expect(String(bundle?.[form]), form).toContain(word);
  });

  test("a blob that is wrong is told in words", () => {
    const text = String(LAYER_BUNDLES["verify, hostile"]?.["text/plain"]);
    expect(text).toMatch(/configuration .* 2 instead of 1 +DIFFERS/);
    expect(text).toMatch(/layer 1 .* - .* 3 +MISSING/);
  });
});

test("no bundle holds a form that JupyterLab would prefer to the table, or run", () => {
  for (const [name, bundle] of Object.entries(BUNDLES)) {
    expect(Object.keys(bundle).sort(), name).toEqual(
      name.startsWith("stack") ? ["image/svg+xml", "text/html", "text/plain"] : ["text/html", "text/plain"],
    );
  }
});

describe("tables can be heard", () => {
  test.each(Object.keys(BUNDLES))("%s: caption and column headings", (name) => {
    const html = String(BUNDLES[name]?.["text/html"]);
    // A drawing is read from top to bottom.
    if (Object.hasOwn(DRAWINGS, name)) {
      expect(html).toMatch(/^<div [^>]*><div [^>]*font-weight: bold/);
      return;
    }
    // A tree of a layer is a list in lists, under directories that fold.
    if (name.startsWith("layer, ")) {
      expect(html).toMatch(/<ul .*<li>.*<details.*<summary>/s);
      return;
    }
    expect(html).toContain("<caption");
    expect(html).toMatch(/<th scope="col"/);
  });

  test("each <missing> row of a history says why", () => {
    const html = String(BUNDLES.history?.["text/html"]);
    expect(html.match(/&lt;missing&gt;/g)).toHaveLength(5);
    expect(html.match(/came with a pulled image/g)).toHaveLength(5);
  });

  test("changes are words, not colours", () => {
    const html = String(BUNDLES.changes?.["text/html"]);
    for (const word of ["A added", "C changed", "D deleted"]) expect(html).toContain(word);
  });

  test("drawings are text, and no images", () => {
    for (const name of [
      "stack",
      "stack, hostile mounts",
      "stack of several, hostile",
      ...Object.keys(DRAWINGS),
    ])
      expect(String(BUNDLES[name]?.["text/html"]), name).not.toContain("<img");
    for (const words of ["Writable layer of app-container", "Add node", "126MB"])
      expect(String(BUNDLES.stack?.["text/html"])).toContain(words);
  });
});
