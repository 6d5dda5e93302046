/** The parts of the browser's document that are used; this project's types are those of Node.js. */
export interface PageElement {
  readonly ownerDocument: PageDocument;
  textContent: string | null;
  setAttribute(name: string, value: string): void;
  append(...content: readonly (PageElement | string)[]): void;
  replaceChildren(...content: readonly (PageElement | string)[]): void;
  addEventListener(event: "change", listener: () => void): void;
  contains(other: PageElement): boolean;
}
export interface PageDocument {
  readonly defaultView: { readonly localStorage: PageStorage } | null;
  createElement(tag: string): PageElement;
}
interface PageStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

type Attributes = Readonly<Record<string, string | boolean | undefined>>;
export type PageContent = PageElement | string | undefined | readonly PageContent[];

/** Makes an element; texts are texts, whatever they hold. */
export function make(
  page: PageDocument,
  tag: string,
  attributes: Attributes,
  ...content: readonly PageContent[]
): PageElement {
  const made = page.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...flat(content));
  return made;
}

function flat(content: readonly PageContent[]): (PageElement | string)[] {
  return content.flatMap((part) => {
    if (part === undefined) return [];
    return isList(part) ? flat(part) : [part];
  });
}

function isList(content: Exclude<PageContent, undefined>): content is readonly PageContent[] {
  return Array.isArray(content);
}

/** Text between backticks becomes code. */
export function withCode(page: PageDocument, text: string): PageContent {
  return text
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? make(page, "code", {}, part.slice(1, -1)) : part));
}
