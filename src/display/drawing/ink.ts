/**
 * Colours of drawings. A drawing has no ground of its own: its text has the page's colour, each outline stands out from white and from
 * black by 3 to 1, and the tint over either leaves the text legible (a test computes both). What a box is, its outline and its words say too.
 */
export const INK = {
  /** Read-only, shared. */
  layer: { line: "#3b7cc4", shape: "solid" },
  /** A container's own. */
  writable: { line: "#a8740a", shape: "dashed" },
  /** Beside the layers. */
  mount: { line: "#2f8a57", shape: "double" },
  /** A document, or a line of one. */
  paper: { line: "#7d848c", shape: "solid" },
  /** A deletion, or a chain that is broken. */
  hole: { line: "#c4514b", shape: "dashed" },
  /** Not there, or not seen. */
  faint: { line: "#7d848c", shape: "dotted" },
} as const satisfies Readonly<Record<string, Ink>>;

interface Ink {
  readonly line: string;
  readonly shape: "solid" | "dashed" | "dotted" | "double";
}

export type BoxKind = keyof typeof INK;

/** One part in eight, over whatever the page's ground is. */
export const TINT = "20";
