/** Sizes in BuildKit's progress: `42B`, `10.53kB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes}B`;
  const units = ["kB", "MB", "GB"];
  let value = bytes / 1000;
  let unit = 0;
  for (; value >= 1000 && unit < units.length - 1; unit++) value /= 1000;
  return `${Number(value.toFixed(2))}${units[unit]}`;
}

/** `docker.io/library/ubuntu:latest` */
export function fullName(reference: string): string {
  const first = reference.split("/", 1)[0] ?? "";
  const hasDomain = reference.includes("/") && (/[.:]/.test(first) || first === "localhost");
  const named = hasDomain
    ? reference
    : `docker.io/${reference.includes("/") ? reference : `library/${reference}`}`;
  return /[:@][^/]*$/.test(named.slice(named.indexOf("/"))) ? named : `${named}:latest`;
}
