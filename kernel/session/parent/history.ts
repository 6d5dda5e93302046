import type { Json } from "../../../src/display/displayable.js";
import type { JsonObject } from "../../wire/message.js";
import type { HistoryEntry, HistoryStore } from "./history-store.js";

/** What was run, for `history_request`: by this kernel, and by earlier ones as far as it has been kept. */
export class History {
  readonly #entries: HistoryEntry[] = [];
  #store: HistoryStore | undefined;
  #earlier: HistoryEntry[] | undefined;
  readonly #complain: (error: unknown) => void;

  /** @param complain is called, once, if the store cannot be used; history then lives only as long as the kernel */
  constructor(store?: HistoryStore, complain: (error: unknown) => void = () => undefined) {
    this.#store = store;
    this.#complain = complain;
  }

  add(line: number, input: string): void {
    const session = this.#stored((store) => store.session) ?? 1;
    this.#entries.push({ session, line, input, output: null });
    this.#stored((store) => store.add(line, input));
  }

  setOutput(line: number, output: string): void {
    const entry = this.#entries.findLast((each) => each.line === line);
    if (!entry) return;
    entry.output = output;
    this.#stored((store) => store.setOutput(line, output));
  }

  /** The answer to a request's content: `[session, line, input]`, or `[session, line, [input, output]]`. */
  query(request: JsonObject): Json[] {
    const number = (name: string): number | undefined => {
      const value = request[name];
      return typeof value === "number" ? value : undefined;
    };
    const count = number("n");
    let found: HistoryEntry[];
    switch (request.hist_access_type) {
      case "range": {
        const [start, stop] = [number("start") ?? 0, number("stop") ?? Number.POSITIVE_INFINITY];
        found = this.#session(number("session") ?? 0).filter(({ line }) => line >= start && line < stop);
        break;
      }
      case "search": {
        const pattern = typeof request.pattern === "string" ? glob(request.pattern) : /.*/s;
        found = this.#all().filter(({ input }) => pattern.test(input));
        if (request.unique === true) {
          // Where it ran last.
          const newest = new Map(found.map((each) => [each.input, each]));
          found = found.filter((each) => newest.get(each.input) === each);
        }
        break;
      }
      default:
        found = this.#all();
    }
    if (count !== undefined && request.hist_access_type !== "range")
      found = count > 0 ? found.slice(-count) : [];
    return found.map(({ session, line, input, output }) => [
      session,
      line,
      request.output === true ? [input, output] : input,
    ]);
  }

  /** 0 is this kernel, -1 the one before it; others are counted from the very first. */
  #session(asked: number): HistoryEntry[] {
    if (asked === 0) return this.#entries;
    if (asked > 0) return this.#all().filter(({ session }) => session === asked);
    const sessions = [...new Set(this.#before().map(({ session }) => session))];
    const wanted = sessions.at(asked);
    return wanted === undefined ? [] : this.#before().filter(({ session }) => session === wanted);
  }

  #all(): HistoryEntry[] {
    return [...this.#before(), ...this.#entries];
  }

  #before(): HistoryEntry[] {
    this.#earlier ??= this.#stored((store) => store.earlier()) ?? [];
    return this.#earlier;
  }

  #stored<T>(use: (store: HistoryStore) => T): T | undefined {
    if (!this.#store) return undefined;
    try {
      return use(this.#store);
    } catch (error) {
      this.#store = undefined;
      this.#complain(error);
      return undefined;
    }
  }
}

/** `*` any text, `?` any character, `[a-z]` one of a set, as in the protocol's glob. */
function glob(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  try {
    return new RegExp(`^${source}$`, "s");
  } catch {
    // An unclosed bracket matches nothing.
    return /^(?!)/;
  }
}
