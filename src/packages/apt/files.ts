import { parent } from "../../posix/path.js";
import type { FileData, FileSystem } from "../../vfs/filesystem.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

/** A whole text file; `undefined` if there is none. */
export function readText(fs: FileSystem, path: string): string | undefined {
  if (fs.lstatIfExists(path) === undefined) return undefined;
  return decoder.decode(fs.readFile(path));
}

/** The text at the beginning of a stand-in, up to its first zero byte. */
export function textBeforeZeros(data: FileData): string {
  const pieces: Uint8Array[] = [];
  const step = 64 * 1024;
  for (let at = 0; at < data.size; at += step) {
    const piece = data.read(at, step);
    const end = piece.indexOf(0);
    if (end >= 0) {
      pieces.push(piece.subarray(0, end));
      break;
    }
    pieces.push(piece);
  }
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
}

/** Creates or overwrites a file, with exactly this mode. */
export function writeFile(fs: FileSystem, path: string, content: string | FileData, mode = 0o644): void {
  fs.writeFile(path, typeof content === "string" ? encode(content) : content);
  if (fs.stat(path).mode !== mode) fs.chmod(path, mode);
}

/** Makes a directory and its parents; a directory that exists is left as it is. */
export function makeDirectory(fs: FileSystem, path: string, mode = 0o755): void {
  if (fs.lstatIfExists(path) !== undefined) return;
  makeDirectory(fs, parent(path));
  fs.mkdir(path, { mode: 0o777 });
  fs.chmod(path, mode);
}

export function appendText(fs: FileSystem, path: string, text: string, mode = 0o644): void {
  const created = fs.lstatIfExists(path) === undefined;
  fs.appendFile(path, encode(text));
  if (created) fs.chmod(path, mode);
}

/**
 * The container's time: what its file system stamps on a file written now. `path` is a log that is
 * about to be written to anyway; it is created if it is missing.
 */
export function containerTime(fs: FileSystem, path: string): Date {
  makeDirectory(fs, parent(path));
  // Appending nothing would not change the time of a file.
  if (fs.lstatIfExists(path) === undefined) appendText(fs, path, "");
  else fs.utimes(path, "now");
  return new Date(fs.stat(path).mtime * 1000);
}
