import { type VersionOperator, versionSatisfies } from "./version.js";

/** One alternative of a dependency: `libssl3 (>= 3.0.2-0ubuntu1.2)`. */
export interface Relation {
  readonly name: string;
  readonly operator?: VersionOperator;
  readonly version?: string;
}

/** A field like `Depends`: all of its groups are needed, and of each group one alternative. */
export function parseRelations(field: string): Relation[][] {
  return field
    .split(",")
    .map((group) => group.split("|").flatMap(parseRelation))
    .filter((group) => group.length > 0);
}

const RELATION = /^([^\s:(]+)(?::\S+)?(?:\s*\((<<|<=|=|>=|>>|<|>)\s*([^)\s]+)\s*\))?$/;

function parseRelation(text: string): Relation[] {
  const [, name, operator, version] = RELATION.exec(text.trim()) ?? [];
  if (name === undefined) return [];
  if (operator === undefined || version === undefined) return [{ name }];
  return [{ name, operator: operatorOf(operator), version }];
}

function operatorOf(text: string): VersionOperator {
  switch (text) {
    case "<<":
    case "=":
    case ">=":
    case ">>":
      return text;
    case ">":
      return ">=";
    default:
      return "<=";
  }
}

/** `name (>= version)`, the form in which apt and dpkg print it. */
export function formatRelation({ name, operator, version }: Relation): string {
  return operator === undefined ? name : `${name} (${operator} ${version})`;
}

/** What a package satisfies: its own name, and the names it provides. */
export interface Offer {
  readonly name: string;
  readonly version: string;
  /** The `Provides` field. */
  readonly provides: string;
}

export function satisfies(offer: Offer, relation: Relation): boolean {
  if (offer.name === relation.name && versionFits(offer.version, relation)) return true;
  if (offer.provides === "") return false;
  return parseRelations(offer.provides)
    .flat()
    .some(
      (provided) =>
        provided.name === relation.name &&
        (relation.operator === undefined ||
          (provided.version !== undefined && versionFits(provided.version, relation))),
    );
}

function versionFits(version: string, { operator, version: wanted }: Relation): boolean {
  return operator === undefined || wanted === undefined || versionSatisfies(version, operator, wanted);
}
