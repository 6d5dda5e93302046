import { LayerlabError } from "../../../errors/base.js";
import {
  AmbiguousContainerError,
  ContainerNameConflictError,
  ContainerRenameError,
  InvalidContainerNameError,
  NoSuchContainerError,
} from "../../../errors/containers.js";
import { DaemonError } from "../../../errors/engine.js";
import { StoreDocumentError } from "../../../errors/store.js";
import type { Digest } from "../../../oci/digest.js";
import type { Container } from "../container/container.js";
import type { ContainerRecord } from "../container/record.js";
import type { ContainerFiles } from "./files.js";
import { linkedBy, renameLinks } from "./links.js";
import { NAME } from "./name.js";
import { randomName } from "./random-name.js";
import { NOTHING, type Salvaged } from "./salvage.js";

interface Damaged {
  readonly stamp: string | undefined;
  readonly error: StoreDocumentError;
  readonly known: Salvaged;
}

/**
 * The containers of an engine, by id and by name, in order of creation.
 *
 * With files, {@link refresh} adopts what other processes wrote, and {@link save} writes what has changed here.
 */
export class ContainerTable {
  readonly #byId = new Map<string, Container>();
  readonly #files: ContainerFiles | undefined;
  readonly #restore: (record: ContainerRecord) => Container;
  /** The written record of each, and what distinguishes its file from a later one. */
  readonly #written = new Map<string, { stamp: string | undefined; text: string; record: ContainerRecord }>();
  /** Those whose records {@link sweep} deletes. */
  readonly #removed = new Set<string>();
  /** Containers with unreadable records, with the reason. */
  readonly #damaged = new Map<string, Damaged>();

  constructor(restore: (record: ContainerRecord) => Container, files?: ContainerFiles) {
    this.#restore = restore;
    this.#files = files;
  }

