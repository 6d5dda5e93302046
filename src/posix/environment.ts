/** The environment of processes, which is `NAME=value` lines: also the form of labels, build arguments and filters. */

/** The search path of a process whose environment has no PATH: Docker's, and the one compiled into Debian's shells. */
export const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Cuts at the first `=`; without one there is a name and no value. */
export function splitAssignment(text: string): readonly [name: string, value: string | undefined] {
  const at = text.indexOf("=");
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** The NAME of `NAME=value` or of a bare `NAME`. */
export function assignedName(text: string): string {
  return splitAssignment(text)[0];
}

/** As pairs, to make an object or a map of; a bare `NAME` has the value `otherwise`. */
export function assignments(lines: readonly string[], otherwise = ""): (readonly [string, string])[] {
  return lines.map((line) => {
    const [name, value = otherwise] = splitAssignment(line);
    return [name, value];
  });
}

/** The lines with `name` set: in its old place, or at the end. */
export function withAssignment(lines: readonly string[], name: string, value: string): readonly string[] {
  const line = `${name}=${value}`;
  const at = lines.findIndex((each) => assignedName(each) === name);
  return at < 0 ? [...lines, line] : lines.with(at, line);
}
