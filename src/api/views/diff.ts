import { inspectedMounts } from "../../analysis/mounts.js";
import { changesBundle } from "../../display/changes.js";
import type { Change } from "../../engine/containers.js";
import { Table } from "../view.js";
import type { Named, ViewEntry } from "./entry.js";

export interface DiffMethod {
  /**
   * What a container changed against its image: `docker diff`. `kind` is `A` for added, `C` for changed, `D` for deleted.
   *
   * @param container name, id, or value of a container
   * @example await docker.diff("box");
   */
  diff(container: Named): Promise<Table<Change>>;
}

export const diff: ViewEntry<DiffMethod["diff"], "container"> = {
  of: ["container"],
  open: async (engine, container) => {
    const changes = await engine.diff(container);
    const inspect = await engine.inspectContainer(container);
    const name = inspect.Name.replace(/^\//, "");
    return Table.ofRows(changes, () => changesBundle(changes, { name, mounts: inspectedMounts(inspect) }));
  },
};
