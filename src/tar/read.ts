import { ArchiveError } from "../errors/archive.js";
import { EMPTY, slice } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";
import { BLOCK, type Entry, type EntryType } from "./entry.js";
import { padding } from "./write.js";

const TYPES: Readonly<Record<string, EntryType>> = {
  "\0": "file",
  "0": "file",
  "7": "file",
  "1": "link",
  "2": "symlink",
  "3": "character-device",
  "4": "block-device",
  "5": "directory",
  "6": "fifo",
};

/** Extension records are read into memory; nobody has honest need of more than this for one name. */
const MAX_EXTENSION = 1 << 20;

/**
 * The entries of an uncompressed archive, in order. Only headers are read: an entry's content is a slice of
 * the archive. Understands ustar, PAX (1.0 records, global ones too) and GNU long names and base-256 numbers.
 *
 * @throws {ArchiveError} for a bad checksum, a content that ends early, an unknown entry type
 */
export function* readArchive(archive: FileData): Generator<Entry> {
  const globals = new Map<string, string>();
  let local = new Map<string, string>();
  let offset = 0;
  while (offset < archive.size) {
    const block = archive.read(offset, BLOCK);
    if (block.length < BLOCK) throw new ArchiveError("unexpected EOF", offset);
    if (isZero(block)) return;
    verifyChecksum(block, offset);
    const flag = String.fromCharCode(block[156] ?? 0);
    const start = offset + BLOCK;
    const declared = number(block, 124, 12, offset);
    if (flag === "x" || flag === "g" || flag === "L" || flag === "K") {
      if (declared > MAX_EXTENSION) throw new ArchiveError("header field too long", offset);
      const bytes = archive.read(start, declared);
      if (bytes.length < declared) throw new ArchiveError("unexpected EOF", offset);
      if (flag === "g") readRecords(bytes, globals, start);
      else if (flag === "x") readRecords(bytes, local, start);
      else local.set(flag === "L" ? "path" : "linkpath", decode(bytes).replace(/\0.*$/s, ""));
      offset = start + declared + padding(declared);
      continue;
    }
    const records = globals.size > 0 ? new Map([...globals, ...local]) : local;
    const entry = entryOf(block, records, flag, archive, start, offset);
    const stored =
      flag === "1" || flag === "2" || flag === "5" || flag === "3" || flag === "4" || flag === "6"
        ? 0
        : entry.data.size;
    if (start + stored > archive.size) throw new ArchiveError("unexpected EOF", offset);
    yield entry;
    local = new Map();
    offset = start + stored + padding(stored);
  }
}

function entryOf(
  block: Uint8Array,
  pax: ReadonlyMap<string, string>,
  flag: string,
  archive: FileData,
  start: number,
  offset: number,
): Entry {
  const ustar = text(block, 257, 5) === "ustar" && block[262] === 0;
  const prefix = ustar ? text(block, 345, 155) : "";
  const bare = text(block, 0, 100);
  const name = pax.get("path") ?? (prefix ? `${prefix}/${bare}` : bare);
  let type = TYPES[flag];
  if (type === undefined)
    throw new ArchiveError(`unknown type flag ${JSON.stringify(flag)} of ${JSON.stringify(name)}`, offset);
  // Before POSIX a directory was a file whose name ends in a slash.
  if (flag === "\0" && name.endsWith("/")) type = "directory";
  const size = whole(pax, "size", offset) ?? number(block, 124, 12, offset);
  const xattrs = withPrefix(pax, "SCHILY.xattr.", "");
  const records = withPrefix(pax, VENDOR, VENDOR);
  return {
    name,
    type,
    mode: number(block, 100, 8, offset) & 0o7777,
    uid: whole(pax, "uid", offset) ?? number(block, 108, 8, offset),
    gid: whole(pax, "gid", offset) ?? number(block, 116, 8, offset),
    uname: pax.get("uname") ?? text(block, 265, 32),
    gname: pax.get("gname") ?? text(block, 297, 32),
    mtime: decimal(pax, "mtime", offset) ?? number(block, 136, 12, offset),
    linkname: pax.get("linkpath") ?? text(block, 157, 100),
    major: type === "character-device" || type === "block-device" ? number(block, 329, 8, offset) : 0,
    minor: type === "character-device" || type === "block-device" ? number(block, 337, 8, offset) : 0,
    ...(xattrs === undefined ? {} : { xattrs }),
    ...(records === undefined ? {} : { records }),
    data: type === "file" ? slice(archive, start, size) : EMPTY,
  };
}

