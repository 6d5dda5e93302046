import { type Ledger, type LedgerRow, ledgerOf } from "../../analysis/ledger.js";
import { foundRowsBundle, ledgerBundle } from "../../display/ledger.js";
import { Table, View } from "../view.js";
import type { Named, ViewEntry } from "./entry.js";
import { matching } from "./path-pattern.js";

/** Where each byte is; the view shows the heaviest paths, `find` looks through all of them. */
export class LedgerView extends View<Ledger> {
  constructor(data: Ledger) {
    super(data, () => ledgerBundle(data));
  }

  /**
   * All paths that contain a text or match a pattern, most hidden bytes first.
   *
   * @example (await docker.ledger("bloated")).find(/\.bin$/);
   */
  find(pattern: string | RegExp): Table<LedgerRow> {
    const matches = matching(pattern);
    const found = this.data.rows.filter(({ path }) => matches(path));
    return Table.ofRows(found, () => foundRowsBundle(found, `${String(pattern)} in ${this.data.name}`));
  }
}

export interface LedgerMethod {
  /**
   * Where each byte of an image (or a container) comes from, and which bytes ship though nobody sees them.
   *
   * @param name name, id, or value of an image or a container
   * @returns `.data.rows` has a row for each path, most hidden bytes first; all sizes are bytes
   * @example await docker.ledger("bloated");
   * @example (await docker.ledger("bloated")).data.rows[0]; // { path, shipped, visible, hidden, events }
   */
  ledger(name: Named): Promise<LedgerView>;
}

export const ledger: ViewEntry<LedgerMethod["ledger"], "image" | "container"> = {
  of: ["image", "container"],
  open: async (engine, name) => new LedgerView(ledgerOf(await engine.contents(name))),
};
