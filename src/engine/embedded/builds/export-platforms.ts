import type { Built } from "../../../builder/build.js";
import { fullName } from "../../../builder/build-names.js";
import type { Progress, Vertex } from "../../../builder/events.js";
import type { ArchiveExport, BuildExport, FilesExport, RegistryExport } from "../../../builder/exports.js";
import { type BuildOptions, tagsOf } from "../../../builder/options.js";
import { BuildDefinitionError } from "../../../errors/build.js";
import { platformsArchive, type StoredIndex, storePlatforms } from "../../../layout/build-archive.js";
import { exportArchive } from "../../../layout/export.js";
import { parsePlatform } from "../../../oci/platform.js";
import { parseReference } from "../../../oci/reference.js";
import { type DirectoryNode, emptyChanges, emptyDirectory } from "../../../vfs/node.js";
import { UnionFileSystem } from "../../../vfs/union.js";
import { connect, type RegistryOptions } from "../registry/connect.js";
import type { LabStore } from "../store/store.js";
import { type Exported, inTurn, within } from "./export.js";
import type { CachedBuild } from "./remote-cache/export.js";

/** One of the builds that a build for several platforms consists of. */
export interface PlatformBuild {
  /** `linux/arm64` */
  readonly platform: string;
  readonly built: Built;
}

interface ExportPlatformsParts {
  readonly store: LabStore;
  readonly registry: RegistryOptions;
  readonly progress: Progress;
  /** Seconds since the epoch. */
  readonly clock: () => number;
}

/** What goes into a cache of builds that were one. */
export function together(builds: readonly Built[], progress: Progress): CachedBuild {
  return {
    progress,
    recorded: builds.flatMap(({ recorded }) => recorded),
    images: builds.map(({ layers }) => layers),
  };
}

/** Brings the results for several platforms to where they were asked for, together. The caller holds a lease. */
export async function exportPlatforms(
  builds: readonly PlatformBuild[],
  options: BuildOptions,
  parts: ExportPlatformsParts,
): Promise<Exported> {
  const index = await stored(builds, options, "oci", parts);
  let result: Exported = { id: index.index.digest, references: [] };
  for (const each of options.exports ?? [])
    result = { ...result, ...(await exportOne(each, builds, options, parts)) };
  return result;
}

async function exportOne(
  each: BuildExport,
  builds: readonly PlatformBuild[],
  options: BuildOptions,
  parts: ExportPlatformsParts,
): Promise<Partial<Exported>> {
  switch (each.kind) {
    case "none":
      return {};
    case "image":
      throw new BuildDefinitionError("docker exporter does not currently support exporting manifest lists");
    case "registry":
      return within(parts, "exporting to image", (vertex) =>
        push(each, builds, options, { ...parts, vertex }),
      );
    case "files":
      return within(
        parts,
        `exporting to client ${each.into === "directory" ? "directory" : "tarball"}`,
        (vertex) => writeFiles(each, builds, vertex, parts),
      );
    case "image-archive":
      return within(parts, `exporting to ${each.format} image format`, (vertex) =>
        writeImage(each, builds, options, { ...parts, vertex }),
      );
  }
}

/** A folder for each platform: `linux_arm64`. */
async function writeFiles(
  { into, write }: FilesExport,
  builds: readonly PlatformBuild[],
  vertex: Vertex,
  { store }: ExportPlatformsParts,
): Promise<Partial<Exported>> {
  const entries = new Map(
    builds.map(({ platform, built }): [string, DirectoryNode] => {
      const folder = { ...store.snapshots.committed(built.layers).tree, mtime: 0 };
      return [platform.replaceAll("/", "_"), folder];
    }),
  );
  const lower: DirectoryNode = { ...emptyDirectory(), entries };
  const fs = new UnionFileSystem({ lower, upper: emptyChanges(lower), readOnly: true });
  await write(inTurn(exportArchive(fs).chunks()));
  if (into === "archive") vertex.status("sending tarball done");
  else for (const { platform } of builds) vertex.status(`copying files ${platform} done`);
  return {};
}

async function writeImage(
  { format, names, write }: ArchiveExport,
  builds: readonly PlatformBuild[],
  options: BuildOptions,
  parts: ExportPlatformsParts & { readonly vertex: Vertex },
): Promise<Partial<Exported>> {
  if (format === "docker")
    throw new BuildDefinitionError("docker exporter does not currently support exporting manifest lists");
  const { vertex, store, clock } = parts;
  const { sourceDateEpoch = clock() } = options;
  const index = await stored(builds, options, format, parts);
  tell(index, vertex);
  const created = new Date(Math.floor(sourceDateEpoch) * 1000).toISOString().replace(".000Z", "Z");
  const tags = tagsOf(names === undefined ? options : { ...options, tags: names });
  await write(platformsArchive(index, { names: tags, created }, store.content));
  vertex.status("sending tarball done");
  return { exported: index.index };
}

/** Layers and manifests first, then the index under each of the names. */
async function push(
  { insecure }: RegistryExport,
  builds: readonly PlatformBuild[],
  options: BuildOptions,
  parts: ExportPlatformsParts & { readonly vertex: Vertex },
): Promise<Partial<Exported>> {
  const { vertex, store, registry } = parts;
  const { content } = store;
  const { annotations = {}, indexAnnotations = {}, signal } = options;
  const isNoted = Object.keys({ ...annotations, ...indexAnnotations }).length > 0;
  const index = await stored(builds, options, isNoted ? "oci" : "docker", parts);
  tell(index, vertex);
  for (const tag of tagsOf(options)) {
    const reference = parseReference(tag);
    const { client } = await connect(reference, registry, {
      insecure,
      ...(signal === undefined ? {} : { signal }),
    });
    await client.ping();
    for (const { manifest, config, layers } of index.images) {
      for (const digest of [...layers.map((layer) => layer.digest), config])
        if (!(await client.hasBlob(digest)))
          await client.upload(inTurn(content.open(digest).chunks()), () => digest);
      await client.putManifest(manifest.digest, content.read(manifest.digest), manifest.mediaType);
    }
    const { digest, mediaType } = index.index;
    await client.putManifest(reference.tag ?? "latest", content.read(digest), mediaType);
    vertex.status("pushing layers done");
    vertex.status(`pushing manifest for ${fullName(tag)}@${digest} done`);
  }
  return { exported: index.index, references: tagsOf(options) };
}

function tell({ index, images }: StoredIndex, vertex: Vertex): void {
  vertex.status("exporting layers done");
  for (const { manifest, config } of images) {
    vertex.status(`exporting manifest ${manifest.digest} done`);
    vertex.status(`exporting config ${config} done`);
  }
  vertex.status(`exporting manifest list ${index.digest} done`);
}

async function stored(
  builds: readonly PlatformBuild[],
  { annotations = {}, indexAnnotations = {} }: BuildOptions,
  format: "oci" | "docker",
  { store }: ExportPlatformsParts,
): Promise<StoredIndex> {
  const images = builds.map(({ platform, built: { config, layers } }) => ({
    ...{ config, layers, platform: parsePlatform(platform) },
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  }));
  const noted = Object.keys(indexAnnotations).length === 0 ? {} : { annotations: indexAnnotations };
  return storePlatforms(images, store.content, { format, ...noted });
}
