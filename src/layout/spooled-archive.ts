import type { ContentStore } from "../content/store.js";
import { ArchiveError } from "../errors/archive.js";
import { InvalidImageArchiveError } from "../errors/layout.js";
import { type Digest, isDigest } from "../oci/digest.js";
import { components, contained, split } from "../posix/path.js";
import type { Entry } from "../tar/entry.js";
import { streamArchive } from "../tar/stream.js";
import type { FileData } from "../vfs/filesystem.js";
import { decompressed, limited, type Source } from "./compression.js";

/** Names, manifests and configurations are small; only layers may be large, and those are streamed. */
const MAX_ENTRIES = 100_000;
const MAX_DOCUMENT = 8 * 1024 * 1024;

/** What lies under a name of the archive: bytes in the store, or another name. */
type Spooled = { readonly digest: Digest } | { readonly link: string };

export async function spool(source: Source, content: ContentStore): Promise<ReadonlyMap<string, Spooled>> {
  const files = new Map<string, Spooled>();
  let seen = 0;
  for await (const { entry, content: bytes } of streamArchive(source)) {
    seen += 1;
    if (files.size > MAX_ENTRIES) throw new InvalidImageArchiveError(`more than ${MAX_ENTRIES} files`);
    const found = await spoolEntry(entry, bytes, content);
    if (found !== undefined) files.set(contained(entry.name), found);
  }
  if (seen === 0) throw new ArchiveError("unexpected EOF", 0);
  return files;
}

async function spoolEntry(
  { type, name, linkname }: Entry,
  bytes: AsyncIterable<Uint8Array>,
  content: ContentStore,
): Promise<Spooled | undefined> {
  if (type === "symlink" || type === "link") {
    const directory = type === "symlink" ? split(contained(name))[0] : "";
    return { link: contained(directory + linkname) };
  }
  if (type !== "file") return undefined;
  const writer = content.writer();
  try {
    for await (const chunk of bytes) writer.write(chunk);
    const named = /^blobs\/sha256\/([0-9a-f]{64})$/.exec(contained(name))?.[1];
    const expected = named === undefined ? undefined : `sha256:${named}`;
    return writer.commit(expected !== undefined && isDigest(expected) ? expected : undefined);
  } catch (error) {
    writer.abort();
    throw error;
  }
}

/** The files of an archive of images, by their names; the contents are blobs of the store. */
export class SpooledArchive {
  readonly #files: ReadonlyMap<string, Spooled>;
  readonly content: ContentStore;

  constructor(files: ReadonlyMap<string, Spooled>, content: ContentStore) {
    this.#files = files;
    this.content = content;
  }

  /** Names of the directories at the top, in order. */
  directories(): readonly string[] {
    const names = [...this.#files.keys()]
      .map(components)
      .flatMap(([first = "", ...rest]) => (rest.length > 0 ? [first] : []));
    return [...new Set(names)].sort();
  }

  has(name: string): boolean {
    return this.#files.has(name);
  }

  digest(name: string): Digest {
    let at = contained(name);
    for (let hops = 0; hops < 16; hops++) {
      const found = this.#files.get(at);
      if (found === undefined) break;
      if ("digest" in found) return found.digest;
      at = found.link;
    }
    throw new InvalidImageArchiveError(`the archive names ${JSON.stringify(name)}, but it is not in it`);
  }

  blob(digest: string): Digest {
    if (!isDigest(digest))
      throw new InvalidImageArchiveError(`${JSON.stringify(digest)} is no digest this store knows`);
    return this.digest(`blobs/sha256/${digest.slice("sha256:".length)}`);
  }

  document(digest: Digest, what: string): unknown {
    if (this.content.open(digest).size > MAX_DOCUMENT)
      throw new InvalidImageArchiveError(`${what} is larger than ${MAX_DOCUMENT} bytes`);
    try {
      return JSON.parse(new TextDecoder().decode(this.content.read(digest)));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new InvalidImageArchiveError(`${what} is no JSON: ${error.message}`, { cause: error });
    }
  }
}

/** A layer's blob as the engine keeps it; compressed ones are stored again without compression. */
export async function uncompressed(digest: Digest, content: ContentStore): Promise<Digest> {
  const data = content.open(digest);
  const magic = data.read(0, 4);
  const isPlain = !(magic[0] === 0x1f && magic[1] === 0x8b) && !(magic[0] === 0x28 && magic[1] === 0xb5);
  if (isPlain) return digest;
  const writer = content.writer();
  try {
    for await (const chunk of limited(decompressed(streamed(data)), "a layer")) writer.write(chunk);
    return writer.commit().digest;
  } catch (error) {
    writer.abort();
    throw error;
  }
}

async function* streamed(data: FileData): AsyncGenerator<Uint8Array> {
  yield* data.chunks();
}
