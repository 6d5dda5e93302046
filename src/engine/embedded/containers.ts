import {
  AmbiguousContainerError,
  ContainerNameConflictError,
  ContainerRenameError,
  InvalidContainerNameError,
  NoSuchContainerError,
} from "../../errors/containers.js";
import { DaemonError } from "../../errors/engine.js";
import { StoreDocumentError } from "../../errors/store.js";
import type { Digest } from "../../oci/digest.js";
import type { Container } from "./container.js";
import type { ContainerFiles, ContainerRecord } from "./container-file.js";
import { randomName } from "./names.js";

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/**
 * The containers of an engine, by id and by name, in the order they were made.
 *
 * With files, {@link refresh} takes over what other processes wrote, and {@link save} writes what changed here.
 */
export class ContainerTable {
  readonly #byId = new Map<string, Container>();
  readonly #files: ContainerFiles | undefined;
  readonly #restore: (record: ContainerRecord) => Container;
  /** What is written of each, and how its file is told from a later one. */
  readonly #written = new Map<string, { stamp: string | undefined; text: string; record: ContainerRecord }>();
  /** Containers whose record cannot be read, with the reason. */
  readonly #damaged = new Map<
    string,
    { readonly stamp: string | undefined; readonly error: StoreDocumentError }
  >();

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
      // A directory without a record is being made or removed.
      if (stamp === undefined || stamp === known) continue;
      added = this.#reread(files, id, stamp, owns(id)) || added;
    }
    if (added) {
      const sorted = this.list().toSorted((a, b) => a.init.sequence - b.init.sequence);
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
      this.#damaged.set(id, { stamp, error });
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

  /** Answers the records that were replaced: what they alone referred to is garbage. */
  save(): readonly ContainerRecord[] {
    const files = this.#files;
    if (files === undefined) return [];
    return this.list().flatMap((container) => {
      const { id } = container;
      files.appendLog(id, container.takeUnsavedLog());
      const before = this.#written.get(id);
      const record = container.record();
      const text = files.encode(record);
      if (before?.text === text) return [];
      files.write(id, text);
      this.#written.set(id, { stamp: files.stamp(id), text, record });
      return before === undefined ? [] : [before.record];
    });
  }

  /** The next {@link refresh} reads every record. Answers the containers that were never written, which are gone. */
  forget(): readonly Container[] {
    if (this.#files === undefined) return [];
    for (const written of this.#written.values()) written.stamp = "forgotten";
    const unwritten = this.list().filter(({ id }) => !this.#written.has(id));
    for (const { id } of unwritten) this.#forgetOne(id);
    return unwritten;
  }

  /** The records as they are written. */
  records(): readonly ContainerRecord[] {
    return [...this.#written.values()].map(({ record }) => record);
  }

  get damaged(): ReadonlyMap<string, { readonly error: StoreDocumentError }> {
    return this.#damaged;
  }

  /** Takes a container away whose record cannot be read. Answers whether there was one of that id. */
  removeDamaged(id: string): boolean {
    const found = [...this.#damaged.keys()].filter((known) => id !== "" && known.startsWith(id));
    const [only] = found;
    if (only === undefined || found.length > 1) return false;
    this.#files?.remove(only);
    return this.#damaged.delete(only);
  }

  #forgetOne(id: string): void {
    this.#byId.delete(id);
    this.#written.delete(id);
  }

  nextSequence(): number {
    return Math.max(0, ...this.list().map(({ init }) => init.sequence)) + 1;
  }

  /** The name asked for, if it may be had, or one made up. @throws {ContainerNameConflictError} {@link InvalidContainerNameError} */
  claimName(wanted: string | undefined): string {
    if (wanted === undefined || wanted === "") return randomName((name) => this.#named(name) !== undefined);
    const name = wanted.replace(/^\//, "");
    if (!NAME.test(name)) throw new InvalidContainerNameError(wanted);
    const holder = this.#named(name);
    if (holder !== undefined) throw new ContainerNameConflictError(name, holder.id);
    return name;
  }

  /** @throws {ContainerRenameError} */
  rename(container: Container, wanted: string): void {
    if (wanted.replace(/^\//, "") === container.init.name)
      throw new ContainerRenameError("Renaming a container with the same name as its current name", 400);
    try {
      container.rename(this.claimName(wanted));
    } catch (error) {
      if (!(error instanceof DaemonError)) throw error;
      const text =
        error instanceof InvalidContainerNameError ? error.message.replace("(", "(/") : error.message;
      throw new ContainerRenameError(`Error when allocating new name: ${text}`, error.httpStatus);
    }
  }

  add(container: Container): void {
    this.#byId.set(container.id, container);
  }

  /** False when it was removed before. */
  remove(container: Container): boolean {
    if (!this.#byId.delete(container.id)) return false;
    this.#written.delete(container.id);
    this.#files?.remove(container.id);
    return true;
  }

  list(): readonly Container[] {
    return [...this.#byId.values()];
  }

  of(image: Digest): readonly Container[] {
    return this.list().filter(({ init }) => init.imageId === image);
  }

  /** By name, id or unique prefix of an id. @throws {NoSuchContainerError} {@link AmbiguousContainerError} */
  find(nameOrId: string): Container {
    const found = this.lookup(nameOrId);
    if (found !== undefined) return found;
    // It may be one of those whose names cannot be read.
    for (const { error } of this.#damaged.values()) throw error;
    throw new NoSuchContainerError(nameOrId);
  }

  lookup(nameOrId: string): Container | undefined {
    const exact = this.#byId.get(nameOrId) ?? this.#named(nameOrId.replace(/^\//, ""));
    if (exact !== undefined) return exact;
    if (!/^[0-9a-f]+$/.test(nameOrId)) return undefined;
    const found = this.list().filter(({ id }) => id.startsWith(nameOrId));
    if (found.length > 1) throw new AmbiguousContainerError(nameOrId);
    return found[0];
  }

  #named(name: string): Container | undefined {
    return this.list().find(({ init }) => init.name === name);
  }
}
