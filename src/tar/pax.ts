import { ArchiveError } from "../errors/archive.js";
import { nameOf } from "../posix/name-bytes.js";

/** PAX records of one entry: `path`, `mtime`, `SCHILY.xattr.user.x`, … Values are bytes as `nameOf` reads them. */
export type PaxRecords = ReadonlyMap<string, string>;

/** Values that file systems take, and in which there can be no NUL. */
const NAMES: ReadonlySet<string> = new Set(["path", "linkpath", "uname", "gname"]);
/** Go keeps numbers in 64 bits. */
const MAX_INTEGER = 2n ** 63n - 1n;

/**
 * `length key=value\n`, one after another, as Go's `parsePAX` reads them; the length counts bytes, its own digits
 * included. An empty value takes a record back.
 *
 * @param offset where the records are in the archive
 * @throws {ArchiveError}
 */
export function parsePax(bytes: Uint8Array, offset: number): Map<string, string> {
  const records = new Map<string, string>();
  const sparse: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const space = bytes.indexOf(0x20, at);
    const digits = space < 0 ? "" : nameOf(bytes.subarray(at, space));
    const length = /^[0-9]{1,9}$/.test(digits) ? Number(digits) : 0;
    const record = bytes.subarray(space + 1, at + length - 1);
    const equals = record.indexOf(0x3d);
    const isWhole = length >= 5 && at + length <= bytes.length && bytes[at + length - 1] === 0x0a;
    if (!isWhole || equals <= 0) throw new ArchiveError("invalid PAX record", offset + at);
    const key = nameOf(record.subarray(0, equals));
    const value = nameOf(record.subarray(equals + 1));
    if ((NAMES.has(key) ? value : key).includes("\0"))
      throw new ArchiveError("invalid PAX record", offset + at);
    if (key === SPARSE_OFFSET || key === SPARSE_LENGTH) {
      const expected = sparse.length % 2 === 0 ? SPARSE_OFFSET : SPARSE_LENGTH;
      if (key !== expected || value.includes(",")) throw new ArchiveError("invalid PAX record", offset + at);
      sparse.push(value);
    } else if (value === "") records.delete(key);
    else records.set(key, value);
    at += length;
  }
  if (sparse.length > 0) records.set(SPARSE_MAP, sparse.join(","));
  return records;
}

/** GNU tar's sparse format 0.0 says each run in two records of its own; 0.1 has all of them in this one. */
export const SPARSE_MAP = "GNU.sparse.map";
const SPARSE_OFFSET = "GNU.sparse.offset";
const SPARSE_LENGTH = "GNU.sparse.numbytes";

/** A number from 0 up. @throws {ArchiveError} */
export function wholeRecord(pax: PaxRecords, key: string, offset: number): number | undefined {
  const text = pax.get(key);
  if (text === undefined) return undefined;
  const value = /^\d{1,19}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw new ArchiveError(`invalid PAX ${key}`, offset);
  return value;
}

/** Seconds with a fraction; within what 64 bits hold. @throws {ArchiveError} */
export function timeRecord(pax: PaxRecords, key: string, offset: number): number | undefined {
  const text = pax.get(key);
  if (text === undefined) return undefined;
  const seconds = /^(-?\d{1,19})(\.\d*)?$/.exec(text)?.[1];
  if (seconds === undefined || BigInt(seconds) > MAX_INTEGER || BigInt(seconds) < -MAX_INTEGER)
    throw new ArchiveError(`invalid PAX ${key}`, offset);
  return Number(text);
}

/** The records whose key begins with `prefix`, with `instead` in its place; `undefined` for none. */
export function recordsWith(
  pax: PaxRecords,
  prefix: string,
  instead: string,
): Record<string, string> | undefined {
  let found: Record<string, string> | undefined;
  for (const [key, value] of pax) {
    if (!key.startsWith(prefix)) continue;
    found ??= {};
    // A plain assignment would make a prototype of `__proto__`.
    Object.defineProperty(found, instead + key.slice(prefix.length), {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return found;
}
