import {
  AmbiguousContainerError,
  ContainerNameConflictError,
  ContainerRenameError,
  InvalidContainerNameError,
  NoSuchContainerError,
} from "../../errors/containers.js";
import { DaemonError } from "../../errors/engine.js";
import type { Digest } from "../../oci/digest.js";
import type { Container } from "./container.js";
import { randomName } from "./names.js";

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** The containers of an engine, by id and by name, in the order they were made. */
export class ContainerTable {
  readonly #byId = new Map<string, Container>();

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
    return this.#byId.delete(container.id);
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
    if (found === undefined) throw new NoSuchContainerError(nameOrId);
    return found;
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
