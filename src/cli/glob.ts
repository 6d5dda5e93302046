/** Go's `path.Match`: `*` and `?` stop at a slash, `[a-z]` is a class. */
export function matchesGlob(pattern: string, name: string): boolean {
  const source = pattern.replace(/\[[^\]]*\]|[.*+?^${}()|[\]\\]/g, (part) => {
    if (part === "*") return "[^/]*";
    if (part === "?") return "[^/]";
    return part.length > 1 ? part : `\\${part}`;
  });
  return new RegExp(`^${source}$`).test(name);
}
