/** What `docker context` manages: the labs that a command line can speak to. */
export interface Contexts {
  list(): readonly LabContext[];
  /** The name of the one that this command speaks to. */
  readonly current: string;
  /** Makes a context the one that later commands speak to. */
  use(name: string): void;
  /** The environment's variable that decides whatever `use` says; absent where it does not. */
  readonly decidedBy?: string;
}

export interface LabContext {
  readonly name: string;
  readonly description: string;
  readonly host: string;
}

/** Where there is one lab, which is the default. */
export const ONLY_CONTEXT: Contexts = {
  list: () => [{ name: "default", description: "The lab that this command speaks to", host: "layerlab" }],
  current: "default",
  use: () => undefined,
};
