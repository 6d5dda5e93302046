import { parse, type SimpleCommandNode, type StatementNode } from "just-bash";
import { plainText } from "./syntax.js";

/** Replaces a command's name by its alias, if it has one. */
export function unaliased(
  command: SimpleCommandNode,
  aliases: ReadonlyMap<string, string>,
): SimpleCommandNode {
  let current = command;
  for (const used = new Set<string>(); ; ) {
    const name = plainText(current.name);
    const text = name === undefined || used.has(name) ? undefined : aliases.get(name);
    if (name === undefined || text === undefined) return current;
    used.add(name);
    const parsed = parse(text);
    const only = parsed.statements.length === 1 ? parsed.statements[0]?.pipelines[0]?.commands : undefined;
    const [first] = only ?? [];
    if (only?.length !== 1 || first?.type !== "SimpleCommand") return current;
    current = {
      ...current,
      assignments: [...first.assignments, ...current.assignments],
      name: first.name,
      args: [...first.args, ...current.args],
      redirections: [...first.redirections, ...current.redirections],
    };
  }
}

/**
 * The statements of an alias that is more than one simple command: `alias dsh='function f() { …; }; f'`. What follows the
 * alias's name belongs to the last of its commands.
 */
export function severalOf(
  command: SimpleCommandNode,
  aliases: ReadonlyMap<string, string>,
): { readonly name: string; readonly statements: readonly StatementNode[] } | undefined {
  const name = plainText(command.name);
  const text = name === undefined ? undefined : aliases.get(name);
  if (name === undefined || text === undefined) return undefined;
  const { statements } = parse(text);
  const last = statements.at(-1);
  const pipeline = last?.pipelines.at(-1);
  const end = pipeline?.commands.at(-1);
  const isOne = statements.length === 1 && last?.pipelines.length === 1 && pipeline?.commands.length === 1;
  if (last === undefined || pipeline === undefined || end?.type !== "SimpleCommand" || isOne)
    return undefined;
  const whole: SimpleCommandNode = {
    ...end,
    args: [...end.args, ...command.args],
    redirections: [...end.redirections, ...command.redirections],
  };
  const commands = [...pipeline.commands.slice(0, -1), whole];
  const pipelines = [...last.pipelines.slice(0, -1), { ...pipeline, commands }];
  return { name, statements: [...statements.slice(0, -1), { ...last, pipelines }] };
}
