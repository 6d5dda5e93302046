import { fromBytes, resized } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";

/**
 * Program files in the built-in images are stand-ins: the true name, mode and size, but instead of machine
 * code an ELF-like header that names our program, and zeros to the end. Execution goes by that
 * header, never by the file's name, so a copied, renamed or linked program still runs, and one that was removed,
 * truncated or overwritten does not.
 */
const MAGIC = "\x7fELF\x02\x01\x01layerlab\n";

/** The bytes of a stand-in for `program` (e.g. `node`), `size` bytes long (at least the header's length). */
export function standIn(program: string, size: number, note = ""): FileData {
  const header = new TextEncoder().encode(
    `${MAGIC}program: ${program}\n${note ? `note: ${note}\n` : ""}This file stands in for the real program. Its size is true; the rest of it is zeros.\n\0`,
  );
  return resized(fromBytes(header), Math.max(size, header.length));
}

/** The kind of executable, by the file's first bytes. */
export type Executable =
  | { readonly kind: "program"; readonly program: string; readonly note?: string }
  | { readonly kind: "script"; readonly interpreter: string; readonly argument?: string }
  | { readonly kind: "native" }
  | { readonly kind: "text" };

/** Reads the header like the kernel's execve: `#!` names an interpreter, ELF a program. */
export function identify(data: FileData): Executable {
  const head = new TextDecoder("latin1").decode(data.read(0, 256));
  if (head.startsWith("#!")) {
    const line = head.slice(2).split("\n", 1)[0] ?? "";
    const match = /^\s*(\S+)(?:\s+(.*\S))?\s*$/.exec(line);
    if (!match?.[1]) return { kind: "text" };
    return match[2] === undefined
      ? { kind: "script", interpreter: match[1] }
      : { kind: "script", interpreter: match[1], argument: match[2] };
  }
  if (head.startsWith(MAGIC)) {
    const program = /^program: (.*)$/m.exec(head)?.[1];
    const note = /^note: (.*)$/m.exec(head)?.[1];
    if (program)
      return note === undefined ? { kind: "program", program } : { kind: "program", program, note };
  }
  if (head.startsWith("\x7fELF")) return { kind: "native" };
  return { kind: "text" };
}
