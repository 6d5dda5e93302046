import type { ContentStore } from "../../../content/store.js";
import { StoreDocumentError } from "../../../errors/store.js";
import { layersOf, stepsOf } from "../../../image/image.js";
import type { ImageRecord } from "../../../image/records.js";
import type { Digest } from "../../../oci/digest.js";
import { readArchive } from "../../../tar/read.js";
import { writeArchive } from "../../../tar/write.js";
import type { FileData } from "../../../vfs/filesystem.js";
import type { CommittedImage, ContainerCommands, RecordedCommit, RecordedCopy } from "../../commands.js";
import type { LabStore } from "../store/store.js";
import { parseCommands } from "./document.js";
import { archivesOf } from "./record.js";

/** The most bytes of archives that are kept for one container. */
const MAX_ARCHIVES = 64 * 1024 * 1024;

/** The record of an archive that is about to be unpacked. The archive is kept as a blob, with the owners its files will get. */
export function copyRecord(
  directory: string,
  data: FileData,
  owner: { readonly uid: number; readonly gid: number } | undefined,
  { content, before }: { readonly content: ContentStore; readonly before: ContainerCommands },
): Pick<RecordedCopy, "directory" | "size" | "archive"> {
  const { size } = data;
  const kept = before.commands.reduce(
    (sum, command) => (command.kind === "copy" && command.archive !== undefined ? sum + command.size : sum),
    0,
  );
  if (kept + size > MAX_ARCHIVES) return { directory, size };
  const archive =
    owner === undefined
      ? data
      : writeArchive([...readArchive(data)].map((entry) => ({ ...entry, uid: owner.uid, gid: owner.gid })));
  return { directory, size, archive: content.put(archive).digest };
}

/** Keeps, beside an image, what was done in a container. Returns the document's digest, and those of the archives it names. */
export function keepCommands(commands: ContainerCommands, content: ContentStore): readonly Digest[] {
  return [content.putJson(commands).digest, ...new Set(archivesOf(commands.commands))];
}

/** The commits made here that an image is based on, down to the first image that no known commit made. */
export function commitsOf(reference: string, { images, content }: LabStore): CommittedImage {
  const record = images.find(reference);
  const commits: RecordedCommit[] = [];
  let at: ImageRecord = record;
  while (at.parent !== undefined) {
    const [document] = at.commands;
    if (document === undefined) break;
    const { config } = at.image;
    const parent = images.get(at.parent);
    const [layer] = layersOf(at.image).slice(layersOf(parent.image).length);
    commits.unshift({
      image: at.id,
      tags: images.tagsOf(at.id),
      comment: stepsOf(at.image).at(-1)?.history.comment ?? "",
      layer,
      container: config.container_config ?? {},
      config: config.config ?? {},
      commands: read(document, content),
    });
    at = parent;
  }
  const tags = images.tagsOf(at.id);
  const archives = commits.flatMap(({ commands }) => archivesOf(commands.commands));
  return {
    id: record.id,
    name: images.tagsOf(record.id)[0] ?? reference,
    base: { id: at.id, tags, config: at.image.config.config ?? {} },
    commits,
    archives: new Map(archives.map((digest) => [digest, content.open(digest)])),
  };
}

function read(digest: Digest, content: ContentStore): ContainerCommands {
  try {
    return parseCommands(JSON.parse(new TextDecoder().decode(content.read(digest))));
  } catch (error) {
    if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error;
    throw new StoreDocumentError(
      `blobs/sha256/${digest.slice("sha256:".length)}`,
      error.message,
      "the image itself is unharmed; only the commands that made it are lost",
      { cause: error },
    );
  }
}
