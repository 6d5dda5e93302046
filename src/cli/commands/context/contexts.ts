import { UsageError } from "../../../errors/cli.js";
import type { Contexts, LabContext } from "../../contexts.js";

/** @throws {UsageError} */
export function contextOf(contexts: Contexts, name: string): LabContext {
  const all = contexts.list();
  const found = all.find((each) => each.name === name);
  if (found !== undefined) return found;
  const names = all.map((each) => `"${each.name}"`).join(", ");
  throw new UsageError(
    `context "${name}": context not found: there ${all.length === 1 ? "is one here" : "are these here"}, ${names}`,
    1,
  );
}
