import type { Ledger, LedgerRow } from "../analysis/ledger.js";
import { foundRowsBundle, ledgerBundle } from "../display/ledger.js";
import { matching } from "./matching.js";
import { Table, View } from "./shown.js";

/** Where each byte is; the view shows the heaviest paths, `find` looks through all of them. */
export class LedgerView extends View<Ledger> {
  constructor(data: Ledger) {
    super(data, () => ledgerBundle(data));
  }

  /** All paths that contain a text or match a pattern, most hidden bytes first. */
  find(pattern: string | RegExp): Table<LedgerRow> {
    const matches = matching(pattern);
    const found = this.data.rows.filter(({ path }) => matches(path));
    return Table.from_(found, () => foundRowsBundle(found, `${String(pattern)} in ${this.data.name}`));
  }
}
