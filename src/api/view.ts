import { DISPLAY, type Displayable, type MimeBundle } from "../display/displayable.js";

/**
 * A list of rows that shows itself as a table: rich in a notebook, Docker's own text everywhere else. It is an
 * array of plain data besides, so `rows.find(…)`, `for … of` and `JSON.stringify` work.
 *
 * @example
 * const history = await docker.history("ubuntu");
 * history;                              // the table
 * history.filter((row) => row.size > 0) // plain rows
 */
export class Table<Row> extends Array<Row> implements Displayable {
  #bundle: () => MimeBundle = () => ({ "text/plain": "" });

  // What `filter` and `map` make is a plain array: the rows may no longer fit the table's columns.
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  static ofRows<Row>(rows: readonly Row[], bundle: () => MimeBundle): Table<Row> {
    const table = new Table<Row>();
    table.push(...rows);
    table.#bundle = bundle;
    Object.freeze(table);
    return table;
  }

  [DISPLAY](): MimeBundle {
    return this.#bundle();
  }

  override toString(): string {
    return this.#bundle()["text/plain"];
  }
}

/** Any value with a way to show it. */
export class View<Data> implements Displayable {
  /** What is shown, as plain data. */
  readonly data: Data;
  readonly #bundle: () => MimeBundle;

  constructor(data: Data, bundle: () => MimeBundle) {
    this.data = data;
    this.#bundle = bundle;
  }

  [DISPLAY](): MimeBundle {
    return this.#bundle();
  }

  toJSON(): Data {
    return this.data;
  }

  toString(): string {
    return this.#bundle()["text/plain"];
  }
}
