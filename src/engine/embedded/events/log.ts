import type { EngineEvent } from "../../events.js";

/** As many as Docker keeps (moby `daemon/events`). */
const KEPT = 256;

/** What this process did: the last events, and who is told of the next. */
export class EventLog {
  readonly #clock: () => number;
  readonly #listeners = new Set<(event: EngineEvent) => void>();
  #events: readonly EngineEvent[] = [];

  /** @param clock seconds since the epoch */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  add(Type: string, Action: string, ID: string, attributes: Readonly<Record<string, string>>): void {
    const seconds = this.#clock();
    const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
    const event: EngineEvent = {
      ...{ Type, Action, Actor: { ID, Attributes: Object.fromEntries(sorted) }, scope: "local" },
      time: Math.floor(seconds),
      timeNano: Math.round(seconds * 1000) * 1_000_000,
    };
    this.#events = [...this.#events, event].slice(-KEPT);
    for (const listener of this.#listeners) listener(event);
  }

  list(): readonly EngineEvent[] {
    return this.#events;
  }

  follow(listener: (event: EngineEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
