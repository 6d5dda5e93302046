import { ReadOnlyCopyError } from "../../../errors/volumes.js";
import { decompressed } from "../../../layout/compression.js";
import { exportArchive } from "../../../layout/export.js";
import type { Digest } from "../../../oci/digest.js";
import type { FileData } from "../../../vfs/filesystem.js";
import type {
  Archives,
  CopiedPath,
  CopyIntoOptions,
  ImportOptions,
  LoadedImage,
  PathStat,
  SaveOptions,
} from "../../archives.js";
import type { PlatformOptions } from "../../images.js";
import { copyRecord } from "../commands/commits.js";
import type { Container } from "../container/container.js";
import { resolveUser } from "../container/user.js";
import { containerEvent } from "../events/report.js";
import type { ContainerLocks } from "../store/container-locks.js";
import type { LabStore } from "../store/store.js";
import type { ContainerMounts } from "../volumes/mount-point.js";
import { copyFrom, copyInto, statPath } from "./copy.js";
import { ImageArchives } from "./image-archives.js";

export interface ArchiveParts {
  readonly store: LabStore;
  readonly locks: ContainerLocks;
  /** RFC 3339. */
  readonly now: () => string;
  readonly version: string;
}

/** Images and containers' files as archives. See {@link Archives} for each method. */
export class EmbeddedArchives implements Archives {
  readonly #store: LabStore;
  readonly #locks: ContainerLocks;
  readonly #images: ImageArchives;

  constructor(parts: ArchiveParts) {
    this.#store = parts.store;
    this.#locks = parts.locks;
    this.#images = new ImageArchives(parts);
  }

  save(references: readonly string[], options: SaveOptions = {}): AsyncIterable<Uint8Array> {
    return this.#leased(this.#store.transact(() => this.#images.save(references, options)));
  }

  load(archive: AsyncIterable<Uint8Array>, options: PlatformOptions = {}): Promise<readonly LoadedImage[]> {
    return this.#images.load(archive, options);
  }

  async import(archive: AsyncIterable<Uint8Array>, options: ImportOptions = {}): Promise<Digest> {
    return this.#images.import(archive, options);
  }

  export(container: string): AsyncIterable<Uint8Array> {
    const archive = this.#store.transact(() => {
      const found = this.#find(container);
      containerEvent(this.#store.events, "export", found.facts);
      return exportArchive(found.unmounted());
    });
    return this.#leased(streamed(archive));
  }

  async statPath(container: string, path: string): Promise<PathStat> {
    return this.#store.transact(() => statPath(this.#find(container).forCopying(), path, container));
  }

  async copyFrom(container: string, path: string): Promise<CopiedPath> {
    const { archive, ...stat } = this.#store.transact(() => {
      const found = this.#find(container);
      const copied = copyFrom(found.forCopying(), path, container);
      containerEvent(this.#store.events, "archive-path", found.facts);
      return copied;
    });
    return { ...stat, archive: this.#leased(streamed(archive)) };
  }

  async copyInto(
    name: string,
    directory: string,
    archive: AsyncIterable<Uint8Array>,
    options: CopyIntoOptions = {},
  ): Promise<void> {
    const { container, release } = await this.#locks.take(
      () => this.#find(name),
      () => {},
    );
    const fs = container.forCopying();
    const { mounts } = container.facts;
    const user = container.facts.config.User ?? "";
    // In a container without a user of its own, the archive's owners are kept, even with `-a`.
    const owner = options.copyUidGid === true && user !== "" ? resolveUser(user, fs) : undefined;
    try {
      await copyInto(fs, directory, decompressed(archive), {
        container: name,
        owner: owner?.credentials,
        check: (root) => requireWritable(root, mounts),
        begin: (root, data) =>
          this.#store.transact(() =>
            container.beginCopy(
              copyRecord(root, data, owner?.credentials, {
                content: this.#store.content,
                before: container.commands,
              }),
            ),
          ),
      });
      containerEvent(this.#store.events, "extract-to-dir", container.facts);
    } finally {
      release();
    }
  }

  /** A blob that is being read must not be deleted until it has been read. */
  async *#leased(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const lease = this.#store.medium.lease();
    try {
      yield* stream;
    } finally {
      lease.release();
      // Deletes what could not be deleted in the meantime.
      this.#store.transact(() => {});
    }
  }

  #find(name: string): Container {
    return this.#store.containers.find(name);
  }
}

/** What is in a volume may be written though the rest may not, and the other way round. */
function requireWritable(path: string, { points, readOnly }: ContainerMounts): void {
  const point = points.find(({ destination }) => path === destination || path.startsWith(`${destination}/`));
  if (point?.writable === false) throw new ReadOnlyCopyError("volume");
  if (point === undefined && readOnly) throw new ReadOnlyCopyError("root");
}

async function* streamed(data: FileData): AsyncGenerator<Uint8Array> {
  yield* data.chunks();
}
