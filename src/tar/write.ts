import { nameBytes } from "../posix/name-bytes.js";
import { clean, split } from "../posix/path.js";
import { concatAll, fromBytes, zeros } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";
import { BLOCK, type Entry, TYPE_FLAGS } from "./entry.js";

/**
 * Archives as Go's `archive/tar` writes them, byte for byte, because a layer's DiffID is the digest of its
 * archive: ustar headers, PAX records only for what ustar cannot say (names that are long or not ASCII,
 * large numbers, extended attributes), whole seconds, two zero blocks at the end.
 *
 * The result refers to the entries' data instead of copying it.
 */
export function writeArchive(entries: Iterable<Entry>): FileData {
  const parts: FileData[] = [];
  for (const entry of entries) {
    parts.push(fromBytes(header(entry)));
    if (entry.type === "file" && entry.data.size > 0) parts.push(entry.data, zeros(padding(entry.data.size)));
  }
  parts.push(zeros(2 * BLOCK));
  return concatAll(parts);
}

/** The bytes of {@link writeArchive} one after another, none of them kept: for archives of many small entries. */
export function* archiveChunks(entries: Iterable<Entry>): Generator<Uint8Array> {
  for (const entry of entries) {
    yield header(entry);
    if (entry.type !== "file" || entry.data.size === 0) continue;
    yield* entry.data.chunks();
    yield PADDING.subarray(0, padding(entry.data.size));
  }
  yield PADDING;
}

const PADDING = new Uint8Array(2 * BLOCK);
const NAME = 100;
const PREFIX = 155;

/** The header blocks of one entry: a PAX header before the main one where it is needed. */
export function header(entry: Entry): Uint8Array {
  const records = paxRecords(entry);
  const main = mainHeader(entry, records.size > 0);
  if (records.size === 0) return main;
  const text = encode(
    [...records]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => paxRecord(k, v))
      .join(""),
  );
  const pax = new Uint8Array(BLOCK + text.length + padding(text.length));
  pax.set(extensionHeader(entry.name, text.length));
  pax.set(text, BLOCK);
  const whole = new Uint8Array(pax.length + BLOCK);
  whole.set(pax);
  whole.set(main, pax.length);
  return whole;
}

function paxRecords(entry: Entry): Map<string, string> {
  const records = new Map<string, string>();
  if (!fitsName(entry.name)) records.set("path", entry.name);
  if (!fitsField(entry.linkname, NAME)) records.set("linkpath", entry.linkname);
  if (!fitsField(entry.uname, 32)) records.set("uname", entry.uname);
  if (!fitsField(entry.gname, 32)) records.set("gname", entry.gname);
  const size = sizeOf(entry);
  if (!fitsOctal(12, size)) records.set("size", String(size));
  if (!fitsOctal(8, entry.uid)) records.set("uid", String(entry.uid));
  if (!fitsOctal(8, entry.gid)) records.set("gid", String(entry.gid));
  if (!fitsOctal(12, seconds(entry))) records.set("mtime", String(seconds(entry)));
  for (const [name, value] of Object.entries(entry.xattrs ?? {})) records.set(`SCHILY.xattr.${name}`, value);
  for (const [key, value] of Object.entries(entry.records ?? {})) records.set(key, value);
  // Where there is a PAX header anyway, Go writes a long name there, and does not split it as ustar does.
  if (records.size > 0 && !fitsField(entry.name, NAME)) records.set("path", entry.name);
  return records;
}

function mainHeader(entry: Entry, pax: boolean): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const split = pax ? undefined : splitName(entry.name);
  putString(block, 0, NAME, ascii(split?.name ?? entry.name));
  putOctal(block, 100, 8, entry.mode & 0o7777);
  putOctal(block, 108, 8, entry.uid);
  putOctal(block, 116, 8, entry.gid);
  putOctal(block, 124, 12, sizeOf(entry));
  putOctal(block, 136, 12, seconds(entry));
  putString(block, 156, 1, TYPE_FLAGS[entry.type]);
  putString(block, 157, NAME, ascii(entry.linkname));
  putString(block, 265, 32, ascii(entry.uname));
  putString(block, 297, 32, ascii(entry.gname));
  putOctal(block, 329, 8, entry.major);
  putOctal(block, 337, 8, entry.minor);
  if (split !== undefined) putString(block, 345, PREFIX, split.prefix);
  return sealed(block);
}

