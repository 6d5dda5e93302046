import { InvalidImageError, NoSuchImageError } from "../../errors/images.js";
import { applyChange } from "../../image/changes.js";
import type { ImageRecord } from "../../image/store.js";
import { importLayer } from "../../layout/import.js";
import { type LoadedImage as FoundImage, loadArchive } from "../../layout/load.js";
import { type SavedImage, saveArchive } from "../../layout/save.js";
import { asDiffId, type Digest } from "../../oci/digest.js";
import { parseImageConfig } from "../../oci/image-config.js";
import { familiarString, parseReference } from "../../oci/reference.js";
import type { ContainerConfig } from "../../oci/types.js";
import { figuresOf } from "../../snapshot/snapshotter.js";
import type { ImportOptions, LoadedImage } from "../engine.js";
import type { LabStore } from "./store.js";

interface Transfer {
  readonly store: LabStore;
  readonly now: () => string;
  readonly version: string;
}

/** Images leave and enter as archives. */
export class ImageTransfer {
  readonly #lab: Transfer;

  constructor(lab: Transfer) {
    this.#lab = lab;
  }

  save(references: readonly string[], format: "docker" | "oci"): AsyncIterable<Uint8Array> {
    const { images, content } = this.#lab.store;
    const saved = new Map<Digest, SavedImage>();
    for (const reference of references) {
      const { image } = this.#find(reference);
      const names = images.isId(reference) ? [] : namesOf(reference, images.tagsOf(image.id));
      const before = saved.get(image.id)?.references ?? [];
      saved.set(image.id, { image, references: [...new Set([...before, ...names])] });
    }
    return saveArchive([...saved.values()], content, { format });
  }

  /** `docker save` names what is missing as it was asked for, without a tag put in. */
  #find(reference: string): ImageRecord {
    try {
      return this.#lab.store.images.find(reference);
    } catch (error) {
      throw error instanceof NoSuchImageError ? new NoSuchImageError(reference) : error;
    }
  }

  /**
   * Everything of an archive is stored first, then its images are made known, all of them at once. What belongs to no
   * image goes again.
   */
  async load(archive: AsyncIterable<Uint8Array>): Promise<readonly LoadedImage[]> {
    const { store } = this.#lab;
    return store.storing(async () => {
      const found = await loadArchive(archive, store.content);
      return store.transact(() => found.map((image) => this.#adopt(image)));
    });
  }

  #adopt(found: FoundImage): LoadedImage {
    const { store, now } = this.#lab;
    const { content, images, snapshots } = store;
    const config = parseImageConfig(content.read(found.config));
    const listed = config.rootfs.diff_ids;
    // A configuration may name other layers than the archive holds: the bytes decide.
    if (listed.length !== found.layers.length || listed.some((diffId, at) => diffId !== found.layers[at])) {
      throw new InvalidImageError(
        "its configuration and its layers do not belong together: the digests differ",
      );
    }
    const layers = found.layers.map((digest) => figuresOf(snapshots.layer(asDiffId(digest))));
    const image = images.adopt(found.config, config, layers);
    const moved = found.references.flatMap((reference) => {
      const from = images.has(reference) ? images.find(reference).id : image.id;
      return from === image.id ? [] : [{ reference, from }];
    });
    return {
      moved,
      id: image.id,
      references: found.references.map((reference) => images.tag(image.id, reference, now())),
    };
  }

  async import(archive: AsyncIterable<Uint8Array>, options: ImportOptions): Promise<Digest> {
    const { store, now, version } = this.#lab;
    if (options.reference !== undefined) parseReference(options.reference);
    const settings = (options.changes ?? []).reduce(applyChange, IMPORTED);
    const [os = "linux", architecture = "amd64"] = (options.platform ?? "linux/amd64").split("/");
    return store.storing(async () => {
      const diffId = await importLayer(archive, store.content);
      return store.transact(() => {
        const created = now();
        const comment = options.comment || "Imported from -";
        const image = store.images.add(
          {
            architecture,
            os,
            config: settings,
            container_config: IMPORTED,
            created,
            docker_version: version,
            history: [{ created, ...(comment === "" ? {} : { comment }) }],
            rootfs: { type: "layers", diff_ids: [diffId] },
          },
          [figuresOf(store.snapshots.layer(diffId))],
        );
        if (options.reference !== undefined) store.images.tag(image.id, options.reference, created);
        return image.id;
      });
    });
  }
}

/** What Docker writes for a container configuration nobody set. */
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

/** `docker save ubuntu` saves every tag of the repository, `docker save ubuntu:22.04` that one. */
function namesOf(reference: string, tags: readonly string[]): readonly string[] {
  const name = familiarString(parseReference(reference));
  const hasTag = /:[^/]*$/.test(reference);
  const repository = name.slice(0, name.lastIndexOf(":"));
  return tags.filter((tag) => (hasTag ? tag === name : tag.slice(0, tag.lastIndexOf(":")) === repository));
}