  /** @param owns whether this process runs something in the container */
  refresh(owns: (id: string) => boolean): readonly Container[] {
    const files = this.#files;
    if (files === undefined) return [];
    const ids = new Set(files.ids());
    const gone = [...this.#byId.values()].filter(({ id }) => !ids.has(id) && this.#written.has(id));
    for (const { id } of gone) this.#forgetOne(id);
    for (const id of this.#damaged.keys()) if (!ids.has(id)) this.#damaged.delete(id);
    let added = false;
    for (const id of ids) {
      const stamp = files.stamp(id);
      const known = this.#written.get(id)?.stamp ?? this.#damaged.get(id)?.stamp;
      // A directory without a record is being created or removed.
      if (stamp === undefined || stamp === known) continue;
      added = this.#reread(files, id, stamp, owns(id)) || added;
    }
    if (added) {
      const sorted = this.list().toSorted((a, b) => a.facts.sequence - b.facts.sequence);
      this.#byId.clear();
      for (const container of sorted) this.#byId.set(container.id, container);
    }
    return gone;
  }

  #reread(files: ContainerFiles, id: string, stamp: string, owned: boolean): boolean {
    let record: ContainerRecord;
    try {
      record = files.read(id);
    } catch (error) {
      if (!(error instanceof StoreDocumentError)) throw error;
      this.#forgetOne(id);
      this.#damaged.set(id, { stamp, error, known: salvage(files, id) });
      return false;
    }
    this.#damaged.delete(id);
    this.#written.set(id, { stamp, text: files.encode(record), record });
    const known = this.#byId.get(id);
    if (known !== undefined) {
      known.adopt(record, owned);
      return false;
    }
    this.#byId.set(id, this.#restore(record));
    return true;
  }

  /** @param replaced gets the records that are replaced: garbage is what only they referred to */
  save(replaced: (record: ContainerRecord) => void): void {
    const files = this.#files;
    if (files === undefined) return;
    for (const container of this.list()) {
      const { id } = container;
      container.log.flush((chunks) => files.appendLog(id, chunks));
      const before = this.#written.get(id);
      const record = container.record();
      const text = files.encode(record);
      if (before?.text === text) continue;
      // Told first: a call that fails may have replaced it all the same.
      if (before !== undefined) replaced(before.record);
      files.write(id, text);
      this.#written.set(id, { stamp: files.stamp(id), text, record });
    }
  }

  /** Deletes the records of removed containers: last, because everything before it may still fail. */
  sweep(): void {
    for (const id of this.#removed) this.#files?.remove(id);
    this.#removed.clear();
  }

  /** Removes what is left of containers whose record went when removing the rest failed. */
  removeRests(): void {
    const files = this.#files;
    if (files === undefined) return;
    for (const id of files.ids()) if (files.stamp(id) === undefined) files.remove(id);
  }

  /** The next {@link refresh} reads every record. Returns the containers that were never written; they are gone. */
  forget(): readonly Container[] {
    if (this.#files === undefined) return [];
    this.#removed.clear();
    for (const written of this.#written.values()) written.stamp = "forgotten";
    const unwritten = this.list().filter(({ id }) => !this.#written.has(id));
    for (const { id } of unwritten) this.#forgetOne(id);
    return unwritten;
  }

  /** The record as written. */
  recordOf(id: string): ContainerRecord | undefined {
    return this.#written.get(id)?.record;
  }

  /** The records as written. */
  records(): readonly ContainerRecord[] {
    return [...this.#written.values()].map(({ record }) => record);
  }

  get damaged(): ReadonlyMap<string, Omit<Damaged, "stamp">> {
    return this.#damaged;
  }

  /** Removes a container with an unreadable record. Returns whether there was one with that name or id. */
  removeDamaged(nameOrId: string): boolean {
    const id = this.#damagedId(nameOrId);
    if (id === undefined) return false;
    this.#files?.remove(id);
    return this.#damaged.delete(id);
  }

  /** By what is left of its name, by its id, or by the beginning of that, if only one has it. */
  #damagedId(nameOrId: string): string | undefined {
    const name = nameOrId.replace(/^\//, "");
    if (name === "") return undefined;
    if (this.#damaged.has(name)) return name;
    const named = this.#damagedWith(name);
    if (named !== undefined) return named;
    const [only, ...more] = [...this.#damaged.keys()].filter((id) => id.startsWith(name));
    return more.length === 0 ? only : undefined;
  }

  #forgetOne(id: string): void {
    this.#byId.delete(id);
    this.#written.delete(id);
  }

  nextSequence(): number {
    return Math.max(0, ...this.list().map(({ facts }) => facts.sequence)) + 1;
  }

  /** The requested name if it is free, or a made-up one. @throws {ContainerNameConflictError} {@link InvalidContainerNameError} */
  claimName(wanted: string | undefined): string {
    if (wanted === undefined || wanted === "")
      return randomName((name) => (this.#named(name) ?? this.#damagedWith(name)) !== undefined);
    const name = wanted.replace(/^\//, "");
    if (!NAME.test(name)) throw new InvalidContainerNameError(wanted);
    const holder = this.#named(name)?.id ?? this.#damagedWith(name);
    if (holder !== undefined) throw new ContainerNameConflictError(name, holder);
    return name;
  }

  /** @throws {ContainerRenameError} */
  rename(container: Container, wanted: string): void {
    if (wanted.replace(/^\//, "") === container.facts.name)
      throw new ContainerRenameError("Renaming a container with the same name as its current name", 400);
    try {
      const before = container.facts.name;
      container.renamed(this.claimName(wanted));
      renameLinks(before, container.facts.name, this.list());
    } catch (error) {
      if (!(error instanceof DaemonError)) throw error;
      // At this point, moby's rename has already put a slash before the name.
      const { message, httpStatus } =
        error instanceof InvalidContainerNameError
          ? new InvalidContainerNameError(`/${wanted.replace(/^\//, "")}`)
          : error;
      throw new ContainerRenameError(`Error when allocating new name: ${message}`, httpStatus);
    }
  }

  add(container: Container): void {
    this.#byId.set(container.id, container);
  }

  /** Returns false if it had been removed before. */
  remove(container: Container): boolean {
    if (!this.#byId.delete(container.id)) return false;
    this.#written.delete(container.id);
    if (this.#files !== undefined) this.#removed.add(container.id);
    return true;
  }

  list(): readonly Container[] {
    return [...this.#byId.values()];
  }

  of(image: Digest): readonly Container[] {
    return this.list().filter(({ facts }) => facts.imageId === image);
  }

  /** By name, id or unique prefix of an id. @throws {NoSuchContainerError} {@link AmbiguousContainerError} */
  find(nameOrId: string): Container {
    const found = this.lookup(nameOrId);
    if (found !== undefined) return found;
    const id = this.#damagedId(nameOrId);
    // It may be one of those whose name is not known.
    const meant = id ?? this.#damagedWith("");
    throw this.#damaged.get(meant ?? "")?.error ?? new NoSuchContainerError(nameOrId);
  }

  lookup(nameOrId: string): Container | undefined {
    const exact = this.#byId.get(nameOrId) ?? this.#named(nameOrId.replace(/^\//, ""));
    if (exact !== undefined) return exact;
    if (nameOrId.includes("/")) return linkedBy(nameOrId.replace(/^\//, ""), this.list());
    if (!/^[0-9a-f]+$/.test(nameOrId)) return undefined;
    const found = this.list().filter(({ id }) => id.startsWith(nameOrId));
    if (found.length > 1) throw new AmbiguousContainerError(nameOrId);
    return found[0];
  }

  #damagedWith(name: string): string | undefined {
    return [...this.#damaged].find(([, { known }]) => known.name === name)?.[0];
  }

  #named(name: string): Container | undefined {
    return this.list().find(({ facts }) => facts.name === name);
  }
}

function salvage(files: ContainerFiles, id: string): Salvaged {
  try {
    return files.salvage(id);
  } catch (error) {
    if (error instanceof LayerlabError) return NOTHING;
    throw error;
  }
}
