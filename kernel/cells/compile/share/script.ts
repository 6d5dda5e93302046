/** A cell without its types. */
export interface Script {
  readonly text: string;
  /** From `text` to the cell. */
  readonly sourceMap: string;
}
