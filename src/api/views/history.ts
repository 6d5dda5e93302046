import { type HistoryOrder, historyBundle } from "../../display/history.js";
import type { HistoryRow } from "../../engine/images.js";
import { Table } from "../view.js";
import type { Named, ViewEntry } from "./entry.js";

export interface HistoryOptions {
  /** `newest-first`, as Docker prints it, by default. */
  readonly order?: HistoryOrder;
}

export interface HistoryMethod {
  /**
   * How an image was made: `docker image history`. Each step with its number, its layer, or why it has none.
   *
   * @param image name, id, or value of an image
   * @example await docker.history("node-base");
   * @example await docker.history("node-base", { order: "oldest-first" });
   */
  history(image: Named, options?: HistoryOptions): Promise<Table<HistoryRow>>;
}

export const history: ViewEntry<HistoryMethod["history"], "image"> = {
  of: ["image"],
  open: async (engine, name, { order = "newest-first" } = {}) => {
    const rows = await engine.history(name);
    const now = new Date();
    const ordered = order === "oldest-first" ? [...rows].reverse() : rows;
    return Table.ofRows(ordered, () => historyBundle(ordered, { name, now, order }));
  },
};
