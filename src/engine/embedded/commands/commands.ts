import type { Commands, CommittedImage, ContainerCommands } from "../../commands.js";
import type { LabStore } from "../store/store.js";
import { commitsOf } from "./commits.js";

/** What was done in containers. See {@link Commands} for each method. */
export class EmbeddedCommands implements Commands {
  readonly #store: LabStore;

  constructor(store: LabStore) {
    this.#store = store;
  }

  async commands(container: string): Promise<ContainerCommands> {
    return this.#store.transact(() => this.#store.containers.find(container).commands);
  }

  async commits(image: string): Promise<CommittedImage> {
    return this.#store.transact(() => commitsOf(image, this.#store));
  }
}
