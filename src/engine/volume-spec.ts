import { MountSpecError } from "../errors/volumes.js";

/**
 * The client's look at `-v` (docker/cli `cli/compose/loader/volume.go`): only what it refuses, and a path that begins
 * with a point, are its business; everything else is the daemon's.
 *
 * @param absolute makes a path absolute as seen from the folder the command is run in
 * @throws {MountSpecError}
 */
export function volumeForDaemon(spec: string, absolute: (path: string) => string): string {
  if (spec === "") throw new MountSpecError("invalid empty volume spec");
  const parts = partsOf(spec);
  const fail = (reason: string): never => {
    throw new MountSpecError(`invalid spec: ${spec}: ${reason}`);
  };
  if (spec.length > 2) {
    if (parts.includes("")) fail("empty section between colons");
    if (parts.length > 3) fail("too many colons");
  }
  const [source = "", ...rest] = parts;
  if (rest.length === 0 || !source.startsWith(".")) return spec;
  return [absolute(source).replace(/(?<=.)\/\.?$/, ""), ...rest].join(":");
}

/** A single letter before a colon is a drive of Windows, and stays with what follows. */
function partsOf(spec: string): readonly string[] {
  const parts: string[] = [];
  let part = "";
  for (const char of `${spec}\0`) {
    if (char === ":" && /^[a-z]$/i.test(part)) part += char;
    else if (char === ":" || char === "\0") {
      parts.push(part);
      part = "";
    } else part += char;
  }
  return parts;
}
