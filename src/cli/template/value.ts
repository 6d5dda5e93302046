/** Go's default text of a value (`%v`), for values that came as JSON. */

/** Members that are structs in Docker's Go types: they print as `{a b}`, without names. */
const STRUCTS: ReadonlySet<string> = new Set([
  "RootFS",
  "State",
  "Config",
  "GraphDriver",
  "HostConfig",
  "Metadata",
]);
/** Members that are maps or lists there: an absent one prints as an empty one. */
const MAPS: ReadonlySet<string> = new Set(["Volumes", "Labels", "ExposedPorts"]);
const LISTS: ReadonlySet<string> = new Set([
  "Cmd",
  "Entrypoint",
  "OnBuild",
  "Env",
  "Args",
  "RepoTags",
  "RepoDigests",
  "Shell",
]);
const TIMES: ReadonlySet<string> = new Set(["LastTagTime"]);

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `name` is the member the value was found under; it stands for Go's type, which JSON does not carry. */
export function goText(value: unknown, name = ""): string {
  if (value === null || value === undefined) {
    if (MAPS.has(name)) return "map[]";
    return LISTS.has(name) ? "[]" : "<no value>";
  }
  if (Array.isArray(value)) return `[${value.map((item) => goText(item)).join(" ")}]`;
  if (isRecord(value)) {
    const members = Object.entries(value);
    if (STRUCTS.has(name)) return `{${members.map(([key, member]) => goText(member, key)).join(" ")}}`;
    // An empty struct, which is what a set's values are: {"80/tcp": {}}.
    if (members.length === 0 && !MAPS.has(name) && name !== "Data") return "{}";
    members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `map[${members.map(([key, member]) => `${key}:${goText(member)}`).join(" ")}]`;
  }
  if (typeof value === "string" && TIMES.has(name)) return timeText(value);
  return String(value);
}

function timeText(rfc3339: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d+))?Z$/.exec(rfc3339);
  if (match === null) return rfc3339;
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  return `${match[1]} ${match[2]}${fraction === "" ? "" : `.${fraction}`} +0000 UTC`;
}

/** What `if` takes for true: everything but false, 0, nothing, and what is empty. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isRecord(value)) return Object.keys(value).length > 0;
  return value !== null && value !== undefined && value !== false && value !== 0 && value !== "";
}
