import sanitizeHtml from "sanitize-html";
import { labelledCells } from "./labelled-cells.js";

/** A CSS value that loads nothing and computes nothing. */
const PLAIN = [/^[^()@\\]*$/];
const STYLES = [
  "align-items",
  "background-color",
  "border",
  "border-bottom",
  "border-collapse",
  "border-left",
  "border-radius",
  "border-right",
  "border-top",
  "caption-side",
  "color",
  "cursor",
  "display",
  "flex-basis",
  "flex-grow",
  "flex-wrap",
  "font-family",
  "font-size",
  "font-style",
  "font-weight",
  "height",
  "line-height",
  "list-style-type",
  "margin",
  "margin-left",
  "max-height",
  "max-width",
  "min-width",
  "opacity",
  "overflow",
  "overflow-wrap",
  "padding",
  "padding-left",
  "text-align",
  "text-decoration",
  "vertical-align",
  "white-space",
  "width",
  "word-break",
];

/**
 * Removes everything from HTML that could run, load or cover something: a notebook may come from a stranger, and its page
 * is opened from a disk or a teacher's site.
 */
export function safeHtml(html: string): string {
  return sanitizeHtml(html, {
    ...labelledCells(),
    allowedTags: [
      ...sanitizeHtml.defaults.allowedTags,
      "details",
      "summary",
      "fieldset",
      "legend",
      "meter",
      "img",
      "del",
      "ins",
    ],
    allowedAttributes: {
      "*": ["style", "title", "id"],
      a: ["href", "title"],
      img: ["src", "alt", "width", "height"],
      th: ["scope", "colspan", "rowspan", "align", "data-label"],
      td: ["colspan", "rowspan", "align", "data-label"],
      details: ["open"],
      meter: ["value", "min", "max", "low", "high", "optimum"],
      ol: ["start"],
      code: ["class"],
    },
    allowedStyles: { "*": Object.fromEntries(STYLES.map((name) => [name, PLAIN])) },
    allowedSchemes: ["http", "https", "mailto"],
    allowedSchemesByTag: { img: ["data"] },
    allowProtocolRelative: false,
    // The page must be complete in itself: a picture beside the notebook would be missing.
    exclusiveFilter: ({ tag, attribs }) => tag === "img" && !/^data:image\//.test(attribs.src ?? ""),
  });
}
