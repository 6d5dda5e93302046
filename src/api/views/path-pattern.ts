/** Whether a path holds a text, or matches a pattern, wherever in it. */
export function matching(pattern: string | RegExp): (path: string) => boolean {
  if (typeof pattern === "string") return (path) => path.includes(pattern);
  // A pattern with these would go on from where it last stopped.
  const search = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""));
  return (path) => search.test(path);
}
