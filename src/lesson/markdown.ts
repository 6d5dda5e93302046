import { Marked } from "marked";
import { escapeHtml } from "../display/html/element.js";
import { safeHtml } from "./safe-html.js";

export interface Heading {
  readonly depth: number;
  readonly text: string;
  /** The anchor that links to it use; unique on the page. */
  readonly slug: string;
}

/** The Markdown of one page. Headings get anchors, and are collected for the table of contents. */
export class PageMarkdown {
  readonly headings: Heading[] = [];
  readonly #marked: Marked;
  readonly #slugs = new Map<string, number>();

  constructor() {
    const heading = (depth: number, html: string): string => {
      const text = plainText(html);
      const slug = this.#slug(text);
      this.headings.push({ depth, text, slug });
      return `<h${depth} id="${slug}">${html}</h${depth}>\n`;
    };
    this.#marked = new Marked({
      gfm: true,
      renderer: {
        heading({ tokens, depth }) {
          return heading(depth, this.parser.parseInline(tokens));
        },
        link({ href, title, tokens }) {
          const named = title ? ` title="${escapeHtml(title)}"` : "";
          return `<a href="${escapeHtml(pageLink(href))}"${named}>${this.parser.parseInline(tokens)}</a>`;
        },
      },
    });
  }

  /** HTML that is safe on a page; the text as it is where nothing can be made of it in reasonable time. */
  html(source: string): string {
    if (isTooDeep(source)) return asWritten(source);
    try {
      return safeHtml(this.#marked.parse(source, { async: false }));
    } catch (error) {
      // Nested beyond what the parser's stack holds.
      if (error instanceof RangeError) return asWritten(source);
      throw error;
    }
  }

  /** JupyterLab's rule for anchors, so that links into lessons work in both. */
  #slug(text: string): string {
    const base =
      text
        .trim()
        .replace(/\s+/g, "-")
        .replace(/["'<>&]/g, "") || "part";
    const count = this.#slugs.get(base) ?? 0;
    this.#slugs.set(base, count + 1);
    return count === 0 ? base : `${base}-${count}`;
  }
}

/** Columns of quote marks, bullets and blanks before a line's text. */
const MAX_INDENT = 256;

/** The parser's time grows with the third power of the depth. */
function isTooDeep(source: string): boolean {
  return source.split("\n").some((line) => (/^[\s>*+\-\d.)]*/.exec(line)?.[0].length ?? 0) > MAX_INDENT);
}

function asWritten(source: string): string {
  return `<p>This text is nested too deep to be shown as a page, so here it is as it was written:</p>\n<pre>${escapeHtml(source)}</pre>\n`;
}

/** A link to another lesson leads to its page. */
function pageLink(href: string): string {
  return /^[a-z][a-z+.-]*:/i.test(href) ? href : href.replace(/\.ipynb(?=$|[?#])/, ".html");
}

function plainText(html: string): string {
  return html
    .replace(/<[^<>]*>/g, "")
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? "");
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
