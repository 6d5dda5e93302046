import { NoSuchImageError, NoSuchReferenceError, WrongPlatformError } from "../../../errors/images.js";
import { InvalidImageArchiveError } from "../../../errors/layout.js";
import { canonicalJson } from "../../../go/json.js";
import { applyChanges } from "../../../image/changes.js";
import type { Image } from "../../../image/image.js";
import { summaryOf } from "../../../layer/summary.js";
import { importLayer } from "../../../layout/import.js";
import { loadArchive } from "../../../layout/load.js";
import type { LoadedImage as FoundImage } from "../../../layout/loaded-image.js";
import { type SavedImage, saveArchive } from "../../../layout/save.js";
import { asDiffId, type DiffID, type Digest } from "../../../oci/digest.js";
import { parseImageConfig } from "../../../oci/image-config.js";
import { isSamePlatform, parsePlatform, platformText } from "../../../oci/platform.js";
import { familiarString, parseReference } from "../../../oci/reference.js";
import type { ContainerConfig } from "../../../oci/types.js";
import { split } from "../../../posix/path.js";
import type { ImportOptions, LoadedImage, SaveOptions } from "../../archives.js";
import type { PlatformOptions } from "../../images.js";
import { imageEvent } from "../events/report.js";
import { platformOf } from "../images/platform.js";
import type { LabStore } from "../store/store.js";

interface ImageArchiveParts {
  readonly store: LabStore;
  readonly now: () => string;
  readonly version: string;
}

/** Images enter and leave as archives. */
export class ImageArchives {
  readonly #parts: ImageArchiveParts;

  constructor(parts: ImageArchiveParts) {
    this.#parts = parts;
  }

  /** @throws {WrongPlatformError} for an image that is not for exactly this platform, and for what is not here */
  save(
    references: readonly string[],
    { format = "docker", platform }: SaveOptions,
  ): AsyncIterable<Uint8Array> {
    const { images, content } = this.#parts.store;
    const wanted = platform === undefined ? undefined : parsePlatform(platform);
    const saved = new Map<Digest, SavedImage>();
    for (const reference of references)
      for (const { id, name } of this.#named(reference)) {
        const before = saved.get(id)?.references ?? [];
        const own = name === undefined || name.includes("@") ? [] : [name];
        const { image } = images.get(id);
        const has = platformOf(image.config);
        if (wanted !== undefined && !isSamePlatform(has, wanted)) {
          const text = platformText(wanted);
          const reason = `no suitable export target found for platform ${text}`;
          throw new WrongPlatformError(reference, text, platformText(has), reason);
        }
        if (!saved.has(id)) imageEvent(this.#parts.store, "save", id);
        saved.set(id, { image, references: [...new Set([...before, ...own])] });
      }
    return saveArchive([...saved.values()], content, { format });
  }

  /**
   * What `docker save` means by a name: of `ubuntu` every image of that repository, of `ubuntu:22.04` that one. What is
   * missing is named as it was asked for, without a tag put in.
   */
  #named(reference: string): readonly { readonly id: Digest; readonly name?: string }[] {
    const { images } = this.#parts.store;
    const isBare = !/[:@]/.test(split(reference)[1]);
    if (isBare) {
      const found = isHex(reference) ? [] : images.namesIn(parseReference(reference));
      if (found.length > 0) return found;
    }
    try {
      const { id } = images.find(reference);
      return images.isId(reference) ? [{ id }] : [{ id, name: familiarString(parseReference(reference)) }];
    } catch (error) {
      if (!(error instanceof NoSuchImageError)) throw error;
      throw isBare ? new NoSuchImageError(reference) : new NoSuchReferenceError(reference);
    }
  }

