import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { sharingOf } from "../../src/analysis/sharing.js";
import { INK, TINT } from "../../src/display/drawing/ink.js";
import { BADGES } from "../../src/display/html/badge.js";
import { DARK, PALETTE } from "../../src/display/picture/palette.js";
import { sharingPicture } from "../../src/display/picture/sharing.js";
import { sharingLayout } from "../../src/display/picture/sharing-model.js";
import { stackPicture } from "../../src/display/picture/stack.js";
import type { Stack, StackMount } from "../../src/engine/views.js";
import { asDiffId, sha256 } from "../../src/oci/digest.js";
import { CONTAINER_STACK, HOSTILE_STACK } from "./samples.js";

interface Parsed {
  readonly tags: readonly { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[];
  readonly texts: readonly string[];
}

/** A strict XML parser: throws for anything a browser would refuse in an SVG file. */
function parse(svg: string): Parsed {
  const tags: { name: string; attributes: Record<string, string> }[] = [];
  const texts: string[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => tags.push({ name, attributes: { ...attributes } }));
  parser.on("text", (text) => texts.push(text));
  parser.write(svg).close();
  return { tags, texts };
}

describe("the layer stack as a picture", () => {
  const { tags, texts } = parse(stackPicture(CONTAINER_STACK));

  test("names what a learner looks for", () => {
    const all = texts.join("\n");
    for (const text of ["Writable layer of app-container", "Add app", "Add node", "126MB", "69.2MB", "33B"]) {
      expect(all).toContain(text);
    }
    expect(all).toContain("DiffID bbbbbbbbbbbb");
    expect(all).toContain("ADD file:07cdbabf7829… in /");
  });

  test("the writable layer is on top and dashed, the base at the bottom", () => {
    const at = (text: string): number => texts.findIndex((one) => one.startsWith(text));
    expect(at("Writable layer of")).toBeLessThan(texts.lastIndexOf("Add app"));
    const boxes = tags.filter(({ name, attributes }) => name === "rect" && attributes.width === "490");
    expect(boxes).toHaveLength(4);
    expect(boxes.map(({ attributes }) => attributes["stroke-dasharray"] !== undefined)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    const tops = boxes.map(({ attributes }) => Number(attributes.y));
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
  });

  test("a tag stands at the height of the layer its image ends with", () => {
    const labels = tags.flatMap(({ name, attributes }) => (name === "text" ? [attributes] : []));
    const heightOf = (text: string): number => {
      const index = visible.findIndex(([, words]) => words === text);
      return Number(labels[index]?.y);
    };
    const visible = labels.map((_, index) => [index, visibleTexts[index]] as const);
    expect(Math.abs(heightOf("node-base:latest") - heightOf("Add node"))).toBeLessThan(10);
    expect(Math.abs(heightOf("ubuntu:22.04") - heightOf("ADD file:07cdbabf7829… in /"))).toBeLessThan(10);
  });

  /** Texts that are drawn, in order: those of `text` elements, not of `title` and `desc`. */
  const visibleTexts = [...stackPicture(CONTAINER_STACK).matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(
    ([, text]) => text,
  );

  test("has a title and a description for those who do not see it", () => {
    expect(tags[0]?.attributes["aria-labelledby"]).toBe("stack-title stack-desc");
    expect(tags[0]?.attributes.role).toBe("img");
    expect(texts.join("")).toContain("The layers of container app-container");
    expect(texts.join("")).toContain("4 layers, top to bottom. 1. Writable layer of app-container");
    expect(texts.join("")).toContain("node-base:latest ends here");
  });

  test("fits a notebook column, and needs nothing from elsewhere", () => {
    expect(Number(tags[0]?.attributes.width)).toBeLessThanOrEqual(800);
    const svg = stackPicture(CONTAINER_STACK);
    expect(svg).not.toMatch(/<script|<foreignObject|<image|href=|url\(|var\(|hsl\(/);
    // The one style holds other colours for a dark page, and nothing else.
    const rule = /svg\.layerlab \[(fill|stroke)=&quot;#[0-9a-f]{6}&quot;\] \{ \1: #[0-9a-f]{6} \} ?/g;
    const [style = "", ...more] = [...svg.matchAll(/<style>(.*?)<\/style>/gs)].map(([, text = ""]) => text);
    expect(more).toEqual([]);
    expect(style.replace(rule, "")).toBe("@media (prefers-color-scheme: dark) { }");
    expect(svg.match(/https?:[^"]*/g)).toEqual(["http://www.w3.org/2000/svg"]);
  });

  test("stays well-formed whatever the names and commands are", () => {
    expect(() => parse(stackPicture(HOSTILE_STACK))).not.toThrow();
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: fc.constantFrom("\ud800", "\udc00", "<", "\u0001", "\ufffe", "&", "a") }),
    );
    fc.assert(
      fc.property(text, text, fc.array(text), (name, createdBy, tagNames) => {
        const [layer] = HOSTILE_STACK.layers;
        if (layer === undefined) throw new Error("the sample stack has a layer");
        const stack: Stack = {
          ...HOSTILE_STACK,
          name,
          layers: [{ ...layer, createdBy, comment: "", tags: tagNames }],
        };
        parse(stackPicture(stack));
      }),
    );
  });

  test("mounts stand beside the container's own layer, and are said to be in none", () => {
    const mounts: readonly StackMount[] = [
      { type: "volume", source: "shop-data", anonymous: false, target: "/data", readOnly: false, size: 5 },
      { type: "bind", source: "/home/me/site", anonymous: false, target: "/site", readOnly: true },
    ];
    const drawn = parse(stackPicture({ ...CONTAINER_STACK, mounts }));
    const words = drawn.texts.join("\n");
    for (const text of ["/data", "volume shop-data", "read and write  ·  5B"]) expect(words).toContain(text);
    for (const text of ["/site", "/home/me/site of the machine", "read-only  ·  size unknown"])
      expect(words).toContain(text);
    expect(words).toContain("goes into no layer, so no commit takes it");
    const rects = drawn.tags.filter(({ name }) => name === "rect");
    const own = rects.find(({ attributes }) => attributes["stroke-dasharray"] !== undefined)?.attributes;
    const slabs = rects.filter(({ attributes }) => attributes.width === "204" && attributes.rx === undefined);
    expect(slabs).toHaveLength(2);
    for (const { attributes } of slabs) {
      expect(Number(attributes.x)).toBeGreaterThan(Number(own?.x) + Number(own?.width));
      expect(Number(attributes.y)).toBeGreaterThanOrEqual(Number(own?.y));
      expect(Number(attributes.y) + Number(attributes.height)).toBeLessThanOrEqual(
        Number(own?.y) + Number(own?.height),
      );
    }
  });

  test("no box overlaps another, however many tags and mounts there are", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(8), { minLength: 1, maxLength: 12 }), fc.nat(7), (counts, mounted) => {
        const [layer] = CONTAINER_STACK.layers;
        if (layer === undefined) throw new Error("the sample stack has a layer");
        const layers = counts.map((count) => ({
          ...layer,
          tags: Array.from({ length: count }, (_, at) => `t:${at}`),
        }));
        const { tags: drawn } = parse(
          stackPicture({
            ...CONTAINER_STACK,
            layers,
            mounts: Array.from({ length: mounted }, (_, at) => ({
              type: "tmpfs" as const,
              source: "",
              anonymous: false,
              target: `/${at}`,
              readOnly: false,
            })),
          }),
        );
        const rects = drawn.filter(({ name }) => name === "rect");
        for (const width of ["490", "204"]) {
          const column = rects.filter(({ attributes }) => attributes.width === width);
          for (const [at, { attributes }] of column.entries()) {
            const next = column[at + 1];
            if (next === undefined) continue;
            expect(Number(next.attributes.y)).toBeGreaterThanOrEqual(
              Number(attributes.y) + Number(attributes.height),
            );
          }
        }
      }),
    );
  });
});

describe("several stacks as a picture", () => {
  const layer = CONTAINER_STACK.layers[0];
  if (layer === undefined) throw new Error("the sample stack has a layer");
  /** Stacks that are branches of one tree: each number chooses the layer on top of the ones before. */
  const stacks = fc.array(
    fc.record({ path: fc.array(fc.nat(2), { maxLength: 5 }), writable: fc.boolean(), name: fc.string() }),
    { minLength: 1, maxLength: 12 },
  );
  const sharingFrom = (members: readonly { path: readonly number[]; writable: boolean; name: string }[]) =>
    sharingOf(
      members.map(({ path, writable, name }) => ({
        kind: writable ? ("container" as const) : ("image" as const),
        name,
        id: name,
        layers: path.map((_, at) => ({ ...layer, diffId: asDiffId(sha256(path.slice(0, at + 1).join())) })),
        ...(writable ? { upper: { directory: "", entries: 1, size: 2 } } : {}),
      })),
    );

  test("is well-formed, no box overlaps another, and each stands on its own layers", () => {
    fc.assert(
      fc.property(stacks, (members) => {
        const sharing = sharingFrom(members);
        parse(sharingPicture(sharing));
        const { boxes, columns } = sharingLayout(sharing, () => "a layer");
        expect([...columns].sort((a, b) => a - b)).toEqual(members.map((_, at) => at));
        const taken = new Set<string>();
        for (const box of boxes) {
          for (let at = box.column; at < box.column + box.span; at++) {
            const place = `${at} ${box.level}`;
            expect(taken.has(place), place).toBe(false);
            taken.add(place);
            const member = sharing.members[columns[at] ?? -1];
            if (box.kind === "layer") expect(member?.layers[box.level]).toBe(box.diffId);
            else expect(box.level).toBe(member?.layers.length);
          }
        }
        const cells = members.reduce((sum, { path, writable }) => sum + path.length + (writable ? 1 : 0), 0);
        expect(taken.size).toBe(cells);
      }),
    );
  });

  test("one box lies under all that share a layer, and says for how many", () => {
    const sharing = sharingFrom([
      { path: [0], writable: false, name: "base" },
      { path: [0, 1], writable: false, name: "one" },
      { path: [0, 2], writable: true, name: "two" },
    ]);
    const { tags, texts } = parse(sharingPicture(sharing));
    expect(texts.filter((words) => words.includes("shared by 3"))).not.toEqual([]);
    expect(tags.filter(({ attributes }) => attributes["stroke-dasharray"] === "7 4")).toHaveLength(1);
    expect(texts.join("\n")).toContain("1 of 3 layers are shared");
  });
});

describe("contrast is WCAG AA, 4.5 to 1 or more", () => {
  const pairs: readonly (readonly [string, string, string])[] = [
    ["text on the panel", PALETTE.text, PALETTE.panel],
    ["quiet text on the panel", PALETTE.quiet, PALETTE.panel],
    ["text on a layer", PALETTE.text, PALETTE.layer.fill],
    ["quiet text on a layer", PALETTE.quiet, PALETTE.layer.fill],
    ["text on a mount", PALETTE.text, PALETTE.mount.fill],
    ["quiet text on a mount", PALETTE.quiet, PALETTE.mount.fill],
    ["text on the writable layer", PALETTE.text, PALETTE.writable.fill],
    ["quiet text on the writable layer", PALETTE.quiet, PALETTE.writable.fill],
    ["a tag", PALETTE.tag.text, PALETTE.tag.fill],
    ...Object.entries(BADGES).map(
      ([name, { color, background }]) => [`badge ${name}`, color, background] as const,
    ),
  ];
  test.each(pairs)("%s", (_, text, ground) => expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5));

  const drawn = Object.entries(INK).flatMap(([name, { line }]) =>
    Object.entries({
      "a white page": "#ffffff",
      "a lesson's dark page": "#14171a",
      "JupyterLab's dark": "#111111",
    }).map(([page, ground]) => ({ name: `${name} on ${page}`, line, ground })),
  );
  test.each(drawn)("$name: an outline stands out, 3 to 1", ({ line, ground }) =>
    expect(contrast(line, ground)).toBeGreaterThanOrEqual(3),
  );
  test.each(drawn)(
    "$name: the page's text is legible on the tint, and on a box in a box",
    ({ line, ground }) => {
      const text = ground === "#ffffff" ? "#1c2024" : "#e0e0e0";
      const tint = over(line, ground);
      expect(contrast(text, tint)).toBeGreaterThanOrEqual(4.5);
      for (const { line: inner } of Object.values(INK))
        expect(contrast(text, over(inner, tint))).toBeGreaterThanOrEqual(4.5);
    },
  );

  const dark = (color: string) => DARK[color] ?? color;
  test.each(pairs.slice(0, 9))("%s, in the dark form", (_, text, ground) =>
    expect(contrast(dark(text), dark(ground))).toBeGreaterThanOrEqual(4.5),
  );
  test("every colour of pictures has a dark form", () => {
    for (const color of JSON.stringify(PALETTE).match(/#[0-9a-f]{6}/g) ?? [])
      expect(Object.keys(DARK)).toContain(color);
  });

  const shapes: readonly (readonly [string, string, string])[] = [
    ["a layer's outline", PALETTE.layer.border, PALETTE.panel],
    ["a layer's bar", PALETTE.layer.bar, PALETTE.layer.fill],
    ["a mount's outline", PALETTE.mount.border, PALETTE.panel],
    ["a mount's edge", PALETTE.mount.border, PALETTE.mount.fill],
    ["the writable layer's outline", PALETTE.writable.border, PALETTE.panel],
    ["the writable layer's bar", PALETTE.writable.bar, PALETTE.writable.fill],
    ["lines of a table on white", "#8a8a8a", "#ffffff"],
    ["lines of a table on JupyterLab's dark", "#8a8a8a", "#111111"],
  ];
  test.each(shapes)("%s: 3 to 1, as shapes need", (_, shape, ground) =>
    expect(contrast(shape, ground)).toBeGreaterThanOrEqual(3),
  );

  test("the measure: black on white is 21, a colour on itself 1", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#777777", "#777777")).toBe(1);
  });
});

/** WCAG 2.2, "contrast ratio". */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** A colour of which {@link TINT} lets so much through, over another. */
function over(color: string, ground: string): string {
  const share = Number.parseInt(TINT, 16) / 255;
  const mixed = [1, 3, 5].map((at) => {
    const [a, b] = [color, ground].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16));
    return Math.round((a ?? 0) * share + (b ?? 0) * (1 - share));
  });
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
