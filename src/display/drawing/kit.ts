import { type Content, element, type Html } from "../html/element.js";
import { type BoxKind, INK, TINT } from "./ink.js";

/**
 * Drawings are made of boxes of text, not of lines in an image: so they have the page's colours, dark or light, are wrapped where the page is
 * narrow instead of being shrunk, and are read aloud, searched and copied like any text. JupyterLab keeps them in a notebook it does
 * not trust.
 */
export function drawing(
  { title, words }: { readonly title: Content; readonly words?: Content },
  ...parts: readonly Content[]
): Html {
  return element(
    "div",
    { style: "max-width: 760px; margin: 4px 0; font-size: 13px; line-height: 1.45" },
    element("div", { style: "font-size: 15px; font-weight: bold; padding: 2px 0" }, title),
    words === undefined ? undefined : quiet(words),
    ...parts,
  );
}

/** A box; `thick` for one that stands out. */
export function box(
  kind: BoxKind,
  { thick = false, title }: { readonly thick?: boolean; readonly title?: string } = {},
  ...content: readonly Content[]
): Html {
  const { line, shape } = INK[kind];
  const width = shape === "double" ? 4 : thick ? 3 : shape === "solid" ? 1 : 2;
  const tint = kind === "paper" || kind === "faint" ? "" : `; background-color: ${line}${TINT}`;
  return element(
    "div",
    {
      style: `border: ${width}px ${shape} ${line}${tint}; border-radius: 6px; padding: 5px 10px; margin: 4px 0; overflow-wrap: break-word`,
      title,
    },
    ...content,
  );
}

/** What a box is called. */
export function name(...content: readonly Content[]): Html {
  return element("div", { style: "font-weight: bold" }, ...content);
}

/** A command, an instruction or a path. It breaks where it must. */
export function mono(text: string, title?: string): Html {
  return element(
    "span",
    {
      style: "font-family: monospace; font-size: 12px; white-space: pre-wrap; overflow-wrap: break-word",
      title,
    },
    text,
  );
}

export function quiet(...content: readonly Content[]): Html {
  return element("div", { style: "font-size: 12px" }, ...content);
}

/** What leads from one box to the next, downwards. */
export function down(...content: readonly Content[]): Html {
  return element("div", { style: "padding: 0 0 0 16px; font-size: 12px" }, "↓ ", ...content);
}

/** Things beside each other, of equal width; the next go under them where one would have less than `least` pixels. */
export function beside(least: number, parts: readonly Content[], align: "top" | "bottom" = "top"): Html {
  return columns(
    parts.map((content) => ({ share: 1, least, content })),
    align,
  );
}

/** The same, each as wide as its share. */
export function columns(
  parts: readonly { readonly share: number; readonly least: number; readonly content: Content }[],
  align: "top" | "bottom" = "top",
): Html {
  return element(
    "div",
    {
      style: `display: flex; flex-wrap: wrap; align-items: ${align === "top" ? "flex-start" : "flex-end"}`,
    },
    parts.map(({ share, least, content }) =>
      element(
        "div",
        { style: `flex-grow: ${share}; flex-basis: ${least}px; min-width: 0; padding: 0 6px 0 0` },
        content,
      ),
    ),
  );
}

/** A size as a length. The number is beside it, so nothing is lost without. */
export function length(value: number, largest: number, kind: BoxKind): Content {
  if (value <= 0 || largest <= 0) return undefined;
  const share = Math.max(1, Math.round((value / largest) * 100));
  return element("div", {
    style: `height: 4px; width: ${share}%; background-color: ${INK[kind].line}; margin: 3px 0 1px`,
  });
}
