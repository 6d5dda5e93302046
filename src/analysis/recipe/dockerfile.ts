import type { CommittedImage, RecordedCommit } from "../../engine/commands.js";
import { shortId } from "../../oci/digest.js";
import { INTERRUPTED, KILLED } from "../../posix/exit-status.js";
import type { FileData } from "../../vfs/filesystem.js";
import { commandText, runText } from "./script.js";
import { type Segment, segmentsOf } from "./segments.js";
import { handedOn, type Settings, settingsOf, surroundings } from "./settings.js";
import { quoted } from "./words.js";

/** A Dockerfile made from recorded commands, with its files and notes. */
export interface RecipeText {
  /** The image it rebuilds. */
  readonly image: string;
  readonly dockerfile: string;
  /** Archives that it ADDs, by name in the build context. */
  readonly files: ReadonlyMap<string, FileData>;
  /** For each step that makes a layer, in order: the commit, from 0, to whose layer it contributes. */
  readonly steps: readonly { readonly commit: number; readonly instruction: string }[];
  /** What was not recorded, and what a Dockerfile cannot express. */
  readonly notes: readonly string[];
}

export interface RecipeOptions {
  /**
   * How many steps: `few` makes each commit's layer in one step where that is possible; `each` makes one for every
   * command, as in a Dockerfile that is written for the build cache. `few` by default.
   */
  readonly steps?: "few" | "each";
}

/** The Dockerfile that repeats what was done in the containers an image was committed from. */
export function recipeText(committed: CommittedImage, options: RecipeOptions = {}): RecipeText {
  return new Writer(committed, options.steps === "each").write();
}

class Writer {
  readonly #committed: CommittedImage;
  readonly #each: boolean;
  readonly #lines: string[] = [];
  readonly #steps: { commit: number; instruction: string }[] = [];
  readonly #files = new Map<string, FileData>();
  readonly #notes: string[] = [];
  #now: Settings;
  #runShell: "sh" | "bash" = "sh";

  constructor(committed: CommittedImage, each: boolean) {
    this.#committed = committed;
    this.#each = each;
    this.#now = settingsOf(committed.base.config);
  }

  write(): RecipeText {
    const { base, commits, name } = this.#committed;
    const [tag] = base.tags;
    this.#lines.push(`FROM ${tag ?? shortId(base.id)}`);
    if (tag === undefined)
      this.#note("The base image has no name: FROM gives its id, which only this store can find.");
    for (const [at, commit] of commits.entries()) this.#commit(commit, at);
    const last = commits.at(-1);
    if (last !== undefined) this.#finish(settingsOf(last.config), commits.length - 1);
    return {
      image: name,
      dockerfile: `${this.#lines.join("\n")}\n`,
      files: this.#files,
      steps: this.#steps,
      notes: this.#notes,
    };
  }

  #commit(commit: RecordedCommit, at: number): void {
    const { commands, container } = commit;
    const called = [
      commit.tags[0] ?? shortId(commit.image),
      ...(commit.comment === "" ? [] : [commit.comment]),
    ];
    if (this.#committed.commits.length > 1) this.#lines.push("", `# ${oneLine(called.join(": "))}`);
    this.#remark(commit);
    this.#surround(settingsOf(container), at);
    for (const segment of segmentsOf(commands.commands, this.#each)) this.#segment(segment, at);
  }

  /** Notes about what was not recorded. */
  #remark({ commands: { commands, dropped, changedFromOutside, clock } }: RecordedCommit): void {
    if (dropped > 0)
      this.#note(
        `${dropped} more commands ran than are kept for one container: this repeats only the first ones.`,
      );
    if (changedFromOutside)
      this.#note("Files were changed from TypeScript, through fileSystem(): no command can repeat that.");
    if (!clock.whole)
      this.#note("Files were changed in more seconds than are kept: late times cannot be repeated.");
    for (const command of commands) {
      if (command.kind === "copy") continue;
      const text = oneLine(commandText(command));
      if (command.kind === "program" && command.stdin !== undefined && "bytes" in command.stdin)
        this.#note(`${text} read ${command.stdin.bytes} bytes that are not kept.`);
      if (command.exitCode === undefined && command.changed)
        this.#note(
          `${text} was still running at the commit. A RUN step ends; a program that keeps running belongs in CMD.`,
        );
      else if (command.exitCode === INTERRUPTED || command.exitCode === KILLED)
        this.#note(`${text} was stopped before its end; here it runs to its end.`);
    }
  }

  #segment(segment: Segment, commit: number): void {
    if (segment.kind === "copy") {
      const { directory, archive, size } = segment.copy;
      const data = archive === undefined ? undefined : this.#committed.archives.get(archive);
      if (data === undefined) {
        this.#note(`${size} bytes of files copied into ${directory} are not kept: they are too many.`);
        return;
      }
      const name = `copied-${this.#files.size + 1}.tar`;
      this.#files.set(name, data);
      this.#layer(commit, [`ADD ${name} ${quoted(directory.endsWith("/") ? directory : `${directory}/`)}`]);
      return;
    }
    if (segment.user !== this.#now.user) {
      this.#lines.push(`USER ${segment.user || "root"}`);
      this.#now = { ...this.#now, user: segment.user };
    }
    for (const { text } of segment.lost)
      this.#note(`The shell of ${oneLine(text)} continues in a later step, which does not know what it set.`);
    const { lines, shell } = runText(segment, this.#now.workdir || "/");
    if (shell !== undefined) this.#shell(shell);
    this.#layer(commit, lines);
  }

  /** The shell that RUN passes its text to from here on. */
  #shell(shell: "sh" | "bash"): void {
    if (shell === this.#runShell) return;
    this.#lines.push(`SHELL ["/bin/${shell}", "-c"]`);
    this.#runShell = shell;
  }

  #surround(to: Settings, commit: number): void {
    const { instructions, unsayable } = surroundings(this.#now, to);
    for (const instruction of instructions) {
      // The root always exists, so WORKDIR makes no layer for it.
      if (instruction.startsWith("WORKDIR ") && instruction !== "WORKDIR /")
        this.#layer(commit, [instruction]);
      else this.#lines.push(instruction);
    }
    for (const each of unsayable) this.#note(`No instruction says ${each}.`);
    this.#now = { ...this.#now, env: to.env, workdir: to.workdir };
  }

  #finish(to: Settings, commit: number): void {
    this.#surround(to, commit);
    this.#shell("sh");
    const { instructions, unsayable } = handedOn(this.#now, to);
    this.#lines.push(...instructions);
    for (const each of unsayable) this.#note(`No instruction says ${each}.`);
  }

  #layer(commit: number, lines: readonly string[]): void {
    this.#lines.push(...lines);
    this.#steps.push({ commit, instruction: lines.join("\n") });
  }

  #note(text: string): void {
    if (!this.#notes.includes(text)) this.#notes.push(text);
  }
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
