import { base, parent } from "../../posix/path.js";
import { dataStandIn } from "../../stand-in/file-content.js";
import { standIn } from "../../stand-in/program-file.js";
import { concat, fromBytes, zeros } from "../../vfs/data.js";
import type { FileData } from "../../vfs/filesystem.js";
import type { ChangeDirectory } from "../../vfs/node.js";
import { TreeBuilder } from "./tree-builder.js";

/**
 * An outline of a built-in image's layer: it has the files that people look at or run, and one file at
 * `rest` that stands for all others, so that the layer has its true size.
 */
export interface Sketch {
  /**
   * One line per path; the directories above are made automatically.
   *
   * ```text
   * d /root 0700                       a directory (0755 by default)
   * p /usr/local/bin/node 97000000 20.18.1     a program of the runtime: its size, and a note for it
   * p /bin/sh 700000 busybox           … the note may come after another program's name: `as NAME`
   * f /usr/lib/libc.so.6 1651408       content that is a stand-in
   * t /etc/os-release [0644]           a text, from `texts`
   * l /bin -> usr/bin                  a symbolic link
   * h /bin/ls = /bin/busybox           another name of an earlier file
   * ```
   */
  readonly paths: string;
  /** By path. A path without a line has the mode 0644. */
  readonly texts?: Readonly<Record<string, string>>;
  /** The time of every path, in seconds since the epoch. */
  readonly mtime: number;
  /** Bytes of all files and symlink targets together, as Docker counts a layer. */
  readonly size: number;
  /** The path of the file that stands for the rest; absent if nothing is left out. */
  readonly rest?: string;
}

const OWNER = { uid: 0, gid: 0 };
const encoder = new TextEncoder();

/** @throws {RangeError} our data are wrong: more bytes than the layer has, or a missing text */
export function sketchTree(sketch: Sketch): ChangeDirectory {
  const tree = new TreeBuilder(sketch.mtime);
  const known = new Set(["/"]);
  let size = 0;
  const parents = (path: string): void => {
    const above = parent(path);
    if (known.has(above)) return;
    parents(above);
    directory(above, 0o755);
  };
  const directory = (path: string, mode: number): void => {
    parents(path);
    tree.directory(path, { ...OWNER, mode });
    known.add(path);
  };
  const file = (path: string, data: FileData, mode: number): void => {
    parents(path);
    tree.file(path, data, { ...OWNER, mode });
    size += data.size;
  };
  const unnamed = new Map(Object.entries(sketch.texts ?? {}));
  const text = (path: string, mode: number): void => {
    const content = sketch.texts?.[path];
    if (content === undefined) throw new RangeError(`built-in image: no text for ${path}`);
    file(path, fromBytes(encoder.encode(content)), mode);
    unnamed.delete(path);
  };
  for (const line of sketch.paths.trim().split("\n")) {
    const [kind, path = "", ...rest] = line.split(" ");
    const [first = "", second = ""] = rest;
    switch (kind) {
      case "d":
        directory(path, first === "" ? 0o755 : Number.parseInt(first, 8));
        break;
      case "p": {
        const isOther = second === "as";
        const name = isOther ? (rest[2] ?? "") : base(path);
        file(path, standIn(name, Number(first), (isOther ? rest.slice(3) : rest.slice(1)).join(" ")), 0o755);
        break;
      }
      case "f":
        file(path, dataStandIn(Number(first)), second === "" ? 0o644 : Number.parseInt(second, 8));
        break;
      case "t":
        text(path, first === "" ? 0o644 : Number.parseInt(first, 8));
        break;
      case "l":
        parents(path);
        tree.symlink(path, second);
        size += second.length;
        break;
      case "h":
        parents(path);
        tree.hardLink(path, second);
        break;
      default:
        throw new RangeError(`built-in image: cannot read ${JSON.stringify(line)}`);
    }
  }
  for (const path of [...unnamed.keys()]) text(path, 0o644);
  const left = sketch.size - size;
  if (left < 0 || (left > 0 && sketch.rest === undefined))
    throw new RangeError(`built-in image: ${size} bytes in a layer of ${sketch.size}`);
  if (sketch.rest !== undefined && left > 0) file(sketch.rest, restOf(left), 0o644);
  return tree.root;
}

/** Says what it is, followed by zeros: it takes no room on the disk. */
function restOf(size: number): FileData {
  const note = fromBytes(
    encoder.encode(
      "The real layer has more files. This one stands for all of them, so that the size is true.\n",
    ),
  );
  return size <= note.size ? dataStandIn(size) : concat(note, zeros(size - note.size));
}

/** Pads a text to a length with a comment line at the end. */
export function padded(text: string, size: number): string {
  const room = size - text.length - 2;
  return room < 0 ? text : `${text}#${" ".repeat(room)}\n`;
}
