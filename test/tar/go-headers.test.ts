import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { nameOf } from "../../src/posix/name-bytes.js";
import type { Entry, EntryType } from "../../src/tar/entry.js";
import { readArchive } from "../../src/tar/read.js";
import { header } from "../../src/tar/write.js";
import { concat, EMPTY, fromBytes, zeros } from "../../src/vfs/data.js";
import { fixture } from "../fixtures.js";

interface Row {
  readonly type: EntryType;
  readonly name: string;
  readonly linkname: string | null;
  readonly uname: string | null;
  readonly uid: number;
  readonly size: number;
  readonly mtime: number;
  readonly xattrs: Readonly<Record<string, string>> | null;
  readonly written: string;
}

const rows: readonly Row[] = JSON.parse(fixture("go-tar/headers.json").toString());
const bytes = (base64: string | null) => Buffer.from(base64 ?? "", "base64");
const text = (base64: string | null) => nameOf(bytes(base64));

function entryOf({ type, name, linkname, uname, uid, size, mtime, xattrs }: Row): Entry {
  return {
    ...{ type, uid, mtime, gid: 0, gname: "", major: 0, minor: 0, mode: 0o644 },
    name: text(name),
    linkname: text(linkname),
    uname: text(uname),
    data: type === "file" ? zeros(size) : EMPTY,
    ...(xattrs === null
      ? {}
      : { xattrs: Object.fromEntries(Object.entries(xattrs).map(([key, value]) => [key, text(value)])) }),
  };
}

test("all recorded headers are there", () => expect(rows).toHaveLength(140));

test.each(rows.map((row, at) => [at, row.type, text(row.name).slice(0, 40), row] as const))(
  "%i: a %s %j is written as Go writes it, and read back as it was",
  (_at, _type, _name, row) => {
    const entry = entryOf(row);
    const written = Buffer.from(header(entry));
    expect(written.toString("latin1")).toBe(gunzipSync(bytes(row.written)).toString("latin1"));
    const [read, ...more] = readArchive(concat(fromBytes(written), zeros(row.size + 1024)));
    expect(more).toEqual([]);
    const { data, ...rest } = entry;
    expect(read).toMatchObject(rest);
    expect(read?.data.size).toBe(data.size);
  },
);
