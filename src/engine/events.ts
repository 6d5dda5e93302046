/** What has happened in an engine. */
export interface Events {
  /** The last ones that this process did, oldest first; Docker keeps as many. */
  events(): Promise<readonly EngineEvent[]>;
  /** Calls back for everything from now on. Returns a function that ends this. */
  followEvents(listener: (event: EngineEvent) => void): Promise<() => void>;
}

/** `docker events`, in Docker's order. */
export interface EngineEvent {
  /** `container`, `image`, `network` or `volume` */
  readonly Type: string;
  /** `create`, `start`, `die` … */
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> };
  readonly scope: "local";
  /** Seconds since the epoch. */
  readonly time: number;
  readonly timeNano: number;
}
