import { commandsBundle } from "../../display/commands.js";
import type { RecordedCommand } from "../../engine/commands.js";
import { Table } from "../view.js";
import type { Named, ViewEntry } from "./entry.js";

export interface CommandsMethod {
  /**
   * What was done in a container, oldest first: programs, typed lines, files copied in. Docker keeps no such list.
   *
   * @param container name, id, or value of a container
   * @example await docker.commands("box");
   */
  commands(container: Named): Promise<Table<RecordedCommand>>;
}

export const commands: ViewEntry<CommandsMethod["commands"], "container"> = {
  of: ["container"],
  open: async (engine, container) => {
    const recorded = (await engine.commands(container)).commands;
    const name = (await engine.inspectContainer(container)).Name.replace(/^\//, "");
    return Table.ofRows(recorded, () => commandsBundle(recorded, name));
  },
};
