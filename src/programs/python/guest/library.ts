/** The interpreter's own library: compiled modules in a ZIP archive, extracted when they are needed. */
export interface Library {
  /** For `json` or `json/decoder.pyc`; `""` is the top. `undefined` if there is none. */
  kind(path: string): "file" | "directory" | undefined;
  list(path: string): string[];
  read(path: string): Uint8Array;
}

type Inflate = (data: Uint8Array) => Uint8Array;

/**
 * Opens the archive. Its modules name the folder they were compiled in (`/tmp/stdlib/json/decoder.py`), which
 * tracebacks show; `home` replaces it.
 *
 * Runs in the interpreter's thread, from its source text: it must not refer to anything outside itself.
 */
export function openLibrary(zip: Uint8Array, home: string, inflate: Inflate): Library {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const files = new Map<string, { readonly at: number; readonly packed: number; readonly method: number }>();
  const folders = new Map<string, Set<string>>([["", new Set()]]);
  const names = new TextDecoder();
  const text = (start: number, length: number): string => names.decode(zip.slice(start, start + length));

  const add = (path: string): void => {
    const slash = path.lastIndexOf("/");
    const parent = slash < 0 ? "" : path.slice(0, slash);
    if (!folders.has(parent)) {
      folders.set(parent, new Set());
      add(parent);
    }
    folders.get(parent)?.add(path.slice(slash + 1));
  };

  let end = zip.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Error("python: its library is not a ZIP archive");
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count--) {
    const length = view.getUint16(at + 28, true);
    const path = text(at + 46, length);
    if (!path.endsWith("/")) {
      files.set(path, {
        at: view.getUint32(at + 42, true),
        packed: view.getUint32(at + 20, true),
        method: view.getUint16(at + 10, true),
      });
      add(path);
    }
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }

  const compiledIn = new TextEncoder().encode("/tmp/stdlib/");
  const renamed = new TextEncoder().encode(`${home}/`);
  /** A short string is marshalled as a type, a length of one byte and its characters. */
  const rehome = (code: Uint8Array): Uint8Array => {
    const pieces: Uint8Array[] = [];
    let from = 0;
    for (let found = code.indexOf(0x2f); found >= 0; found = code.indexOf(0x2f, found + 1)) {
      if (!compiledIn.every((byte, index) => code[found + index] === byte)) continue;
      const length = (code[found - 1] ?? 0) - compiledIn.length + renamed.length;
      if (length > 255 || found - 1 < from) continue;
      pieces.push(code.subarray(from, found - 1), Uint8Array.of(length), renamed);
      from = found + compiledIn.length;
    }
    pieces.push(code.subarray(from));
    const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let position = 0;
    for (const piece of pieces) {
      out.set(piece, position);
      position += piece.length;
    }
    return out;
  };

  return {
    kind: (path) => (files.has(path) ? "file" : folders.has(path) ? "directory" : undefined),
    list: (path) => [...(folders.get(path) ?? [])],
    read(path) {
      const entry = files.get(path);
      if (entry === undefined) return new Uint8Array(0);
      const start = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
      // The archive is in shared memory, which zlib cannot read.
      const packed = zip.slice(start, start + entry.packed);
      return rehome(entry.method === 0 ? packed : inflate(packed));
    },
  };
}
