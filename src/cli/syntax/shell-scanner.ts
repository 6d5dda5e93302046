/**
 * Splits a command line like a POSIX shell: quotes, backslashes, comments, here-documents. One scanner for
 * both who use it: `split-command-line.ts`, which makes words of the pieces, and `unfinished.ts`, which asks
 * whether the shell would read another line.
 */
export interface ScannedLine {
  readonly pieces: readonly ShellPiece[];
  /** What is still open at the end of the line, so that a shell would read another one. */
  readonly open?: OpenEnd;
}

export type ShellPiece =
  /** Part of a word: pieces of text that touch are one word, and an empty one (`""`) is a word too. */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "blank" }
  /** `;`, or the end of a line. */
  | { readonly kind: "sequence" }
  /** `&&` */
  | { readonly kind: "and" }
  /** What only a real shell can do. */
  | { readonly kind: "background" | "pipe" | "pattern" | "redirection" | "substitution" };

type OpenEnd =
  | { readonly kind: "quote"; readonly quote: "'" | '"'; readonly at: number }
  | { readonly kind: "backslash" }
  | { readonly kind: "heredoc"; readonly delimiter: string };

export function scanShellLine(line: string): ScannedLine {
  return new Scanner(line).run();
}

interface Heredoc {
  readonly delimiter: string;
  readonly stripTabs: boolean;
}

class Scanner {
  readonly #line: string;
  readonly #pieces: ShellPiece[] = [];
  /** Here-documents with bodies that begin after this line. */
  readonly #heredocs: Heredoc[] = [];
  #at = 0;
  #open: OpenEnd | undefined;

  constructor(line: string) {
    this.#line = line;
  }

  run(): ScannedLine {
    while (this.#at < this.#line.length && this.#open === undefined) this.#step();
    const [heredoc] = this.#heredocs;
    if (this.#open === undefined && heredoc !== undefined)
      this.#open = { kind: "heredoc", delimiter: heredoc.delimiter };
    return { pieces: this.#pieces, ...(this.#open === undefined ? {} : { open: this.#open }) };
  }

  #step(): void {
    const at = this.#at;
    const character = this.#line[at] ?? "";
    switch (character) {
      case " ":
      case "\t":
        this.#at += 1;
        this.#pieces.push({ kind: "blank" });
        return;
      case "\n":
        this.#at += 1;
        this.#pieces.push({ kind: "sequence" });
        this.#skipHeredocs();
        return;
      case ";":
        this.#at += 1;
        this.#pieces.push({ kind: "sequence" });
        return;
      case "#":
        if (this.#isInWord()) break;
        this.#at = this.#lineEnd(at);
        return;
      case "'":
        this.#singleQuoted();
        return;
      case '"':
        this.#doubleQuoted();
        return;
      case "\\":
        this.#escaped();
        return;
      case "&":
        this.#at += this.#line[at + 1] === "&" ? 2 : 1;
        this.#pieces.push({ kind: this.#at === at + 2 ? "and" : "background" });
        return;
      case "|":
        this.#at += 1;
        this.#pieces.push({ kind: "pipe" });
        return;
      case "<":
        this.#pieces.push({ kind: "redirection" });
        this.#at += this.#inputRedirection();
        return;
      case ">":
        this.#at += 1;
        this.#pieces.push({ kind: "redirection" });
        return;
      case "`":
        this.#substitution();
        break;
      case "$":
        // Bash's quotes with escapes, `$'a\nb'`; within other quotes they are only signs.
        if (/^\$['"]/.test(this.#line.slice(this.#at))) this.#substitution();
        else this.#dollar();
        break;
      case "*":
      case "?":
      case "[":
      case "~":
      case "!":
      case "(":
      case ")":
        this.#pieces.push({ kind: "pattern" });
        break;
      case "{":
        // Not `--format {{.Names}}`, which a shell leaves as it is.
        if (/^\{[^\s{}]*(?:,|\.\.)/.test(this.#line.slice(at))) this.#pieces.push({ kind: "pattern" });
        break;
    }
    this.#text(character);
    this.#at += 1;
  }

  #singleQuoted(): void {
    const start = this.#at;
    const end = this.#line.indexOf("'", start + 1);
    if (end < 0) this.#open = { kind: "quote", quote: "'", at: start };
    else this.#text(this.#line.slice(start + 1, end));
    this.#at = end + 1;
  }

  #doubleQuoted(): void {
    const start = this.#at;
    this.#text("");
    this.#at += 1;
    for (;;) {
      const character = this.#line[this.#at];
      if (character === undefined) {
        this.#open = { kind: "quote", quote: '"', at: start };
        return;
      }
      if (character === '"') break;
      if (character === "$") this.#dollar();
      if (character === "`") this.#substitution();
      const next = this.#line[this.#at + 1] ?? "";
      if (character === "\\" && /[$`"\\\n]/.test(next)) {
        if (next !== "\n") this.#text(next);
        this.#at += 2;
      } else {
        this.#text(character);
        this.#at += 1;
      }
    }
    this.#at += 1;
  }

  #escaped(): void {
    const next = this.#line[this.#at + 1];
    if (next === undefined) {
      this.#open = { kind: "backslash" };
      this.#text("\\");
    } else if (next !== "\n") this.#text(next);
    this.#at += 2;
  }

  /** A `$` that a shell would replace; `$` before a blank or at the end is only a dollar sign. */
  #dollar(): void {
    if (/^\$(?:[A-Za-z_]\w*|[{(0-9?@*#!$-])/.test(this.#line.slice(this.#at))) this.#substitution();
  }

  #substitution(): void {
    this.#pieces.push({ kind: "substitution" });
  }

  /** How long the operator is; a here-document's delimiter belongs to it. */
  #inputRedirection(): number {
    const rest = this.#line.slice(this.#at);
    if (rest.startsWith("<<<")) return 3;
    if (!rest.startsWith("<<")) return 1;
    const match = /^<<(-?)\s*(?:'([^']*)'|"([^"]*)"|([^\s;&|<>()]+))/.exec(rest);
    if (match === null) return 2;
    const delimiter = match[2] ?? match[3] ?? (match[4] ?? "").replace(/\\/g, "");
    this.#heredocs.push({ delimiter, stripTabs: match[1] === "-" });
    return match[0].length;
  }

  /** Goes on after the bodies of here-documents; the first that does not end stays. */
  #skipHeredocs(): void {
    for (let heredoc = this.#heredocs[0]; heredoc !== undefined; heredoc = this.#heredocs[0]) {
      if (this.#at > this.#line.length) return;
      const end = this.#lineEnd(this.#at);
      const line = this.#line.slice(this.#at, end);
      this.#at = end + 1;
      if ((heredoc.stripTabs ? line.replace(/^\t+/, "") : line) === heredoc.delimiter) this.#heredocs.shift();
    }
  }

  #isInWord(): boolean {
    return this.#pieces.at(-1)?.kind === "text";
  }

  #lineEnd(from: number): number {
    const end = this.#line.indexOf("\n", from);
    return end < 0 ? this.#line.length : end;
  }

  #text(text: string): void {
    this.#pieces.push({ kind: "text", text });
  }
}
