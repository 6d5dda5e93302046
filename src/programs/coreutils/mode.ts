/**
 * The mode that `text` makes of `current`: octal, or symbolic clauses (`u+x,go-w`, `a=rX`, `+s`). A clause without
 * `ugoa` respects `umask`. `undefined` if the text is not a mode.
 */
export function parseMode(
  text: string,
  current: number,
  isDirectory: boolean,
  umask: number,
): number | undefined {
  if (/^[0-7]{1,5}$/.test(text)) {
    const mode = Number.parseInt(text, 8);
    if (mode > 0o7777) return undefined;
    // A short octal mode keeps a directory's setuid and setgid bits.
    return isDirectory && text.length < 5 ? mode | (current & 0o6000) : mode;
  }
  let mode = current;
  for (const clause of text.split(",")) {
    const match = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(clause);
    if (!match) return undefined;
    const who = match[1] ?? "";
    const mask = classMask(who);
    for (const [, operator, permissions = ""] of (match[2] ?? "").matchAll(/([-+=])([rwxXstugo]*)/g)) {
      let bits = permissionBits(permissions, mode, isDirectory) & mask;
      if (who === "") bits &= ~(umask & 0o777);
      if (operator === "+") mode |= bits;
      else if (operator === "-") mode &= ~bits;
      else mode = (mode & ~(mask & (isDirectory ? 0o1777 : 0o7777))) | bits;
    }
  }
  return mode;
}

function classMask(who: string): number {
  if (who === "" || who.includes("a")) return 0o7777;
  let mask = 0;
  if (who.includes("u")) mask |= 0o4700;
  if (who.includes("g")) mask |= 0o2070;
  if (who.includes("o")) mask |= 0o1007;
  return mask;
}

function permissionBits(permissions: string, mode: number, isDirectory: boolean): number {
  if (/^[ugo]$/.test(permissions)) {
    const shift = permissions === "u" ? 6 : permissions === "g" ? 3 : 0;
    return ((mode >> shift) & 7) * 0o111;
  }
  let bits = 0;
  if (permissions.includes("r")) bits |= 0o444;
  if (permissions.includes("w")) bits |= 0o222;
  if (permissions.includes("x")) bits |= 0o111;
  if (permissions.includes("X") && (isDirectory || mode & 0o111)) bits |= 0o111;
  if (permissions.includes("s")) bits |= 0o6000;
  if (permissions.includes("t")) bits |= 0o1000;
  return bits;
}
