import { showLines } from "./show-lines.js";

/** `%%markdown` */
export const markdown = showLines(
  {
    name: "%%markdown",
    summary: "show the cell's lines as Markdown",
    elsewhere: ["latex"],
    language: "Markdown",
  },
  "text/markdown",
);
