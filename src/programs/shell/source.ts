import { type CommandContext, type ExecResult, parse } from "just-bash";
import { FileSystemError } from "../../errors/filesystem.js";
import { absolute } from "../../posix/path.js";
import type { AskedInput } from "../../process/asked-input.js";
import type { ShellFileSystem } from "./adapter.js";
import { decode } from "./bytes.js";
import type { Voice } from "./messages.js";
import { ask, type Reading } from "./reading.js";
import type { Rewriter } from "./rewrite.js";
import { syntaxError } from "./syntax-error.js";

/** The parts of a shell that `source` works with. */
interface SourcingShell {
  readonly options: Voice;
  readonly files: ShellFileSystem;
  readonly rewriter: Rewriter;
  message(line: number, text: string): string;
  /** The shell's own input, as far as it is that which a command finds at its standard input; absent: it is another. */
  inputOf(context: CommandContext): { readonly input?: AskedInput } | undefined;
  /** Shows a question, where there is a terminal. */
  prompt(text: string): void;
  untilStopped(what: Promise<unknown>): Promise<number>;
}

/**
 * `source` and `eval` at run time: reads the text and puts its statements into their slot of the running script.
 */
export async function source(
  args: readonly string[],
  context: CommandContext,
  host: SourcingShell,
): Promise<ExecResult> {
  const [number = "", mode, live = "0", inFunction, ...rest] = args;
  const slot = host.rewriter.slots[Number(number)];
  const fail = (text: string, code: number): ExecResult => ({ stdout: "", stderr: text, exitCode: code });
  if (!slot) return fail("", 1);
  slot.body = [];
  if (mode === "words") {
    slot.body = host.rewriter.words(rest, slot, Number(live), inFunction === "1");
    return fail("", 0);
  }
  if (mode === "read") {
    const [line = "0", ...words] = rest;
    const own = host.inputOf(context);
    let reading: Reading = { words };
    if (own !== undefined) {
      const asked = ask(words, own.input, (text) => host.prompt(text));
      const status = await host.untilStopped(asked);
      if (status !== 0) return { ...fail("", status), internalStdinConsumed: 0 };
      reading = await asked;
    }
    const input = reading.bytes === undefined ? undefined : decode(reading.bytes);
    slot.body = host.rewriter.reading(reading.words, slot, Number(live), line, input);
    // What a descriptor gives is left for the builtin.
    return { ...fail("", 0), internalStdinConsumed: 0 };
  }
  let text = rest.join(" ");
  if (mode === "file") {
    const [file] = rest[0] === "--" ? rest.slice(1) : rest;
    if (file === undefined) return fail("bash: source: filename argument required\n", 2);
    try {
      text = new TextDecoder().decode(host.files.forPrograms().readFile(sourceFile(file, context, host)));
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      return fail(host.message(1, `${file}: ${error.strerror}`), 1);
    }
  }
  try {
    slot.body = host.rewriter.script(parse(text), Number(live), inFunction === "1");
  } catch (error) {
    return fail(syntaxError(error, text, { ...host.options, source: mode === "eval" ? "eval" : rest[0] }), 2);
  }
  return fail("", 0);
}

function sourceFile(file: string, context: CommandContext, host: SourcingShell): string {
  if (file.includes("/")) return absolute(context.cwd, file);
  for (const directory of (context.env.get("PATH") ?? "").split(":")) {
    const path = absolute(context.cwd, `${directory}/${file}`);
    if (directory && host.files.target.lstatIfExists(path)) return path;
  }
  return absolute(context.cwd, file);
}
