import { toBase64 } from "#platform/bytes";
import type { MimeBundle } from "../display/displayable.js";
import { escapeHtml } from "../display/html/element.js";
import { withoutEscapes } from "../posix/terminal.js";
import { stubOf } from "./handout.js";
import { PageMarkdown } from "./markdown.js";
import type { Cell, CodeCell, Notebook, Output } from "./notebook.js";
import { answerHtml, QUESTION_STYLE, questionHtml, tallyHtml } from "./page-question.js";
import { PAGE_STYLE } from "./page-style.js";
import { QUESTION_TYPE, readQuestion, TALLY_TYPE } from "./question.js";
import { safeHtml } from "./safe-html.js";

export interface LessonPage {
  /** The first heading, or the given name for a notebook without one. */
  readonly title: string;
  /** A whole document that needs no other file, no script and no network. */
  readonly html: string;
}

/** Nothing on the page may run or be fetched, whatever the notebook contains. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/**
 * A notebook with its saved outputs as a page to read: on a phone, on paper, in light and dark.
 *
 * @param name title of the page if the notebook has no heading, usually the file's name
 * @example
 * const { html } = lessonPage(parseNotebook(text), "01-understanding-image-layers");
 */
export function lessonPage(notebook: Notebook, name: string): LessonPage {
  const markdown = new PageMarkdown();
  const cells = new PageCells(markdown);
  const body = notebook.cells.map((cell) => cells.html(cell)).join("\n");
  const title = markdown.headings.find(({ depth }) => depth === 1)?.text ?? name;
  const parts = markdown.headings.filter(({ depth }) => depth === 2);
  const contents =
    parts.length < 2
      ? ""
      : `<nav aria-label="Contents"><ul>\n${parts
          .map(
            ({ slug, text }) => `<li><a href="#${escapeHtml(encodeURI(slug))}">${escapeHtml(text)}</a></li>`,
          )
          .join("\n")}\n</ul></nav>\n`;
  return {
    title,
    html: documentHtml(title, `${contents}<main>\n${body}\n</main>`),
  };
}

/** The page that links to the others. */
export function contentsPage(
  title: string,
  pages: readonly { readonly title: string; readonly file: string }[],
): string {
  const items = pages.map(
    ({ title: text, file }) => `<li><a href="${escapeHtml(encodeURI(file))}">${escapeHtml(text)}</a></li>`,
  );
  return documentHtml(
    title,
    `<main>\n<h1>${escapeHtml(title)}</h1>\n<ol>\n${items.join("\n")}\n</ol>\n</main>`,
  );
}

