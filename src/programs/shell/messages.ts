import { CANNOT_EXECUTE, NOT_FOUND } from "../../posix/exit-status.js";
import type { Lookup } from "../../process/lookup.js";
import { PRIVATE } from "./adapter.js";

/** Which shell prints, and how it was started. */
export interface Voice {
  /** `$0`. */
  readonly zero: string;
  /** `dash` has its own wording. */
  readonly kind: "bash" | "dash";
  readonly mode: "interactive" | "command" | "file";
}

/** Messages in the words of one shell: the interpreter's differ a little from bash's, and dash has its own. */
export class Messages {
  readonly #shell: Voice;
  readonly #refusals: ReadonlyMap<string, string>;

  /** `refusals`: why a file could not be opened for a redirection, by its path. */
  constructor(shell: Voice, refusals: ReadonlyMap<string, string>) {
    this.#shell = shell;
    this.#refusals = refusals;
  }

  /** One of the shell's own messages, in its wording: `bash: line 3: MESSAGE`. */
  of(line: number, text: string): string {
    const { zero, kind, mode } = this.#shell;
    if (kind === "dash") return `${zero}: ${line}: ${text}\n`;
    return mode === "interactive" ? `${zero}: ${text}\n` : `${zero}: line ${line}: ${text}\n`;
  }

  /** What the interpreter printed for line `line`, in this shell's words. */
  worded(text: string, line = 1): string {
    return withoutOurs(this.#refusal(text, line))
      .replace(
        /^(?:bash: )?([A-Za-z_]\w*: (?:unbound variable|parameter null or not set))$/gm,
        (_, said: string) => this.of(1, said).trimEnd(),
      )
      .replace(
        /^bash: (\w+): maximum recursion depth \((\d+)\) exceeded.*$/gm,
        (_, name: string, depth: string) =>
          this.of(1, `${name}: maximum function nesting level exceeded (${depth})`).trimEnd(),
      )
      .replace(/, increase executionLimits\.\w+/g, "");
  }

  /** just-bash's message about a file it could not open, without our mark and with the true reason. */
  #refusal(text: string, line: number): string {
    if (!text.includes(PRIVATE)) return text;
    return text.replace(
      /^bash: ([^\n\u0001]*)\u0001: (cannot open redirect target|Is a directory|cannot overwrite existing file)$/gm,
      (_, name: string, said: string) => {
        const reason = [...this.#refusals].find(([path]) => path.endsWith(name.replace(/^(\.\/)+/, "")))?.[1];
        return this.of(
          line,
          `${name}: ${/^cannot open/.test(said) ? (reason ?? "Permission denied") : said}`,
        ).trimEnd();
      },
    );
  }

  /** Why a program did not run, and the exit status. */
  notRun(name: string, reason: NotRun): readonly [text: string, code: number] {
    const dash = this.#shell.kind === "dash";
    if (reason !== "not-found")
      return [reason === "is-directory" && !dash ? "Is a directory" : "Permission denied", CANNOT_EXECUTE];
    if (dash) return ["not found", NOT_FOUND];
    return [name.includes("/") ? "No such file or directory" : "command not found", NOT_FOUND];
  }
}

/** What `set -x` tells of our own commands in the shell: of the one that runs programs, only the program; of the others, nothing. */
function withoutOurs(text: string): string {
  if (!text.includes(`/${PRIVATE}`)) return text;
  return text
    .replace(new RegExp(`^(\\++ )/usr/bin/${PRIVATE}run \\d+ \\S+ (?:\\$'\\\\x01<' \\S+ )?`, "gm"), "$1")
    .replace(new RegExp(`^\\++ /usr/bin/${PRIVATE}\\w+\\b.*\\n`, "gm"), "");
}

type NotRun = Extract<Lookup, { readonly found: false }>["reason"];
