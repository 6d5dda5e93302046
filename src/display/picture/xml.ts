/** Elements of a picture as XML text. */
export interface Xml {
  readonly xml: string;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

export function xml(tag: string, attributes: Attributes, ...content: readonly (string | Xml)[]): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join("");
  const inner = content.map((part) => (typeof part === "string" ? escapeXml(part) : part.xml)).join("");
  return { xml: inner === "" ? `<${tag}${written}/>` : `<${tag}${written}>${inner}</${tag}>` };
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** XML 1.0 allows neither most control characters nor halves of surrogate pairs, even escaped. */
function escapeXml(text: string): string {
  return text
    .replace(/\p{Cs}/gu, "\ufffd")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
