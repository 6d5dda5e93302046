import type { CacheDirectory, CacheExport, CacheSink } from "../../../../builder/remote-cache/options.js";
import { isRecord } from "../../../../go/reflect/value.js";
import { sha256 } from "../../../../oci/digest.js";
import { parseReference } from "../../../../oci/reference.js";
import { type Descriptor, MEDIA_TYPE } from "../../../../oci/types.js";
import { connect, type RegistryOptions } from "../../registry/connect.js";
import { blobPath } from "./sources.js";

/** Opens the place that a cache is written to. */
export async function openSink(
  target: Exclude<CacheExport, { readonly kind: "inline" }>,
  parts: { readonly registry: RegistryOptions; readonly signal: AbortSignal | undefined },
): Promise<CacheSink> {
  if (target.kind === "local") return directorySink(target.directory, target.tag);
  const reference = parseReference(target.reference);
  const { registry, signal } = parts;
  const options = { insecure: target.insecure, ...(signal === undefined ? {} : { signal }) };
  const { client } = await connect(reference, registry, options);
  await client.ping();
  return {
    blob: async ({ digest }, chunks) => {
      if (!(await client.hasBlob(digest))) await client.upload(inTurn(chunks()), () => digest);
    },
    manifest: async (bytes, mediaType) => {
      await client.putManifest(reference.tag ?? "latest", bytes, mediaType);
    },
  };
}

/** An OCI image layout: what is there stays there, and its index names the new cache by the tag. */
function directorySink(directory: CacheDirectory, tag: string): CacheSink {
  return {
    blob: async ({ digest }, chunks) => {
      if (!directory.has(blobPath(digest))) await directory.write(blobPath(digest), inTurn(chunks()));
    },
    manifest: async (bytes, mediaType) => {
      const digest = sha256(bytes);
      await directory.write(blobPath(digest), inTurn([bytes]));
      const annotations = { [REF_NAME]: tag };
      const entry: Descriptor = { mediaType, digest, size: bytes.length, annotations };
      const others = (await entries(directory)).filter((each) => tagOf(each) !== tag);
      const index = { schemaVersion: 2, mediaType: MEDIA_TYPE.index, manifests: [...others, entry] };
      await directory.write("index.json", inTurn([encoded(index)]));
      await directory.write("oci-layout", inTurn([encoded({ imageLayoutVersion: "1.0.0" })]));
    },
  };
}

const REF_NAME = "org.opencontainers.image.ref.name";
const MAX_INDEX = 4 << 20;

async function entries(directory: CacheDirectory): Promise<readonly unknown[]> {
  if (!directory.has("index.json")) return [];
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of directory.read("index.json")) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_INDEX) return [];
  }
  try {
    const document: unknown = JSON.parse(text);
    return isRecord(document) && Array.isArray(document.manifests) ? document.manifests : [];
  } catch (error) {
    // Written anew.
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function tagOf(entry: unknown): unknown {
  return isRecord(entry) && isRecord(entry.annotations) ? entry.annotations[REF_NAME] : undefined;
}

function encoded(document: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(document));
}

async function* inTurn(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