function documentHtml(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}${QUESTION_STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

/**
 * The cells of a page, one after another. What would give away the answer to a question, or the solution of an exercise,
 * is folded away until a reader opens it.
 */
class PageCells {
  readonly #markdown: PageMarkdown;
  /** Questions whose answer comes in a later cell. */
  readonly #open = new Set<string>();
  #questions = 0;
  #isAfterExercise = false;

  constructor(markdown: PageMarkdown) {
    this.#markdown = markdown;
  }

  html(cell: Cell): string {
    if (cell.cell_type === "markdown") return `<section>${this.#markdown.html(cell.source)}</section>`;
    if (cell.cell_type !== "code") return `<pre>${escapeHtml(cell.source)}</pre>`;
    if (cell.source.trim() === "" && cell.outputs.length === 0) return "";
    return `<section class="cell" aria-label="${cellName(cell)}">${this.#codeHtml(cell)}</section>`;
  }

  #codeHtml(cell: CodeCell): string {
    const stub = stubOf(cell);
    const outputs = cell.outputs.map((output) => this.#outputHtml(output)).join("");
    if (stub !== undefined) {
      this.#isAfterExercise = true;
      return `${inputHtml({ ...cell, source: stub })}<details><summary>A solution</summary>${inputHtml(cell)}${outputs}</details>`;
    }
    const isOurs = cell.outputs.some((output) => questionIn(output) !== undefined || isTally(output));
    const name = this.#isAfterExercise
      ? "What it shows when the exercise is solved"
      : this.#open.size > 0
        ? "What it shows"
        : isFolded(cell, "outputs_hidden")
          ? "What it prints"
          : undefined;
    // The code of a question is of less interest than the question.
    if (isOurs) return `${outputs}${inputHtml(cell)}`;
    if (name === undefined || outputs === "") return `${inputHtml(cell)}${outputs}`;
    return `${inputHtml(cell)}<details><summary>${name}</summary>${outputs}</details>`;
  }

  #outputHtml(output: Output): string {
    const question = questionIn(output);
    if (question === undefined) return isTally(output) ? tallyHtml(this.#questions) : outputHtml(output);
    if (question.shows === "answer") {
      this.#open.delete(question.id);
      return answerHtml(question);
    }
    this.#open.add(question.id);
    this.#questions++;
    return questionHtml(question, this.#questions);
  }
}

function questionIn(output: Output) {
  return "data" in output ? readQuestion(output.data[QUESTION_TYPE]) : undefined;
}

function isTally(output: Output): boolean {
  return "data" in output && Object.hasOwn(output.data, TALLY_TYPE);
}

function cellName({ execution_count: count }: CodeCell): string {
  return count === null ? "A cell that has not run" : `Cell ${count}`;
}

function inputHtml(cell: CodeCell): string {
  const code = `<pre class="input" tabindex="0"><code>${escapeHtml(cell.source)}</code></pre>`;
  return isFolded(cell, "source_hidden")
    ? `<details><summary>The code of this cell</summary>${code}</details>`
    : code;
}

/** What is folded in JupyterLab is folded here, and opens on demand. */
function isFolded({ metadata: { jupyter } }: CodeCell, what: "source_hidden" | "outputs_hidden"): boolean {
  return (
    typeof jupyter === "object" &&
    jupyter !== null &&
    Object.entries(jupyter).some(([name, value]) => name === what && value === true)
  );
}

function outputHtml(output: Output): string {
  switch (output.output_type) {
    case "stream":
      return textHtml(output.text, output.name === "stderr" ? "stderr" : "stdout");
    case "error":
      return textHtml(output.traceback.join("\n") || `${output.ename}: ${output.evalue}`, "error");
    default:
      return bundleHtml(output.data);
  }
}

/** The richest form that a page without scripts can show. */
function bundleHtml(data: MimeBundle): string {
  const plain = data["text/plain"];
  const html = data["text/html"];
  if (typeof html === "string") return `<div class="rich" tabindex="0">${safeHtml(html)}</div>`;
  const markdown = data["text/markdown"];
  if (typeof markdown === "string") return `<div class="rich">${new PageMarkdown().html(markdown)}</div>`;
  const svg = data["image/svg+xml"];
  if (typeof svg === "string")
    return picture("image/svg+xml", toBase64(new TextEncoder().encode(svg)), plain);
  for (const type of ["image/png", "image/jpeg", "image/gif", "image/webp"]) {
    const image = data[type];
    if (typeof image === "string") return picture(type, image.replace(/\s/g, ""), plain);
  }
  return plain === "" ? "" : textHtml(plain, "stdout");
}

/** As an image: scripts in it cannot run, and the text alternative says the same. */
function picture(type: string, base64: string, plain: string): string {
  const image = `<img src="data:${type};base64,${escapeHtml(base64)}" alt="${plain === "" ? "A picture" : "A picture; its text follows"}">`;
  const text =
    plain === "" ? "" : `<details><summary>The same as text</summary>${textHtml(plain, "stdout")}</details>`;
  return `<figure>${image}${text}</figure>`;
}

function textHtml(text: string, kind: "stdout" | "stderr" | "error"): string {
  const shown = withoutEscapes(text)
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) => afterReturn(line))
    .join("\n");
  return shown.trim() === "" ? "" : `<pre class="${kind}" tabindex="0">${escapeHtml(shown)}</pre>`;
}

/** A line that was overwritten, as progress bars do: its last text. */
function afterReturn(line: string): string {
  const text = line.replace(/\r$/, "");
  return text.slice(text.lastIndexOf("\r") + 1);
}
