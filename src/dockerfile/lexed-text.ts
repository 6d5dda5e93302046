import { Problem } from "./problem.js";
import { isSpace } from "./space.js";

/** Text that grows, and the words it consists of. */
export class LexedText {
  text = "";
  readonly #longest: number;
  readonly #words: string[] = [];
  #word = "";

  constructor(longest: number) {
    this.#longest = longest;
  }

  /** White space in it separates words. */
  add(text: string): void {
    this.#grow(text);
    for (const char of text) {
      if (!isSpace(char)) this.#word += char;
      else if (this.#word !== "") this.#end();
    }
  }

  /** All of it belongs to one word. */
  addQuoted(text: string): void {
    this.#grow(text);
    this.#word += text;
  }

  words(): readonly string[] {
    if (this.#word !== "") this.#end();
    return this.#words;
  }

  #end(): void {
    this.#words.push(this.#word);
    this.#word = "";
  }

  #grow(text: string): void {
    this.text += text;
    if (this.text.length > this.#longest)
      throw new Problem(`the value is longer than ${this.#longest} characters`);
  }
}
