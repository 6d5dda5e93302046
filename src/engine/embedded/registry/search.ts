import { builtinImages } from "../../../registry/builtin/index.js";
import type { SearchResult } from "../../registry.js";

/** Repositories of built-in images whose name or description contains the term; names that begin with it come first. */
export function searchBuiltin(term: string): readonly SearchResult[] {
  const wanted = term.toLowerCase();
  const found = new Map<string, { description: string; tags: string[] }>();
  for (const { repository, tags, description } of builtinImages()) {
    const known = found.get(repository) ?? { description, tags: [] };
    found.set(repository, known);
    known.tags.push(...tags);
  }
  return [...found]
    .filter(([name, { description }]) => name.includes(wanted) || description.toLowerCase().includes(wanted))
    .map(([name, { description, tags }]) => ({ name, description, stars: 0, official: true, tags }))
    .sort((a, b) => rank(a.name, wanted) - rank(b.name, wanted) || (a.name < b.name ? -1 : 1));
}

function rank(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  return name.includes(wanted) ? 2 : 3;
}
