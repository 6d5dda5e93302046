import { StoreDocumentError } from "../../../errors/store.js";
import { NoSuchVolumeError } from "../../../errors/volumes.js";
import type { Digest } from "../../../oci/digest.js";
import type { VolumeFiles } from "./files.js";
import type { Volume, VolumeFacts, VolumeRecord } from "./volume.js";

/**
 * The volumes of an engine, by name.
 *
 * With files, {@link refresh} takes over what other processes wrote, and {@link save} writes what changed here.
 */
export class VolumeTable {
  readonly #volumes = new Map<string, Volume>();
  readonly #files: VolumeFiles | undefined;
  readonly #make: (facts: VolumeFacts, kept?: VolumeRecord) => Volume;
  /** What is written of each, and how its file is told from a later one. */
  readonly #written = new Map<string, { stamp: string | undefined; text: string; record: VolumeRecord }>();
  /** Those whose records {@link sweep} deletes. */
  readonly #removed = new Set<string>();
  readonly #damaged = new Map<
    string,
    { readonly stamp: string | undefined; readonly error: StoreDocumentError }
  >();

  constructor(make: (facts: VolumeFacts, kept?: VolumeRecord) => Volume, files?: VolumeFiles) {
    this.#make = make;
    this.#files = files;
  }

  refresh(): void {
    const files = this.#files;
    if (files === undefined) return;
    const names = new Set(files.names());
    for (const name of this.#written.keys()) if (!names.has(name)) this.#forgetOne(name);
    for (const name of this.#damaged.keys()) if (!names.has(name)) this.#damaged.delete(name);
    for (const name of names) {
      const stamp = files.stamp(name);
      const known = this.#written.get(name)?.stamp ?? this.#damaged.get(name)?.stamp;
      // A directory without a record is being made or removed.
      if (stamp !== undefined && stamp !== known) this.#reread(files, name, stamp);
    }
  }

  #reread(files: VolumeFiles, name: string, stamp: string): void {
    let record: VolumeRecord;
    try {
      record = files.read(name);
    } catch (error) {
      if (!(error instanceof StoreDocumentError)) throw error;
      this.#forgetOne(name);
      this.#damaged.set(name, { stamp, error });
      return;
    }
    this.#damaged.delete(name);
    this.#written.set(name, { stamp, text: files.encode(record), record });
    const known = this.#volumes.get(name);
    if (known?.facts.created === record.created) known.adopt(record);
    else this.#volumes.set(name, this.#make(record, record));
  }

  /** @param replaced called with each record that was replaced: what it alone referred to is garbage */
  save(replaced: (record: VolumeRecord) => void): void {
    const files = this.#files;
    if (files === undefined) return;
    for (const volume of this.list()) {
      const before = this.#written.get(volume.name);
      if (before !== undefined && !volume.changed) continue;
      const record = volume.record();
      const text = files.encode(record);
      if (before?.text === text) continue;
      files.write(volume.name, text);
      this.#written.set(volume.name, { stamp: files.stamp(volume.name), text, record });
      if (before !== undefined) replaced(before.record);
    }
  }

  /** Deletes the records of removed volumes: last, because everything else may still fail. */
  sweep(): void {
    for (const name of this.#removed) this.#files?.remove(name);
    this.#removed.clear();
  }

  /** The next {@link refresh} reads every record; what was never written is gone. */
  forget(): void {
    if (this.#files === undefined) return;
    this.#removed.clear();
    for (const written of this.#written.values()) written.stamp = "forgotten";
    for (const { name } of this.list()) if (!this.#written.has(name)) this.#forgetOne(name);
  }

  get damaged(): ReadonlyMap<string, { readonly error: StoreDocumentError }> {
    return this.#damaged;
  }

  /** Whether some volume has files that are not written yet. */
  get changed(): boolean {
    return this.list().some((volume) => volume.changed);
  }

  /** The records as they are written. */
  records(): readonly VolumeRecord[] {
    return [...this.#written.values()].map(({ record }) => record);
  }

  #forgetOne(name: string): void {
    this.#volumes.delete(name);
    this.#written.delete(name);
  }

  list(): readonly Volume[] {
    return [...this.#volumes.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  get(name: string): Volume | undefined {
    const damage = this.#damaged.get(name);
    if (damage !== undefined) throw damage.error;
    return this.#volumes.get(name);
  }

  /** @throws {NoSuchVolumeError} */
  find(name: string): Volume {
    const found = this.get(name);
    if (found === undefined) throw new NoSuchVolumeError(name);
    return found;
  }

  add(facts: VolumeFacts): Volume {
    const volume = this.#make(facts);
    this.#removed.delete(facts.name);
    this.#volumes.set(facts.name, volume);
    return volume;
  }

  /** Returns the blobs that it alone may have referred to. */
  remove(name: string): readonly Digest[] {
    const record = this.#written.get(name)?.record;
    this.#forgetOne(name);
    this.#damaged.delete(name);
    if (this.#files !== undefined) this.#removed.add(name);
    return record === undefined ? [] : blobsOf(record);
  }
}

export function blobsOf({ files }: VolumeRecord): readonly Digest[] {
  return files === undefined ? [] : [files.tree.digest, ...files.packs.map(({ digest }) => digest)];
}
