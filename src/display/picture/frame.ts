import { DARK, PALETTE, SANS } from "./palette.js";
import { type Xml, xml } from "./xml.js";

/** Rules outdo the attributes that they name; a program that knows no rules shows the light form. */
const DARK_STYLE = `@media (prefers-color-scheme: dark) { ${Object.entries(DARK)
  .map(
    ([light, dark]) =>
      `svg.layerlab [fill="${light}"] { fill: ${dark} } svg.layerlab [stroke="${light}"] { stroke: ${dark} }`,
  )
  .join(" ")} }`;

/**
 * A whole picture: `parts` on a panel, with a title and a description for screen readers. `id` tells the elements of
 * different kinds of pictures on one page apart.
 */
export function framed(
  {
    id,
    width,
    height,
    title,
    description,
  }: {
    readonly id: string;
    readonly width: number;
    readonly height: number;
    readonly title: string;
    readonly description: string;
  },
  parts: readonly Xml[],
): string {
  return xml(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "layerlab",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-labelledby": `${id}-title ${id}-desc`,
      "font-family": SANS,
      "font-size": 13,
    },
    xml("style", {}, DARK_STYLE),
    xml("title", { id: `${id}-title` }, title),
    xml("desc", { id: `${id}-desc` }, description),
    xml("rect", {
      x: 0.5,
      y: 0.5,
      width: width - 1,
      height: height - 1,
      rx: 8,
      fill: PALETTE.panel,
      stroke: PALETTE.panelBorder,
    }),
    ...parts,
  ).xml;
}
