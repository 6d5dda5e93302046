import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { sha256 } from "../../src/oci/digest.js";
import { createRuntime } from "../../src/programs/runtime.js";
import type { Entry } from "../../src/tar/entry.js";
import { readArchive } from "../../src/tar/read.js";
import { fromBytes, toBytes } from "../../src/vfs/data.js";
import { file, tar } from "../archives.js";

/** Small archives for tests, and what our engine makes of them. */

export function engine(): EmbeddedEngine {
  return new EmbeddedEngine({ runtime: createRuntime() });
}

/** The files of an archive by name. */
export function files(archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
  return new Map([...readArchive(fromBytes(archive))].map(({ name, data }) => [name, toBytes(data)]));
}

export function json(archive: Uint8Array, name: string): unknown {
  return JSON.parse(Buffer.from(files(archive).get(name) ?? []).toString());
}

/** A blob's place in an OCI layout, its descriptor, and the entry that puts it there. */
export function blob(content: string | Uint8Array, mediaType: string) {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const digest = sha256(bytes);
  return {
    digest,
    entry: file(`blobs/sha256/${digest.slice(7)}`, bytes),
    descriptor: { mediaType, digest, size: bytes.length },
  };
}

export const OCI = {
  config: "application/vnd.oci.image.config.v1+json",
  index: "application/vnd.oci.image.index.v1+json",
  layer: "application/vnd.oci.image.layer.v1.tar",
  manifest: "application/vnd.oci.image.manifest.v1+json",
} as const;

/** An OCI layout of one image with one layer; what is given takes the place of what would be right. */
export function layout(
  changes: { readonly layer?: Uint8Array; readonly layerType?: string; readonly architecture?: string } = {},
) {
  const plain = tar(file("hello", "hello\n"));
  const layer = blob(changes.layer ?? plain, changes.layerType ?? OCI.layer);
  const config = blob(
    JSON.stringify({
      architecture: changes.architecture ?? "amd64",
      os: "linux",
      config: { Cmd: ["/hello"] },
      rootfs: { type: "layers", diff_ids: [sha256(plain)] },
      history: [{ created: "2024-01-01T00:00:00Z", created_by: "test" }],
    }),
    OCI.config,
  );
  const manifest = blob(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI.manifest,
      config: config.descriptor,
      layers: [layer.descriptor],
    }),
    OCI.manifest,
  );
  return { layer, config, manifest, blobs: [layer.entry, config.entry, manifest.entry] };
}

export function index(...manifests: readonly object[]): Entry {
  return file("index.json", JSON.stringify({ schemaVersion: 2, mediaType: OCI.index, manifests }));
}

export const named = (descriptor: object, name: string) => ({
  ...descriptor,
  annotations: {
    "io.containerd.image.name": `docker.io/library/${name}`,
    "org.opencontainers.image.ref.name": name,
  },
});