const VENDOR = "LAYERLAB.";

/** The records whose key begins with `prefix`, with `instead` in its place. */
function withPrefix(
  pax: ReadonlyMap<string, string>,
  prefix: string,
  instead: string,
): Record<string, string> | undefined {
  if (pax.size === 0) return undefined;
  const found = [...pax].filter(([key]) => key.startsWith(prefix));
  if (found.length === 0) return undefined;
  return Object.fromEntries(found.map(([key, value]) => [instead + key.slice(prefix.length), value]));
}

function isZero(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

function verifyChecksum(block: Uint8Array, offset: number): void {
  let sum = 8 * 0x20;
  let signed = 8 * 0x20;
  for (let at = 0; at < BLOCK; at++) {
    if (at >= 148 && at < 156) continue;
    const byte = block[at] ?? 0;
    sum += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  const stored = number(block, 148, 8, offset);
  if (stored !== sum && stored !== signed) throw new ArchiveError("invalid tar header", offset);
}

/** Octal text, or base-256 when the top bit of the first byte is set (GNU). */
function number(block: Uint8Array, at: number, length: number, offset: number): number {
  const first = block[at] ?? 0;
  if ((first & 0x80) !== 0) {
    let value = first & 0x7f;
    if ((first & 0x40) !== 0) throw new ArchiveError("negative number in header", offset);
    for (let index = 1; index < length; index++) value = value * 256 + (block[at + index] ?? 0);
    if (!Number.isSafeInteger(value)) throw new ArchiveError("number in header too large", offset);
    return value;
  }
  const digits = text(block, at, length).trim();
  if (digits === "") return 0;
  if (!/^[0-7]+$/.test(digits)) throw new ArchiveError("invalid tar header", offset);
  return Number.parseInt(digits, 8);
}

function whole(pax: ReadonlyMap<string, string>, key: string, offset: number): number | undefined {
  const value = decimal(pax, key, offset);
  if (value === undefined) return undefined;
  if (!Number.isSafeInteger(value) || value < 0) throw new ArchiveError(`invalid PAX ${key}`, offset);
  return value;
}

function decimal(pax: ReadonlyMap<string, string>, key: string, offset: number): number | undefined {
  const value = pax.get(key);
  if (value === undefined) return undefined;
  if (!/^-?\d+(\.\d*)?$/.test(value)) throw new ArchiveError(`invalid PAX ${key}`, offset);
  return Number(value);
}

/** `length key=value\n`, one after another; the length counts bytes, its own digits included. */
function readRecords(bytes: Uint8Array, into: Map<string, string>, offset: number): void {
  let at = 0;
  while (at < bytes.length) {
    const space = bytes.indexOf(0x20, at);
    const digits = space < 0 ? "" : decode(bytes.subarray(at, space));
    const length = /^[0-9]{1,9}$/.test(digits) ? Number(digits) : 0;
    const record = bytes.subarray(space + 1, at + length - 1);
    const equals = record.indexOf(0x3d);
    if (length < 5 || at + length > bytes.length || bytes[at + length - 1] !== 0x0a || equals <= 0) {
      throw new ArchiveError("invalid PAX record", offset + at);
    }
    const key = decode(record.subarray(0, equals));
    const value = decode(record.subarray(equals + 1));
    if (value === "") into.delete(key);
    else into.set(key, value);
    at += length;
  }
}

function text(block: Uint8Array, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return decode(end < 0 ? field : field.subarray(0, end));
}

const DECODER = new TextDecoder();

function decode(bytes: Uint8Array): string {
  return DECODER.decode(bytes);
}
