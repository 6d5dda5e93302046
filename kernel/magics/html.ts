import { showLines } from "./show-lines.js";

/** `%%html` */
export const html = showLines(
  { name: "%%html", summary: "show the cell's lines as HTML", elsewhere: ["svg"], language: "HTML" },
  "text/html",
);
