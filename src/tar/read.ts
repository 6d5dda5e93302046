import { ArchiveError } from "../errors/archive.js";
import { nameOf } from "../posix/name-bytes.js";
import { EMPTY, slice } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";
import { BLOCK, type Entry, type EntryType } from "./entry.js";
import { type PaxRecords, parsePax, recordsWith, timeRecord, wholeRecord } from "./pax.js";
import { sparseFile } from "./sparse.js";
import { padding } from "./write.js";

const TYPES: Readonly<Record<string, EntryType>> = {
  "\0": "file",
  "0": "file",
  "1": "link",
  "2": "symlink",
  "3": "character-device",
  "4": "block-device",
  "5": "directory",
  "6": "fifo",
};

/** Extension records are read into memory; nobody has honest need of more than this for one name. */
const MAX_EXTENSION = 1 << 20;
const NO_RECORDS: PaxRecords = new Map();

/**
 * The entries of an uncompressed archive, in order, as Go's `archive/tar` reads them. Only headers are read: an entry's
 * content is a slice of the archive. Understands ustar, PAX 1.0 records and sparse files, GNU long names and base-256
 * numbers. Global PAX records have no effect, as in Docker. Names keep every byte (`posix/name-bytes.ts`).
 *
 * @throws {ArchiveError} for a bad checksum, a content that ends early, an unknown entry type
 */
export function* readArchive(archive: FileData): Generator<Entry> {
  let pax: PaxRecords = NO_RECORDS;
  let gnu: { name?: string; linkname?: string } = {};
  let offset = 0;
  while (offset < archive.size) {
    const block = archive.read(offset, BLOCK);
    if (block.length < BLOCK) throw new ArchiveError("unexpected EOF", offset);
    if (isZero(block)) {
      // Two blocks of zeros are the end, and so is one that nothing follows.
      const next = archive.read(offset + BLOCK, BLOCK);
      if (next.length === BLOCK && !isZero(next)) throw new ArchiveError("invalid tar header", offset);
      return;
    }
    verifyChecksum(block, offset);
    const flag = flagOf(block);
    const start = offset + BLOCK;
    const declared = extensionSize(block, offset);
    if (declared !== undefined) {
      const bytes = archive.read(start, declared);
      if (bytes.length < declared) throw new ArchiveError("unexpected EOF", offset);
      if (flag === "L") gnu.name = untilNul(bytes);
      else if (flag === "K") gnu.linkname = untilNul(bytes);
      else {
        const records = parsePax(bytes, start);
        if (flag === "x") pax = records;
      }
      offset = start + declared + padding(declared);
      continue;
    }
    const { entry, stored } = entryOf(block, pax, gnu, flag, archive, offset);
    yield entry;
    pax = NO_RECORDS;
    gnu = {};
    offset = start + stored + padding(stored);
  }
}

/**
 * How many bytes belong to a header that only says something about the next one; `undefined` for an entry's own header.
 *
 * @throws {ArchiveError}
 */
export function extensionSize(block: Uint8Array, offset: number): number | undefined {
  if (!EXTENSIONS.has(flagOf(block))) return undefined;
  const declared = size(block, offset);
  if (declared > MAX_EXTENSION) throw new ArchiveError("header field too long", offset);
  return declared;
}

/** PAX, global PAX, GNU long name and long link. */
const EXTENSIONS: ReadonlySet<string> = new Set(["x", "g", "L", "K"]);

function flagOf(block: Uint8Array): string {
  return String.fromCharCode(block[156] ?? 0);
}

function entryOf(
  block: Uint8Array,
  pax: PaxRecords,
  gnu: { readonly name?: string; readonly linkname?: string },
  flag: string,
  archive: FileData,
  offset: number,
): { readonly entry: Entry; readonly stored: number } {
  const ustar = text(block, 257, 5) === "ustar" && block[262] === 0;
  const prefix = ustar ? text(block, 345, 155) : "";
  const bare = text(block, 0, 100);
  const named = pax.get("path") ?? gnu.name ?? (prefix ? `${prefix}/${bare}` : bare);
  let type = TYPES[flag];
  if (type === undefined)
    throw new ArchiveError(
      `unhandled tar header type ${flag.charCodeAt(0)} of ${JSON.stringify(named)}`,
      offset,
    );
  // Before POSIX a directory was a file whose name ends in a slash.
  if (flag === "\0" && named.endsWith("/")) type = "directory";
  const stored = type === "file" ? (wholeRecord(pax, "size", offset) ?? size(block, offset)) : 0;
  if (offset + BLOCK + stored > archive.size) throw new ArchiveError("unexpected EOF", offset);
  const packed = type === "file" ? slice(archive, offset + BLOCK, stored) : EMPTY;
  const sparse = type === "file" && pax.size > 0 ? sparseFile(pax, packed, offset) : undefined;
  const xattrs = recordsWith(pax, "SCHILY.xattr.", "");
  const records = recordsWith(pax, VENDOR, VENDOR);
  const isDevice = type === "character-device" || type === "block-device";
  const entry: Entry = {
    name: sparse?.name ?? named,
    type,
    mode: number(block, 100, 8, offset) & 0o7777,
    uid: wholeRecord(pax, "uid", offset) ?? number(block, 108, 8, offset),
    gid: wholeRecord(pax, "gid", offset) ?? number(block, 116, 8, offset),
    uname: pax.get("uname") ?? text(block, 265, 32),
    gname: pax.get("gname") ?? text(block, 297, 32),
    mtime: timeRecord(pax, "mtime", offset) ?? time(block, offset),
    linkname: pax.get("linkpath") ?? gnu.linkname ?? text(block, 157, 100),
    major: isDevice ? number(block, 329, 8, offset) : 0,
    minor: isDevice ? number(block, 337, 8, offset) : 0,
    ...(xattrs === undefined ? {} : { xattrs }),
    ...(records === undefined ? {} : { records }),
    data: sparse?.data ?? packed,
  };
  return { entry, stored };
}

const VENDOR = "LAYERLAB.";

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
function numeric(block: Uint8Array, at: number, length: number, offset: number): number {
  const first = block[at] ?? 0;
  if ((first & 0x80) !== 0) {
    // Two's complement, whose sign is the bit below the mark.
    let value = (first & 0x7f) - ((first & 0x40) === 0 ? 0 : 0x80);
    for (let index = 1; index < length; index++) value = value * 256 + (block[at + index] ?? 0);
    if (!Number.isSafeInteger(value)) throw new ArchiveError("number in header too large", offset);
    return value;
  }
  const digits = text(block, at, length).trim();
  if (digits === "") return 0;
  if (!/^[0-7]+$/.test(digits)) throw new ArchiveError("invalid tar header", offset);
  return Number.parseInt(digits, 8);
}

function number(block: Uint8Array, at: number, length: number, offset: number): number {
  const value = numeric(block, at, length, offset);
  if (value < 0) throw new ArchiveError("negative number in header", offset);
  return value;
}

function size(block: Uint8Array, offset: number): number {
  return number(block, 124, 12, offset);
}

/** Seconds; before 1970 they are negative. */
function time(block: Uint8Array, offset: number): number {
  return numeric(block, 136, 12, offset);
}

function text(block: Uint8Array, at: number, length: number): string {
  return untilNul(block.subarray(at, at + length));
}

function untilNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return nameOf(end < 0 ? bytes : bytes.subarray(0, end));
}
