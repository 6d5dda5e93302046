import { LayerlabError } from "../../../errors/base.js";
import type { FileSystem } from "../../../vfs/filesystem.js";
import type { ChangeDirectory } from "../../../vfs/node.js";
import type { Contents, Stack, Views } from "../../views.js";
import type { LabStore } from "../store/store.js";
import { contentsOf } from "./contents.js";
import { containerDirectory, layerDirectories } from "./directories.js";
import { type HostDirectory, hostFileSystem } from "./host.js";
import { stackOf } from "./stack.js";

/** What layers hold and how they lie on each other. See {@link Views} for each call. */
export class EmbeddedViews implements Views {
  readonly #store: LabStore;

  constructor(store: LabStore) {
    this.#store = store;
  }

  async fileSystem(container: string): Promise<FileSystem> {
    return this.#store.transact(() => this.#store.containers.find(container).fileSystem());
  }

  async stack(name: string): Promise<Stack> {
    return this.#store.transact(() => stackOf(name, this.#store));
  }

  async contents(name: string): Promise<Contents> {
    return this.#store.transact(() => contentsOf(stackOf(name, this.#store), this.#store));
  }

  host(): FileSystem {
    return this.#store.transact(() => {
      const { images, containers, snapshots } = this.#store;
      const directories = new Map<string, HostDirectory>();
      for (const stack of images.stacks()) {
        for (const [at, directory] of layerDirectories(stack).entries()) {
          const diffId = stack[at];
          if (diffId !== undefined)
            directories.set(
              directory,
              readable(() => snapshots.layer(diffId).changes),
            );
        }
      }
      for (const { id, snapshot } of containers.list())
        directories.set(
          containerDirectory(id),
          readable(() => snapshot.upper),
        );
      return hostFileSystem(directories);
    });
  }
}

/** One layer that cannot be read does not hide the others. */
function readable(read: () => ChangeDirectory): HostDirectory {
  try {
    return { changes: read() };
  } catch (error) {
    if (!(error instanceof LayerlabError)) throw error;
    return { damage: error.message };
  }
}
