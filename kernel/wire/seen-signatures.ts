/** How many are remembered: some hours of work. */
const REMEMBERED = 2 ** 14;

/**
 * Signatures that were heard. A message's id and date are signed with it, so that no two have the same one: what comes
 * with a known signature was sent again by somebody who listened in.
 */
export class SeenSignatures {
  readonly #signatures = new Set<string>();

  /** Says whether this one is new, and remembers it. Without a key nothing is signed, and everything is new. */
  take(signature: Uint8Array): boolean {
    const text = Buffer.from(signature).toString("latin1");
    if (text === "") return true;
    if (this.#signatures.has(text)) return false;
    this.#signatures.add(text);
    const [oldest] = this.#signatures;
    if (this.#signatures.size > REMEMBERED && oldest !== undefined) this.#signatures.delete(oldest);
    return true;
  }
}
