import WHEELS from "#text/packages/pip/wheels.txt";
import { canonical, parseDependency, type Requirement } from "./requirement.js";
import { compareVersions } from "./version.js";

/** A file of a wheel, its path within `site-packages`. */
export interface WheelFile {
  readonly path: string;
  readonly size: number;
  /** Bytes of the compiled module that pip makes of it. */
  readonly compiled?: number;
}

/** A release in the built-in index. */
export interface Wheel {
  readonly name: string;
  readonly version: string;
  /** `requests-2.28.1-py3-none-any.whl` */
  readonly file: string;
  readonly size: number;
  /** Lines of METADATA after its name and version. */
  readonly metadata: readonly string[];
  readonly dependencies: readonly Requirement[];
  readonly generator: string;
  readonly purelib: string;
  readonly tags: readonly string[];
  /** Files of the `.dist-info` directory. */
  readonly info: readonly { readonly name: string; readonly size: number }[];
  readonly scripts: readonly { readonly name: string; readonly module: string; readonly call: string }[];
  readonly topLevel: readonly string[];
  readonly files: readonly WheelFile[];
}

/** Packages of the index by canonical name, the newest release first. */
export type PackageIndex = ReadonlyMap<string, readonly Wheel[]>;

let read: PackageIndex | undefined;

export function builtinIndex(): PackageIndex {
  read ??= parseIndex(WHEELS);
  return read;
}

/** Reads the format of `wheels.txt`. Throws a SyntaxError for a line it does not understand: our data are wrong then. */
function parseIndex(text: string): PackageIndex {
  const index = new Map<string, Wheel[]>();
  for (const block of text
    .replace(/^#.*\n/gm, "")
    .split(/^= /m)
    .slice(1)) {
    const wheel = parseWheel(block);
    const key = canonical(wheel.name);
    index.set(
      key,
      [...(index.get(key) ?? []), wheel].sort((a, b) => compareVersions(b.version, a.version)),
    );
  }
  return index;
}

function parseWheel(block: string): Wheel {
  const [head = "", ...lines] = block.trim().split("\n");
  const [name = "", version = "", file = "", size = ""] = head.split("|");
  const metadata: string[] = [];
  const info: { name: string; size: number }[] = [];
  const scripts: { name: string; module: string; call: string }[] = [];
  const topLevel: string[] = [];
  const files: WheelFile[] = [];
  let directory = "";
  let made: readonly string[] = [];
  for (const line of lines) {
    const rest = line.slice(2);
    const [first = "", second = "", third = ""] = rest.split(" ");
    switch (line.slice(0, 2)) {
      case "> ":
        metadata.push(rest);
        break;
      case "w ":
        made = rest.split("|");
        break;
      case "i ":
        info.push({ name: second, size: Number(first) });
        break;
      case "e ": {
        const [script = "", module = "", call = ""] = rest.split(/[=:]/);
        scripts.push({ name: script, module, call });
        break;
      }
      case "t ":
        topLevel.push(rest);
        break;
      case "@ ":
        directory = rest;
        break;
      case "f ":
        files.push({
          path: directory === "" ? third : `${directory}/${third}`,
          size: Number(first),
          ...(second === "-" ? {} : { compiled: Number(second) }),
        });
        break;
      default:
        // Further lines of a top_level.txt have no letter in front.
        if (/^\S+$/.test(line)) topLevel.push(line);
        else throw new SyntaxError(`wheels: cannot read the line ${JSON.stringify(line)}`);
    }
  }
  const [generator = "", purelib = "", tags = ""] = made;
  return {
    name,
    version,
    file,
    size: Number(size),
    metadata,
    dependencies: metadata
      .filter((line) => line.startsWith("Requires-Dist: "))
      .flatMap((line) => parseDependency(line.slice(15)) ?? []),
    generator,
    purelib,
    tags: tags.split(" "),
    info,
    scripts,
    topLevel,
    files,
  };
}
