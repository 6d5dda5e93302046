import type { Json } from "../../src/display/displayable.js";
import type { JsonObject } from "../wire/message.js";

interface Entry {
  readonly line: number;
  readonly input: string;
  output: string | null;
}

/** The one session there is: history lives as long as the kernel. */
const SESSION = 1;

/** What was run, for `history_request`. */
export class History {
  readonly #entries: Entry[] = [];

  add(line: number, input: string): void {
    this.#entries.push({ line, input, output: null });
  }

  setOutput(line: number, output: string): void {
    const entry = this.#entries.findLast((each) => each.line === line);
    if (entry) entry.output = output;
  }

  /** Answers a request's content with `[session, line, input]`, or `[session, line, [input, output]]`. */
  query(request: JsonObject): Json[] {
    const number = (name: string): number | undefined => {
      const value = request[name];
      return typeof value === "number" ? value : undefined;
    };
    const count = number("n");
    let found: Entry[];
    switch (request.hist_access_type) {
      case "range": {
        const session = number("session") ?? 0;
        if (session !== 0 && session !== SESSION) return [];
        const [start, stop] = [number("start") ?? 0, number("stop") ?? Number.POSITIVE_INFINITY];
        found = this.#entries.filter(({ line }) => line >= start && line < stop);
        break;
      }
      case "search": {
        const pattern = typeof request.pattern === "string" ? glob(request.pattern) : /.*/s;
        found = this.#entries.filter(({ input }) => pattern.test(input));
        if (request.unique === true) found = [...new Map(found.map((each) => [each.input, each])).values()];
        break;
      }
      default:
        found = [...this.#entries];
    }
    if (count !== undefined && request.hist_access_type !== "range") found = found.slice(-count);
    return found.map(({ line, input, output }) => [
      SESSION,
      line,
      request.output === true ? [input, output] : input,
    ]);
  }
}

/** `*` any text, `?` any character, `[a-z]` one of a set, as the protocol's glob has them. */
function glob(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  try {
    return new RegExp(`^${source}$`, "s");
  } catch {
    // An open bracket: nothing is named so.
    return /^(?!)/;
  }
}
