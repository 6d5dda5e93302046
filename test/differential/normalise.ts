/**
 * Output without what differs from run to run: ids become `<id 1>`, `<id 2>` … in the order they are first seen (the
 * same id keeps its number, long or short, so who is who is still compared), times and widths of columns go.
 */
export class Normaliser {
  readonly #ids: string[] = [];
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  text(output: string): string {
    return (
      output
        .replaceAll(this.#directory, "<here>")
        // Docker shows where the container's files lie on the host.
        .replace(/lstat \S+\/merged\//g, "lstat /")
        .replace(/\b[0-9a-f]{64}\b|\b[0-9a-f]{12}\b/g, (id) => `<id ${this.#number(id)}>`)
        .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "<time>")
        .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? \+0000 UTC/g, "<time>")
        // Of several, Docker names the first of a map.
        .replace(/container <id \d+> is using/g, "container <id> is using")
        .replace(/(Less than a second|About a minute|\d+ (second|minute)s?)( ago)?/g, "<duration>")
        .replace(/ {3,}/g, "   ")
        .replace(/ +$/gm, "")
    );
  }

  #number(id: string): number {
    const at = this.#ids.findIndex((known) => known.startsWith(id) || id.startsWith(known));
    if (at < 0) return this.#ids.push(id);
    // A short id was seen first; the long one says more.
    if (id.length > (this.#ids[at] ?? "").length) this.#ids[at] = id;
    return at + 1;
  }
}
