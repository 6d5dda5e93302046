/** How many are remembered: some hours of work. */
const REMEMBERED = 2 ** 14;

/**
 * Signatures that have arrived. A message's id and date are part of what is signed, so no two have the same signature: a
 * message with a known one was recorded by somebody and sent again.
 */
export class SeenSignatures {
  readonly #signatures = new Set<string>();

  /** Returns whether this one is new, and remembers it. Without a key nothing is signed, and everything is new. */
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
