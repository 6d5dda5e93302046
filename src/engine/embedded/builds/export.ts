import type { Built } from "../../../builder/build.js";
import type { Vertex } from "../../../builder/events.js";
import type { ArchiveExport, BuildExport, ExportedImage, FilesExport } from "../../../builder/exports.js";
import { type BuildOptions, tagsOf } from "../../../builder/options.js";
import { messageOf } from "../../../errors/thrown.js";
import { canonicalJson } from "../../../go/json.js";
import { orderedConfig } from "../../../image/image.js";
import { buildArchive } from "../../../layout/build-archive.js";
import { exportArchive } from "../../../layout/export.js";
import { sha256 } from "../../../oci/digest.js";
import { emptyChanges } from "../../../vfs/node.js";
import { UnionFileSystem } from "../../../vfs/union.js";
import type { BuildResult } from "../../builds.js";
import type { LabStore } from "../store/store.js";

interface ExportParts {
  readonly store: LabStore;
  /** Seconds since the epoch. */
  readonly clock: () => number;
  /** Makes the result an image of the engine's, with the build's names. */
  readonly keep: () => Exported;
}

export type Exported = Pick<BuildResult, "id" | "references"> & { readonly exported?: ExportedImage };

/** Brings a build's result to where it was asked for, one place after another. The caller holds a lease. */
export async function exportBuild(
  built: Built,
  options: BuildOptions,
  parts: ExportParts,
): Promise<Exported> {
  const id = sha256(canonicalJson(orderedConfig(built.config)));
  let result: Exported = { id, references: [] };
  for (const each of options.exports ?? [{ kind: "image" }])
    result = { ...result, ...(await exportOne(each, built, options, parts)) };
  return result;
}

async function exportOne(
  each: BuildExport,
  built: Built,
  options: BuildOptions,
  parts: ExportParts,
): Promise<Partial<Exported>> {
  switch (each.kind) {
    case "none":
      return {};
    case "registry":
      // A build for one platform is an image here first, and is pushed then.
      return {};
    case "image":
      return parts.keep();
    case "files":
      return within(
        built,
        `exporting to client ${each.into === "directory" ? "directory" : "tarball"}`,
        (vertex) => writeFiles(each, built, vertex, parts),
      );
    case "image-archive":
      return within(built, `exporting to ${each.format} image format`, (vertex) =>
        writeImage(each, { built, options, vertex }, parts),
      );
  }
}

export async function within<Result>(
  { progress }: Pick<Built, "progress">,
  name: string,
  act: (vertex: Vertex) => Promise<Result>,
): Promise<Result> {
  const vertex = progress.start(name);
  try {
    const result = await act(vertex);
    vertex.done();
    return result;
  } catch (error) {
    vertex.error(messageOf(error));
    throw error;
  }
}

async function writeFiles(
  { into, write }: FilesExport,
  { layers }: Built,
  vertex: Vertex,
  { store }: ExportParts,
): Promise<Partial<Exported>> {
  const { tree: lower } = store.snapshots.committed(layers);
  const fs = new UnionFileSystem({ lower, upper: emptyChanges(lower), readOnly: true });
  await write(inTurn(exportArchive(fs).chunks()));
  vertex.status(into === "directory" ? "copying files done" : "sending tarball done");
  return {};
}

async function writeImage(
  { format, names, write }: ArchiveExport,
  {
    built,
    options,
    vertex,
  }: { readonly built: Built; readonly options: BuildOptions; readonly vertex: Vertex },
  { store, clock }: ExportParts,
): Promise<Partial<Exported>> {
  const { annotations = {}, sourceDateEpoch = clock() } = options;
  const archive = await buildArchive(
    {
      config: built.config,
      layers: built.layers,
      names: names === undefined ? tagsOf(options) : tagsOf({ ...options, tags: names }),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      created: new Date(Math.floor(sourceDateEpoch) * 1000).toISOString().replace(".000Z", "Z"),
    },
    store.content,
    format,
  );
  vertex.status("exporting layers done");
  vertex.status(`exporting manifest ${archive.manifest.digest} done`);
  vertex.status(`exporting config ${archive.config} done`);
  await write(archive.bytes());
  vertex.status("sending tarball done");
  return { exported: archive.manifest };
}

export async function* inTurn(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
