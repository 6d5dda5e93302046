/** `tar x`, as far as it is done here. */
export interface TarExtract {
  /** `-` for standard input. */
  readonly file: string;
  readonly directory: string;
  readonly isGzip: boolean;
  readonly isVerbose: boolean;
  /** How many leading parts names lose. */
  readonly strip: number;
  readonly keepsOwner: boolean;
}

/** Without a meaning here, or as it is anyway. */
const IGNORED =
  /^--(?:preserve-permissions|same-permissions|same-owner|numeric-owner|overwrite|xattrs|acls|no-acls|no-xattrs|no-selinux|absolute-names=no)$/;

/** @returns undefined for other calls of tar, and for options that are not known here */
export function extractOptions(args: readonly string[]): TarExtract | undefined {
  const [first = "", ...others] = args;
  // The old form: letters without a dash, whose values follow in their order.
  const isOld = /^[a-zA-Z]+$/.test(first);
  const rest = isOld ? [`-${first}`, ...others] : [...args];
  const found = {
    ...{ file: "-", directory: ".", strip: 0 },
    ...{ isGzip: false, isVerbose: false, keepsOwner: true },
  };
  let isExtract = false;
  const value = (): string => rest.shift() ?? "";
  while (rest.length > 0) {
    const arg = value();
    const [long, given] = splitLong(arg);
    if (/^-[a-zA-Z]+$/.test(arg)) {
      for (const [at, letter] of [...arg.slice(1)].entries()) {
        if (letter === "x") isExtract = true;
        else if (letter === "z") found.isGzip = true;
        else if (letter === "v") found.isVerbose = true;
        else if (letter === "o") found.keepsOwner = false;
        else if (letter === "f" || letter === "C") {
          // `-fNAME`; in the old form the value is the next word.
          const joined = isOld && arg === `-${first}` ? "" : arg.slice(at + 2);
          const text = joined === "" ? value() : joined;
          if (letter === "f") found.file = text;
          else found.directory = text;
          if (joined !== "") break;
        } else if (letter !== "p" && letter !== "s" && letter !== "m") return undefined;
      }
    } else if (long === "--extract" || long === "--get") isExtract = true;
    else if (long === "--gzip" || long === "--gunzip") found.isGzip = true;
    else if (long === "--verbose") found.isVerbose = true;
    else if (long === "--no-same-owner") found.keepsOwner = false;
    else if (long === "--file") found.file = given ?? value();
    else if (long === "--directory") found.directory = given ?? value();
    else if (long === "--strip-components") {
      const count = given ?? value();
      if (!/^\d+$/.test(count)) return undefined;
      found.strip = Number(count);
    } else if (!IGNORED.test(arg)) return undefined;
  }
  return isExtract ? found : undefined;
}

function splitLong(arg: string): readonly [name: string, value?: string] {
  const at = arg.indexOf("=");
  return arg.startsWith("--") && at > 0 ? [arg.slice(0, at), arg.slice(at + 1)] : [arg];
}
