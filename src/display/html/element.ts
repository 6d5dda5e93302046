/** HTML that is already escaped and may go into a page. */
export interface Html {
  readonly html: string;
}

export type Content = string | number | Html | readonly Content[] | undefined;

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

const VOID: ReadonlySet<string> = new Set(["br", "img", "hr", "wbr"]);

/**
 * An element; text in `content` is escaped. Use only what JupyterLab keeps in a notebook it does not trust: tables, details,
 * meters, images, and inline styles with plain colours (`test/fixtures/jupyterlab-sanitizer` has the whole list).
 */
export function element(tag: string, attributes: Attributes, ...content: readonly Content[]): Html {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`))
    .join("");
  return {
    html: VOID.has(tag) ? `<${tag}${written}>` : `<${tag}${written}>${contentHtml(content)}</${tag}>`,
  };
}

/** What goes into an element, as text of HTML. */
export function contentHtml(content: Content): string {
  if (content === undefined) return "";
  if (typeof content === "string" || typeof content === "number") return escapeHtml(String(content));
  return isHtml(content) ? content.html : content.map(contentHtml).join("");
}

function isHtml(content: Html | readonly Content[]): content is Html {
  return "html" in content;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