  /**
   * First stores everything in an archive, then makes its images known, all at once. What belongs to no
   * image is deleted again.
   */
  async load(
    archive: AsyncIterable<Uint8Array>,
    { platform }: PlatformOptions,
  ): Promise<readonly LoadedImage[]> {
    const { store } = this.#parts;
    const wanted = platform === undefined ? undefined : parsePlatform(platform);
    return store.storing(async () => {
      const found = await loadArchive(archive, store.content);
      const isWanted = ({ config }: FoundImage): boolean =>
        wanted === undefined ||
        isSamePlatform(platformOf(parseImageConfig(store.content.read(config))), wanted);
      return store.transact(() => found.filter(isWanted).map((image) => this.#adopt(image)));
    });
  }

  #adopt(found: FoundImage): LoadedImage {
    const { store } = this.#parts;
    const { content, images, snapshots } = store;
    const config = parseImageConfig(content.read(found.config));
    if (config.os === "windows") throw new InvalidImageArchiveError("cannot load windows image on linux");
    compareLayers(config.rootfs.diff_ids, found.layers);
    const layers = found.layers.map((digest) => summaryOf(snapshots.layer(asDiffId(digest))));
    const image = images.adopt(found.config, config, layers);
    if (found.parent !== undefined) {
      if (!isParent(images.get(found.parent).image, image))
        throw new InvalidImageArchiveError(`image ${found.parent} is not a valid parent for ${image.id}`);
      images.setParent(image.id, found.parent);
    }
    const moved = found.references.flatMap((reference) => {
      const from = images.has(reference) ? images.find(reference).id : image.id;
      return from === image.id ? [] : [{ reference, from }];
    });
    imageEvent(store, "load", image.id);
    return {
      moved,
      id: image.id,
      ...(found.isSilent ? { isSilent: true } : {}),
      references: found.references.map((reference) => images.tag(image.id, reference)),
    };
  }

  async import(archive: AsyncIterable<Uint8Array>, options: ImportOptions): Promise<Digest> {
    const { store, now, version } = this.#parts;
    if (options.reference !== undefined) parseReference(options.reference);
    const settings = applyChanges(IMPORTED, options.changes ?? []);
    const { os, architecture, variant } = parsePlatform(options.platform ?? "linux/amd64");
    return store.storing(async () => {
      const diffId = await importLayer(archive, store.content);
      return store.transact(() => {
        const created = now();
        const comment = options.comment || "Imported from -";
        const image = store.images.add(
          {
            architecture,
            os,
            ...(variant === undefined ? {} : { variant }),
            config: settings,
            container_config: IMPORTED,
            created,
            docker_version: version,
            history: [{ created, ...(comment === "" ? {} : { comment }) }],
            rootfs: { type: "layers", diff_ids: [diffId] },
          },
          [summaryOf(store.snapshots.layer(diffId))],
        );
        if (options.reference !== undefined)
          imageEvent(store, "tag", image.id, {
            name: store.images.tag(image.id, options.reference, created),
          });
        imageEvent(store, "import", image.id);
        return image.id;
      });
    });
  }
}

/** What Docker writes for a container configuration that nobody has set. */
const IMPORTED: ContainerConfig = {
  Hostname: "",
  Domainname: "",
  User: "",
  AttachStdin: false,
  AttachStdout: false,
  AttachStderr: false,
  Tty: false,
  OpenStdin: false,
  StdinOnce: false,
  Env: null,
  Cmd: null,
  Image: "",
  Volumes: null,
  WorkingDir: "",
  Entrypoint: null,
  OnBuild: null,
  Labels: null,
};

function isHex(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** A configuration may name other layers than the archive holds: the bytes decide. @throws {InvalidImageArchiveError} */
function compareLayers(listed: readonly DiffID[], found: readonly Digest[]): void {
  if (listed.length !== found.length)
    throw new InvalidImageArchiveError(
      `invalid manifest, layers length mismatch: expected ${found.length}, got ${listed.length}`,
    );
  for (const [at, diffId] of listed.entries())
    if (diffId !== found[at])
      throw new InvalidImageArchiveError(
        `invalid diffID for layer ${at}: expected "${diffId}", got "${found[at]}"`,
      );
}

/** moby `checkValidParent`: the parent's history, and one more step. */
function isParent({ config: parent }: Image, { config }: Image): boolean {
  const [before, after] = [parent.history ?? [], config.history ?? []];
  if (before.length === 0 && after.length === 0) return true;
  if (after.length - before.length !== 1) return false;
  return before.every((step, at) => canonicalJson(step) === canonicalJson(after[at]));
}
