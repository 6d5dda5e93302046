/** One paragraph of a control file: the fields in order, with continuation lines kept as they are. */
export class Stanza {
  readonly #fields: Map<string, { readonly name: string; readonly value: string }>;

  constructor(fields: Iterable<readonly [name: string, value: string]>) {
    this.#fields = new Map([...fields].map(([name, value]) => [name.toLowerCase(), { name, value }]));
  }

  /** A field's value without the space after the colon; "" if the stanza does not have it. */
  get(name: string): string {
    return this.#fields.get(name.toLowerCase())?.value ?? "";
  }

  has(name: string): boolean {
    return this.#fields.has(name.toLowerCase());
  }

  /** The same stanza with a field set, or removed if `undefined`; a new field comes after `Package`. */
  with(name: string, value: string | undefined): Stanza {
    const entries = this.#entries();
    const at = entries.findIndex(([key]) => key.toLowerCase() === name.toLowerCase());
    if (value === undefined) return at < 0 ? this : new Stanza(entries.toSpliced(at, 1));
    return new Stanza(
      at < 0 ? entries.toSpliced(1, 0, [name, value]) : entries.toSpliced(at, 1, [name, value]),
    );
  }

  /** The same stanza with these fields first, in this order. */
  ordered(names: readonly string[]): Stanza {
    const rank = (name: string) => {
      const at = names.indexOf(name);
      return at < 0 ? names.length : at;
    };
    return new Stanza(this.#entries().sort(([a], [b]) => rank(a) - rank(b)));
  }

  toString(): string {
    return `${this.#entries()
      .map(([name, value]) => `${name}:${value === "" || value.startsWith("\n") ? "" : " "}${value}\n`)
      .join("")}`;
  }

  #entries(): [string, string][] {
    return [...this.#fields.values()].map(({ name, value }) => [name, value]);
  }
}

/** Reads a control file (dpkg's status, an index of packages, extended_states). Malformed lines are skipped. */
export function parseStanzas(text: string): Stanza[] {
  const stanzas: Stanza[] = [];
  for (const paragraph of text.split(/\n[ \t]*\n+/)) {
    const fields: [string, string][] = [];
    for (const line of paragraph.split("\n")) {
      const last = fields.at(-1);
      if (/^[ \t]/.test(line) && last !== undefined) last[1] += `\n${line}`;
      else {
        const colon = line.indexOf(":");
        if (colon > 0) fields.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
      }
    }
    if (fields.length > 0) stanzas.push(new Stanza(fields));
  }
  return stanzas;
}

/** A control file of these stanzas, with a blank line between each two. */
export function formatStanzas(stanzas: Iterable<Stanza>): string {
  return [...stanzas].map(String).join("\n");
}
