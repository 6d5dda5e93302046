import { DaemonError } from "../../../errors/engine.js";
import { VolumeInUseError } from "../../../errors/volumes.js";
import type { VolumeInspect, VolumeOptions, VolumeSummary, Volumes } from "../../volumes.js";
import type { LabStore } from "../store/store.js";
import { createVolume } from "./create.js";
import { mountpointOf } from "./mountpoint.js";
import { usersOf, volumeSummary } from "./shapes.js";

export interface VolumeParts {
  readonly store: LabStore;
  /** RFC 3339. */
  readonly now: () => string;
}

/** Volumes, with or without containers that have them. See {@link Volumes} for each call. */
export class EmbeddedVolumes implements Volumes {
  readonly #parts: VolumeParts;

  constructor(parts: VolumeParts) {
    this.#parts = parts;
  }

  async createVolume(options: VolumeOptions = {}): Promise<string> {
    const { store, now } = this.#parts;
    return store.transact(() => createVolume(options, store, now()).name);
  }

  async volumes(): Promise<readonly VolumeSummary[]> {
    const { store } = this.#parts;
    return store.transact(() =>
      store.volumes.list().map((volume) => volumeSummary(volume, store.containers)),
    );
  }

  async inspectVolume(name: string): Promise<VolumeInspect> {
    const { store } = this.#parts;
    return store.transact(() => {
      const { facts } = store.volumes.find(name);
      return {
        CreatedAt: `${facts.created.slice(0, 19)}Z`,
        Driver: "local",
        Labels: facts.labels,
        Mountpoint: mountpointOf(facts.name),
        Name: facts.name,
        Options: facts.options,
        Scope: "local",
      };
    });
  }

  async removeVolume(name: string, options: { force?: boolean } = {}): Promise<void> {
    const { store } = this.#parts;
    store.transact(() => {
      if (!store.volumes.damaged.has(name)) {
        try {
          store.volumes.find(name);
        } catch (error) {
          if (options.force === true && error instanceof DaemonError && error.httpStatus === 404) return;
          throw error;
        }
      }
      const users = usersOf(name, store.containers);
      if (users.length > 0) throw new VolumeInUseError(name, users);
      store.dropVolume(name);
    });
  }
}
