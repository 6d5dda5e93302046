import sanitizeHtml from "sanitize-html";
import { fixtureText } from "../fixtures.js";

interface SanitizerOptions {
  readonly allowedTags: string[];
  readonly allowedAttributes: Record<string, string[]>;
  readonly allowedStyles: Record<string, string[]>;
  readonly allowedSchemes: string[];
  readonly allowedSchemesAppliedToAttributes: string[];
}

const recorded: SanitizerOptions = JSON.parse(fixtureText("jupyterlab-sanitizer/options.json"));

const options: sanitizeHtml.IOptions = {
  ...recorded,
  allowedStyles: {
    "*": Object.fromEntries(
      Object.entries(recorded.allowedStyles).map(([name, sources]) => [
        name,
        sources.map((source) => new RegExp(source, "i")),
      ]),
    ),
  },
};

/** The same document however it is written: tags and text, with their attributes and styles in one form. */
function shape(html: string): readonly string[] {
  const parts: string[] = [];
  sanitizeHtml(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    onOpenTag: (name, attributes) => {
      const written = Object.entries(attributes).map(([key, value]) =>
        key === "style" ? `style=${styles(value)}` : `${key}=${value}`,
      );
      parts.push(`<${[name, ...written.sort()].join(" ")}>`);
    },
    textFilter: (text) => {
      // The parser cuts text at entities: put it together again.
      const last = parts.at(-1);
      if (last === undefined || last.startsWith("<")) parts.push(`#${text}`);
      else parts[parts.length - 1] = last + text;
      return text;
    },
  });
  return parts;
}

/** What a style says in the end: of a property given twice the last one. */
function styles(text: string): string {
  const given = text
    .split(";")
    .map((one) => one.split(":").map((part) => part.trim()))
    .filter(([name]) => name !== "");
  return JSON.stringify(Object.entries(Object.fromEntries(given)).sort());
}

/** A page's shape as it is, and as JupyterLab leaves it where it does not trust the notebook. */
export function lostInNotebook(html: string): {
  readonly before: readonly string[];
  readonly after: readonly string[];
} {
  return { before: shape(html), after: shape(sanitizeHtml(html, options)) };
}
