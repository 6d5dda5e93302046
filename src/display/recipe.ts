import type { RecipeText } from "../analysis/recipe/dockerfile.js";
import { humanSize } from "../go/units.js";
import type { MimeBundle } from "./displayable.js";
import { element } from "./html/element.js";
import { note } from "./html/folded.js";
import { code } from "./html/table.js";
import { printable } from "./printable.js";

/** A Dockerfile made from recorded commands, with the files it adds and the notes about it. */
export function recipeBundle(recipe: RecipeText): MimeBundle {
  return { "text/html": recipeHtml(recipe), "text/plain": recipeTextOf(recipe) };
}

const INTRO = "the Dockerfile that repeats what was done in its containers. ";

function recipeHtml({ image, dockerfile, files, notes }: RecipeText): string {
  return element(
    "div",
    { style: "font-size: 13px" },
    note(element("strong", {}, printable(image, 80)), `: ${INTRO}`, code(".verify()"), " proves it."),
    element(
      "pre",
      {
        style:
          "font-family: monospace; font-size: 12px; line-height: 1.5; padding: 8px 10px; margin: 4px 0; border: 1px solid #8a8a8a; white-space: pre-wrap; overflow-wrap: break-word",
      },
      lines(dockerfile),
    ),
    files.size === 0
      ? undefined
      : note(
          "Its build context: ",
          [...files].map(([name, { size }], at) => [
            at === 0 ? "" : ", ",
            code(printable(name)),
            ` (${humanSize(size)})`,
          ]),
          ": the archives that were copied in, in .context.",
        ),
    notes.map((text) => note(printable(text, 300))),
  ).html;
}

function recipeTextOf({ image, dockerfile, files, notes }: RecipeText): string {
  const names = [...files].map(([name, { size }]) => `${printable(name)} (${humanSize(size)})`);
  return [
    `${printable(image, 80)}: ${INTRO.trim()}\n\n`,
    lines(dockerfile),
    names.length === 0 ? "" : `\nIts build context, in .context: ${names.join(", ")}\n`,
    notes.length === 0 ? "" : `\n${notes.map((text) => `${printable(text, 300)}\n`).join("")}`,
  ].join("");
}

/** Commands are what somebody typed, so control characters are made visible. */
function lines(text: string): string {
  return text
    .split("\n")
    .map((line) => printable(line, 2000))
    .join("\n");
}