function extensionHeader(name: string, length: number): Uint8Array {
  const [directory, file] = split(name);
  // Go's path.Join, which leaves out what is empty.
  const path = clean([directory, "PaxHeaders.0", file].filter((part) => part !== "").join("/"));
  const block = new Uint8Array(BLOCK);
  putString(block, 0, NAME, ascii(path).slice(0, NAME).replace(/\/+$/, ""));
  putOctal(block, 100, 8, 0);
  putOctal(block, 108, 8, 0);
  putOctal(block, 116, 8, 0);
  putOctal(block, 124, 12, length);
  putOctal(block, 136, 12, 0);
  putString(block, 156, 1, "x");
  return sealed(block);
}

function sealed(block: Uint8Array): Uint8Array {
  putString(block, 257, 8, "ustar\x0000");
  block.fill(0x20, 148, 156);
  let sum = 0;
  for (const byte of block) sum += byte;
  putOctal(block, 148, 7, sum);
  return block;
}

function sizeOf(entry: Entry): number {
  return entry.type === "file" ? entry.data.size : 0;
}

function seconds(entry: Entry): number {
  return Math.floor(entry.mtime);
}

export function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

/** ustar's way to store up to 255 bytes: the name cut at a slash. As Go's splitUSTARPath. */
function splitName(name: string): { prefix: string; name: string } | undefined {
  if (name.length <= NAME || !isAscii(name)) return undefined;
  let length = Math.min(name.length, PREFIX + 1);
  if (length === name.length && name.endsWith("/")) length -= 1;
  const at = split(name.slice(0, length))[0].length - 1;
  const rest = name.length - at - 1;
  if (at <= 0 || rest > NAME || rest === 0 || at > PREFIX) return undefined;
  return { prefix: name.slice(0, at), name: name.slice(at + 1) };
}

function fitsName(name: string): boolean {
  return fitsField(name, NAME) || splitName(name) !== undefined;
}

function fitsField(text: string, length: number): boolean {
  return isAscii(text) && text.length <= length;
}

function fitsOctal(width: number, value: number): boolean {
  return value >= 0 && value < 8 ** (width - 1);
}

function isAscii(text: string): boolean {
  if (text === "") return true;
  // A NUL cannot be in a header field either.
  return /^[\x01-\x7f]*$/.test(text);
}

function ascii(text: string): string {
  return text.replace(/[^\x01-\x7f]/gu, "");
}

function putString(block: Uint8Array, offset: number, length: number, text: string): void {
  for (let at = 0; at < Math.min(length, text.length); at++) block[offset + at] = text.charCodeAt(at);
  // Some readers take a file for a directory when the cut-off name ends in a slash; Go drops it.
  if (text.length > length && block[offset + length - 1] === 0x2f) {
    let end = length - 1;
    while (end > 0 && block[offset + end - 1] === 0x2f) end -= 1;
    block[offset + end] = 0;
  }
}

/** Zero-padded octal and a NUL. What does not fit is in a PAX record; the field then says 0, as Go's does. */
function putOctal(block: Uint8Array, offset: number, length: number, value: number): void {
  const digits = fitsOctal(length, value) ? value.toString(8) : "0";
  putString(block, offset, length, `${digits.padStart(length - 1, "0")}\0`);
}

/** `%d path=value\n` where the number counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const length = encode(rest).length;
  let total = length + String(length).length;
  if (length + String(total).length !== total) total = length + String(total).length;
  return `${total}${rest}`;
}

function encode(text: string): Uint8Array {
  return nameBytes(text);
}
