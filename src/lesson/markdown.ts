import { Marked } from "marked";
import { escapeHtml } from "../display/html/element.js";
import { safeHtml } from "./safe-html.js";

export interface Heading {
  readonly depth: number;
  readonly text: string;
  /** What a link to it names, unique on the page. */
  readonly slug: string;
}

/** The Markdown of one page: headings get names that links can use, and are remembered for its table of contents. */
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

  html(source: string): string {
    return safeHtml(this.#marked.parse(source, { async: false }));
  }

  /** As JupyterLab names headings, so that links into lessons work in both. */
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
