import { ArchiveError } from "../errors/archive.js";
import { concatAll, slice, zeros } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";
import { BLOCK } from "./entry.js";
import { type PaxRecords, SPARSE_MAP, wholeRecord } from "./pax.js";

/** A file whose holes an archive leaves out, put together again. */
export interface SparseFile {
  /** The true name; 0.1 and 1.0 have an invented one in the header. */
  readonly name: string | undefined;
  readonly data: FileData;
}

interface Run {
  readonly offset: number;
  readonly length: number;
}

/** Runs of data; more are no honest file. */
const MAX_RUNS = 1_000_000;

/**
 * The file that PAX records of GNU tar (and bsdtar) describe as sparse, in the formats 0.0, 0.1 and 1.0, as Go's
 * `readGNUSparsePAXHeaders` does; `undefined` where they do not.
 *
 * @param packed what the archive holds of it
 * @throws {ArchiveError} a map that cannot be true
 */
export function sparseFile(pax: PaxRecords, packed: FileData, offset: number): SparseFile | undefined {
  const version = formatOf(pax);
  if (version === undefined) return undefined;
  const size =
    wholeRecord(pax, "GNU.sparse.size", offset) ??
    wholeRecord(pax, "GNU.sparse.realsize", offset) ??
    packed.size;
  const { runs, start } =
    version === "1.0" ? mapInData(packed, offset) : { runs: mapInRecords(pax, offset), start: 0 };
  let end = 0;
  let at = start;
  const parts: FileData[] = [];
  for (const run of runs) {
    if (run.offset < end || run.offset + run.length > size) throw invalid(offset);
    parts.push(zeros(run.offset - end), slice(packed, at, run.length));
    at += run.length;
    end = run.offset + run.length;
  }
  if (at !== packed.size) throw new ArchiveError("sparse file contains unreferenced data", offset);
  parts.push(zeros(size - end));
  return { name: pax.get("GNU.sparse.name"), data: concatAll(parts.filter((part) => part.size > 0)) };
}

function formatOf(pax: PaxRecords): "0.x" | "1.0" | undefined {
  const major = pax.get("GNU.sparse.major");
  const minor = pax.get("GNU.sparse.minor");
  if (major === "1" && minor === "0") return "1.0";
  if (major === "0" && (minor === "0" || minor === "1")) return "0.x";
  if (major !== undefined || minor !== undefined) return undefined;
  return pax.has(SPARSE_MAP) ? "0.x" : undefined;
}

/** `offset,length,offset,length,…` */
function mapInRecords(pax: PaxRecords, offset: number): readonly Run[] {
  const text = pax.get(SPARSE_MAP) ?? "";
  const numbers = text === "" ? [] : text.split(",").map((part) => toNumber(part, offset));
  if (wholeRecord(pax, "GNU.sparse.numblocks", offset) !== numbers.length / 2) throw invalid(offset);
  return inPairs(numbers);
}

/** Lines before the data, up to a block's end: how many runs, then an offset and a length each. */
function mapInData(
  packed: FileData,
  offset: number,
): { readonly runs: readonly Run[]; readonly start: number } {
  const numbers: number[] = [];
  let digits = "";
  let wanted = 1;
  for (let at = 0; ; at += BLOCK) {
    for (const byte of packed.read(at, BLOCK)) {
      if (byte !== 0x0a) {
        digits += String.fromCharCode(byte);
        if (digits.length > 20) throw invalid(offset);
        continue;
      }
      numbers.push(toNumber(digits, offset));
      digits = "";
      if (numbers.length === 1) {
        if ((numbers[0] ?? 0) > MAX_RUNS) throw invalid(offset);
        wanted = 1 + 2 * (numbers[0] ?? 0);
      }
      if (numbers.length === wanted) return { runs: inPairs(numbers.slice(1)), start: at + BLOCK };
    }
    if (at + BLOCK >= packed.size) throw new ArchiveError("unexpected EOF", offset);
  }
}

function inPairs(numbers: readonly number[]): readonly Run[] {
  return Array.from({ length: numbers.length / 2 }, (_, at) => ({
    offset: numbers[2 * at] ?? 0,
    length: numbers[2 * at + 1] ?? 0,
  }));
}

function toNumber(text: string, offset: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw invalid(offset);
  return value;
}

function invalid(offset: number): ArchiveError {
  return new ArchiveError("invalid tar header", offset);
}
