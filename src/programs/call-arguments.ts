/** The arguments of a guest's call, which may be anything: what is not there counts as nothing. */
export class CallArguments {
  readonly #values: readonly unknown[];

  constructor(values: readonly unknown[]) {
    this.#values = values;
  }

  text(index: number): string {
    return String(this.#values[index] ?? "");
  }

  number(index: number): number {
    return Number(this.#values[index] ?? 0);
  }

  /** Text as UTF-8. */
  bytes(index: number): Uint8Array {
    const value = this.#values[index];
    return value instanceof Uint8Array ? value : new TextEncoder().encode(this.text(index));
  }
}
