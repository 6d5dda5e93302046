import type { RunCommand } from "../dockerfile/command.js";
import { heredocOf, heredocText } from "../dockerfile/heredoc.js";
import { join } from "../posix/path.js";
import { heredocSummary } from "./labels.js";
import type { RunMount } from "./run-mounts.js";

/** The text that the shell gets if a RUN has a heredoc below it. */
export function withHeredocs({ line: { words }, files }: RunCommand): {
  readonly line: readonly string[];
  readonly summary: string;
  readonly script?: RunMount;
} {
  const [file] = files;
  const [text = ""] = words;
  if (file === undefined) return { line: words, summary: "" };
  // A line that uses heredocs (`cat <<EOF > /x`) goes to the shell with them.
  if (heredocOf(text) === undefined)
    return {
      line: [[text, ...files.map(({ name, content }) => `${content}${name}`)].join("\n")],
      summary: "",
    };
  const content = heredocText(file);
  const summary = heredocSummary(file.content);
  if (!file.content.startsWith("#!")) return { line: [content], summary };
  return {
    line: [join(PIPES, file.name)],
    summary,
    script: { kind: "script", target: PIPES, name: file.name, content },
  };
}

/** Where BuildKit puts a script that names its own interpreter. */
const PIPES = "/dev/pipes";
