import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** One cell that has run. */
export interface HistoryEntry {
  /** Numbers the kernels of all notebooks of this user. */
  readonly session: number;
  readonly line: number;
  readonly input: string;
  output: string | null;
}

const KEPT_SESSIONS = 200;
const KEPT_BYTES = 8 << 20;
/** One kernel's share: anything beyond is remembered until the kernel ends, but not kept. */
const SESSION_BYTES = 1 << 20;
const OUTPUT_CHARACTERS = 2000;

/**
 * History on the disk: a directory with a file for each kernel, so that kernels that run at the same time never write
 * to the same file. A file has one JSON document per line, `{line, input}` or `{line, output}`; the oldest files are
 * deleted when there are too many or they are too large.
 */
export class HistoryStore {
  readonly #directory: string;
  #session: number | undefined;
  #written = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** This kernel's number; its file is made when the number is first needed. */
  get session(): number {
    this.#session ??= this.#begin();
    return this.#session;
  }

  add(line: number, input: string): void {
    this.#append({ line, input });
  }

  setOutput(line: number, output: string): void {
    this.#append({ line, output: output.slice(0, OUTPUT_CHARACTERS) });
  }

  /** What earlier kernels ran, oldest first. */
  earlier(): HistoryEntry[] {
    const own = this.session;
    return this.#sessions()
      .filter((session) => session < own)
      .flatMap((session) => read(this.#file(session), session));
  }

  #append(record: { line: number; input?: string; output?: string }): void {
    const text = `${JSON.stringify(record)}\n`;
    this.#written += Buffer.byteLength(text);
    if (this.#written <= SESSION_BYTES) appendFileSync(this.#file(this.session), text);
  }

  #begin(): number {
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    this.#prune();
    for (let session = (this.#sessions().at(-1) ?? 0) + 1; ; session++) {
      try {
        // Fails if another kernel was faster: then the next number is ours.
        writeFileSync(this.#file(session), "", { flag: "wx", mode: 0o600 });
        return session;
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      }
    }
  }

  #prune(): void {
    let bytes = 0;
    for (const [age, session] of this.#sessions().reverse().entries()) {
      const file = this.#file(session);
      bytes += statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      if (age >= KEPT_SESSIONS || bytes > KEPT_BYTES) rmSync(file, { force: true });
    }
  }

  #sessions(): number[] {
    return readdirSync(this.#directory)
      .flatMap((name) => /^(\d+)\.jsonl$/.exec(name)?.slice(1) ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }

  #file(session: number): string {
    return join(this.#directory, `${session}.jsonl`);
  }
}

function read(file: string, session: number): HistoryEntry[] {
  const entries = new Map<number, HistoryEntry>();
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    // Another kernel has just removed it: it was due.
    return [];
  }
  for (const line of text.split("\n")) {
    const record = parse(line);
    if (record?.input !== undefined)
      entries.set(record.line, { session, line: record.line, input: record.input, output: null });
    const entry = entries.get(record?.line ?? -1);
    if (entry && record?.output !== undefined) entry.output = record.output;
  }
  return [...entries.values()];
}

/** A kernel that was killed may have left half a line. */
function parse(line: string): { line: number; input?: string; output?: string } | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || !("line" in value)) return undefined;
    if (typeof value.line !== "number") return undefined;
    const text = (name: "input" | "output") => {
      const member: unknown = Reflect.get(value, name);
      return typeof member === "string" ? { [name]: member } : {};
    };
    return { line: value.line, ...text("input"), ...text("output") };
  } catch {
    return undefined;
  }
}
