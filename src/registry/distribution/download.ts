import type { ContentStore } from "../../content/store.js";
import { ArchiveError } from "../../errors/archive.js";
import { BlobCorruptError } from "../../errors/content.js";
import { RegistryAnswerError, RegistryUnreachableError, VerificationError } from "../../errors/registry.js";
import { decompressed, limited } from "../../layout/compression.js";
import { type DiffID, digester } from "../../oci/digest.js";
import type { Descriptor } from "../../oci/types.js";
import type { RegistryClient } from "./client.js";
import { isTemporary } from "./http.js";

export interface DownloadEvents {
  /** Bytes that have arrived. */
  readonly received: (bytes: number) => void;
  /** The connection broke; the download continues from there after this many seconds. */
  readonly retrying: (seconds: number) => void;
  /** All bytes have arrived, and their digest is being checked. */
  readonly verifying: () => void;
}

/**
 * Brings one layer into the store, uncompressed, under its DiffID. Two digests are computed while the bytes pass:
 * the bytes received must have the manifest's digest, and the unpacked ones the configuration's DiffID. Memory stays at a
 * few chunks; if anything is wrong, nothing is kept.
 *
 * @throws {VerificationError} the registry's bytes are not the ones in its manifest
 */
export async function downloadLayer(
  client: RegistryClient,
  descriptor: Descriptor,
  diffId: DiffID,
  content: ContentStore,
  events: DownloadEvents,
): Promise<void> {
  await storeLayer(blobChunks(client, descriptor, events), { descriptor, diffId }, content, events);
}

/** {@link downloadLayer}, wherever the bytes come from. */
export async function storeLayer(
  source: AsyncGenerator<Uint8Array>,
  { descriptor, diffId }: { readonly descriptor: Descriptor; readonly diffId: DiffID },
  content: ContentStore,
  events: Pick<DownloadEvents, "received" | "verifying"> = { received: () => {}, verifying: () => {} },
): Promise<void> {
  const hash = digester();
  let received = 0;
  const take = async (): Promise<Uint8Array | undefined> => {
    const { done, value } = await source.next();
    if (done) return undefined;
    received += value.length;
    if (received > descriptor.size)
      throw new VerificationError("layer", descriptor.digest, `more than ${descriptor.size} bytes`);
    hash.update(value);
    events.received(received);
    return value;
  };
  const verify = async (): Promise<void> => {
    // A compressed stream may end before its blob does; the digest covers the whole blob.
    while ((await take()) !== undefined);
    events.verifying();
    const actual = hash.digest();
    if (actual !== descriptor.digest) throw new VerificationError("layer", descriptor.digest, actual);
  };
  async function* compressed(): AsyncGenerator<Uint8Array> {
    for (let chunk = await take(); chunk !== undefined; chunk = await take()) yield chunk;
  }
  const writer = content.writer();
  try {
    try {
      for await (const chunk of limited(decompressed(compressed()), "a layer")) writer.write(chunk);
    } catch (error) {
      // Wrong bytes do not unpack, but that they are wrong is the better message.
      if (error instanceof ArchiveError) await verify();
      throw error;
    }
    await verify();
    writer.commit(diffId);
  } catch (error) {
    writer.abort();
    if (error instanceof BlobCorruptError) throw new VerificationError("layer", diffId, error.data.actual);
    throw error;
  } finally {
    await source.return(undefined);
  }
}

/** A blob's bytes from beginning to end; if the connection breaks, the rest is requested from there. */
async function* blobChunks(
  client: RegistryClient,
  { digest, size }: Descriptor,
  { retrying }: DownloadEvents,
): AsyncGenerator<Uint8Array> {
  const { transport } = client;
  let offset = 0;
  let failures = 0;
  while (offset < size) {
    try {
      const { from, chunks } = await client.blob(digest, offset);
      let skip = offset - from;
      for await (const chunk of chunks) {
        const fresh = skip === 0 ? chunk : chunk.subarray(Math.min(skip, chunk.length));
        skip -= chunk.length - fresh.length;
        if (fresh.length === 0) continue;
        offset += fresh.length;
        failures = 0;
        yield fresh;
      }
      if (offset < size) throw new RegistryUnreachableError("GET", `blob ${digest}`, "unexpected EOF");
    } catch (error) {
      failures += 1;
      if (!isBroken(error) || failures >= transport.attempts) throw error;
      retrying(await transport.rest(failures));
    }
  }
}

function isBroken(error: unknown): boolean {
  if (error instanceof RegistryUnreachableError) return true;
  return error instanceof RegistryAnswerError && isTemporary(error.data.status);
}
