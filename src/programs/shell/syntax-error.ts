import { parse } from "just-bash";
import { messageOf } from "../../errors/thrown.js";

/**
 * Whether only the end of the text is missing: an open quote, `if` without `fi`, a here-document without its last
 * line, a trailing `|`, `&&` or backslash. A shell then asks for more lines instead of complaining.
 */
export function isIncomplete(text: string): boolean {
  const bare = text.replace(/\n$/, "");
  if (/(^|[^\\])(\\\\)*\\$/.test(bare) && !/'[^']*$/.test(bare.replace(/'[^']*'/g, ""))) return true;
  let tree: unknown;
  try {
    tree = parse(text.endsWith("\n") ? text : `${text}\n`);
  } catch (error) {
    return wantsMore(error);
  }
  if (/(\||&&)\s*$/.test(withoutComment(bare))) return true;
  return hasOpenHereDocument(tree);
}

/** The error in bash's words, with its line number. */
export function syntaxError(
  error: unknown,
  text: string,
  shell: {
    readonly zero: string;
    readonly kind: "bash" | "dash";
    readonly mode: "interactive" | "command" | "file";
    readonly source?: string | undefined;
  },
): string {
  const message = messageOf(error);
  const ended = wantsMore(error) && !/looking for matching/.test(message);
  // Something missing is noticed after the last line.
  const line = ended ? text.replace(/\n$/, "").split("\n").length + 1 : lineOf(error);
  const where =
    shell.kind === "dash"
      ? `${shell.zero}: ${line}: Syntax error: `
      : `${shell.zero}: ${shell.source ? `${shell.source}: ` : shell.mode === "command" ? "-c: " : ""}${
          shell.mode === "interactive" && !shell.source ? "" : `line ${line}: `
        }`;
  const body = message.replace(/^Parse error at \d+:\d+: /, "").replace(/^line \d+: /, "");
  if (shell.kind === "dash") {
    const token = tokenOf(error);
    return `${where}${wantsMore(error) ? "end of file unexpected" : token ? `"${token}" unexpected` : body}\n`;
  }
  const quote = /looking for matching/.test(body);
  if (wantsMore(error) && !quote) return `${where}syntax error: unexpected end of file\n`;
  if (quote) return `${where}${body}\n`;
  const near = /near unexpected token/.test(body)
    ? body
    : `syntax error near unexpected token \`${tokenOf(error) || "newline"}'`;
  const shown = text.split("\n")[line - 1] ?? "";
  return `${where}${near}\n${where}\`${shown}'\n`;
}

/** The parser reached the end of the text, rather than something wrong. */
function wantsMore(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (/unexpected EOF|got EOF|unterminated|here-document/i.test(error.message)) return true;
  return typeof error === "object" && "token" in error && isToken(error.token) && error.token.type === "EOF";
}

function isToken(value: unknown): value is { readonly type: string; readonly value: string } {
  return typeof value === "object" && value !== null && "type" in value && "value" in value;
}

function tokenOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("token" in error) || !isToken(error.token)) return "";
  return error.token.type === "NEWLINE" ? "newline" : String(error.token.value);
}

function lineOf(error: unknown): number {
  return typeof error === "object" && error !== null && "line" in error && typeof error.line === "number"
    ? error.line
    : 1;
}

function withoutComment(text: string): string {
  return text.replace(/(^|\s)#[^\n]*$/, "$1");
}

function hasOpenHereDocument(tree: unknown): boolean {
  if (Array.isArray(tree)) return tree.some(hasOpenHereDocument);
  if (typeof tree !== "object" || tree === null) return false;
  if ("type" in tree && tree.type === "HereDoc" && "terminated" in tree && tree.terminated === false)
    return true;
  return Object.values(tree).some(hasOpenHereDocument);
}
