import { toBase64 } from "#platform/bytes";
import type { BuildEvent } from "../../builder/events.js";
import { type Digest, sha256 } from "../../oci/digest.js";

interface Started {
  readonly digest: Digest;
  readonly name: string;
  readonly started: string;
}

/**
 * `--progress rawjson`: one line of JSON for each thing that happens, in the form of BuildKit's `client.SolveStatus`
 * (https://pkg.go.dev/github.com/moby/buildkit/client#SolveStatus), for programs that read it.
 */
export class JsonProgress {
  readonly #write: (text: string) => void;
  readonly #now: () => Date;
  readonly #vertexes = new Map<number, Started>();

  constructor(write: (text: string) => void, now: () => Date = () => new Date()) {
    this.#write = write;
    this.#now = now;
  }

  readonly event = (event: BuildEvent): void => {
    const status = this.#status(event);
    if (status !== undefined) this.#write(`${JSON.stringify(status)}\n`);
  };

  /** Nothing is left to write at the end. */
  end(): void {}

  /** A program finds the error in its vertex. */
  failure(): string {
    return "";
  }

  #status(event: BuildEvent): object | undefined {
    const timestamp = this.#now().toISOString();
    if (event.kind === "warning") {
      return { warnings: [{ level: 1, short: toBase64(new TextEncoder().encode(event.text)) }] };
    }
    if (event.kind === "vertex") {
      const digest = sha256(`${event.id} ${event.name}`);
      const vertex = { digest, name: event.name, started: timestamp };
      this.#vertexes.set(event.id, vertex);
      return { vertexes: [vertex] };
    }
    const vertex = this.#vertexes.get(event.id);
    if (vertex === undefined) return undefined;
    switch (event.kind) {
      case "log": {
        const stream = event.stream === "stdout" ? 1 : 2;
        const data = toBase64(event.bytes);
        return { logs: [{ vertex: vertex.digest, stream, data, timestamp }] };
      }
      case "status":
        return {
          statuses: [{ id: event.text, vertex: vertex.digest, current: 0, timestamp, completed: timestamp }],
        };
      case "cached":
        return { vertexes: [{ ...vertex, completed: timestamp, cached: true }] };
      case "done":
        return { vertexes: [{ ...vertex, completed: timestamp }] };
      case "error":
        return { vertexes: [{ ...vertex, completed: timestamp, error: event.message }] };
    }
  }
}
