import type { CommandIO } from "../../src/cli/command-io.js";
import type { MimeBundle } from "../../src/display/displayable.js";

export interface RecordingIO {
  readonly io: CommandIO;
  /** Text so far. */
  stdout(): string;
  stderr(): string;
  /** stdout and stderr in the order written, as a terminal would show them. */
  screen(): string;
  readonly shown: readonly MimeBundle[];
  readonly prompts: readonly string[];
}

/** A place that keeps what it is told. `lines` answers questions, one each, then end of input. */
export function recordingIO(
  options: Partial<Pick<CommandIO, "isTTY" | "isNotebook" | "signal" | "readAll" | "readLine">> & {
    readonly lines?: readonly string[];
    readonly rich?: boolean;
  } = {},
): RecordingIO {
  const { lines, rich, ...more } = options;
  const decoder = new TextDecoder();
  const written: { readonly stream: "stdout" | "stderr"; readonly text: string }[] = [];
  const shown: MimeBundle[] = [];
  const prompts: string[] = [];
  const left = [...(lines ?? [])];
  const text = (stream?: "stdout" | "stderr"): string =>
    written
      .filter((one) => stream === undefined || one.stream === stream)
      .map((one) => one.text)
      .join("");
  const put = (stream: "stdout" | "stderr") => (chunk: string | Uint8Array) => {
    written.push({ stream, text: typeof chunk === "string" ? chunk : decoder.decode(chunk) });
  };
  return {
    io: {
      stdout: put("stdout"),
      stderr: put("stderr"),
      isTTY: false,
      isNotebook: false,
      ...(rich ? { display: (bundle: MimeBundle) => void shown.push(bundle) } : {}),
      ...(lines === undefined
        ? {}
        : {
            readLine: async (prompt: string) => {
              prompts.push(prompt);
              return left.shift();
            },
          }),
      ...more,
    },
    stdout: () => text("stdout"),
    stderr: () => text("stderr"),
    screen: () => text(),
    shown,
    prompts,
  };
}
