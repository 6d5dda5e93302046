import type { Engine } from "../../../../engine/engine.js";
import type { CommandIO } from "../../../command-io.js";
import type { ParsedOptions } from "../../../syntax/parsed-options.js";
import type { CreateOption } from "./create-option.js";

/** The notes that have been printed, for the life of the engine: a notebook's session, or one command of a terminal. */
const SAID = new WeakMap<Engine, Set<string>>();

/** Says which options have no effect here, and why: on stderr, once in a session. */
export function noteWithoutEffect(
  engine: Engine,
  io: CommandIO,
  table: readonly Pick<CreateOption, "long" | "type" | "default" | "note" | "limit" | "fulfilled">[],
  options: ParsedOptions,
): void {
  for (const { long, type, note, limit, fulfilled = [] } of table) {
    if ((note ?? limit) === undefined || !options.given(long) || (type === "bool" && !options.flag(long)))
      continue;
    if (options.list(long).every((value) => fulfilled.includes(value))) continue;
    sayOnce(engine, io, `--${long}`, limit ?? `is kept and shown, but has no effect here: ${note}`);
  }
}

/** One sentence about `subject`, unless it has been printed in this session. */
export function sayOnce(engine: Engine, io: CommandIO, subject: string, sentence: string): void {
  const said = SAID.get(engine) ?? new Set();
  SAID.set(engine, said);
  if (said.has(subject)) return;
  said.add(subject);
  io.stderr(`layerlab: ${subject} ${sentence}.\n`);
}
