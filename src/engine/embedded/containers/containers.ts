import { toHex } from "#platform/bytes";
import { ContainerRunningError } from "../../../errors/containers.js";
import { commitConfig } from "../../../image/commit.js";
import { layersOf } from "../../../image/image.js";
import type { Digest } from "../../../oci/digest.js";
import { familiarString, parseReference } from "../../../oci/reference.js";
import { randomBytes } from "../../../platform/random.js";
import { applyChanges } from "../../../vfs/apply.js";
import { listChanges } from "../../../vfs/changes.js";
import type { BindSources } from "../../bind-sources.js";
import type {
  Change,
  CommitOptions,
  ContainerInspect,
  ContainerSummary,
  Containers,
  CreateOptions,
} from "../../containers.js";
import { keepCommands } from "../commands/commits.js";
import type { Container } from "../container/container.js";
import { containerEvent, imageEvent } from "../events/report.js";
import type { ContainerLocks } from "../store/container-locks.js";
import type { LabStore } from "../store/store.js";
import { copyImageContent, kindAt } from "../volumes/image-content.js";
import { registerMounts } from "../volumes/register.js";
import { adapted, normalized } from "./adapt-settings.js";
import { checkSettings } from "./check-settings.js";
import { containerConfig } from "./create-config.js";
import type { ContainerFactory } from "./factory.js";
import { linkNames, removeLink } from "./links.js";
import { containerInspect, containerSummary, damagedSummaries } from "./shapes.js";

export interface ContainerParts {
  readonly store: LabStore;
  readonly locks: ContainerLocks;
  readonly factory: ContainerFactory;
  /** RFC 3339. */
  readonly now: () => string;
  readonly version: string;
  readonly binds: BindSources | undefined;
  /** Ends a container's main process at once. */
  readonly kill: (container: string) => Promise<void>;
}

/** Containers, running or not. See {@link Containers} for each method. */
export class EmbeddedContainers implements Containers {
  readonly #parts: ContainerParts;
  readonly #store: LabStore;

  constructor(parts: ContainerParts) {
    this.#parts = parts;
    this.#store = parts.store;
  }

  async create(options: CreateOptions): Promise<string> {
    const asked = normalized(options.hostConfig ?? {});
    checkSettings({ ...options, hostConfig: asked });
    return this.#store.transact(() => {
      const { images, containers, snapshots, volumes } = this.#store;
      const { image } = images.find(options.image);
      const id = toHex(randomBytes(32));
      const name = containers.claimName(options.name);
      const { hostConfig, endpoints } = adapted(asked, options.endpoints ?? {}, name, (other) =>
        this.#find(other),
      );
      const config = containerConfig(image, options, id);
      const created = this.#parts.now();
      const { mounts, copies } = registerMounts(options, Object.keys(config.Volumes ?? {}), {
        ...{
          containers,
          volumes,
          events: this.#store.events,
          now: created,
          driver: hostConfig.VolumeDriver ?? "",
        },
        exists: (path) => this.#parts.binds?.exists(path) ?? false,
        imageHas: (path) => kindAt(snapshots.committed(layersOf(image)).tree, path),
      });
      const container = this.#parts.factory.make(
        {
          id,
          sequence: containers.nextSequence(),
          name,
          imageId: image.id,
          imageName: options.image,
          created,
          config,
          autoRemove: options.autoRemove ?? false,
          hostConfig,
          endpoints,
          mounts,
        },
        // An unchanged root has this time, now and when another process looks at it.
        snapshots.prepare(id, layersOf(image), Date.parse(created) / 1000),
      );
      try {
        container.makeWorkingDirectory();
        if (copies.length > 0) {
          const tree = applyChanges(container.lower, container.snapshot.upper);
          for (const { volume, destination } of copies) copyImageContent(volume, tree, destination);
        }
      } catch (error) {
        snapshots.remove(id);
        throw error;
      }
      containers.add(container);
      containerEvent(this.#store.events, "create", container.facts);
      return id;
    });
  }

  async rename(container: string, name: string): Promise<void> {
    this.#store.transact(() => this.#store.containers.rename(this.#find(container), name));
  }

  async containers(options: { all?: boolean } = {}): Promise<readonly ContainerSummary[]> {
    const { images, containers } = this.#store;
    return this.#store.transact(() => [
      ...containers
        .list()
        .filter(({ state }) => options.all === true || state.status === "running")
        .map((container) => {
          const summary = containerSummary(container, linkNames(container, containers.list()));
          // A container keeps its image; after the name has moved on, only the id still identifies it.
          const named = images.has(summary.image) ? images.find(summary.image).id : undefined;
          return named === summary.imageId ? summary : { ...summary, image: summary.imageId.slice(7, 19) };
        })
        .reverse(),
      ...(options.all === true ? damagedSummaries(containers) : []),
    ]);
  }

  async inspectContainer(container: string): Promise<ContainerInspect> {
    return this.#store.transact(() => containerInspect(this.#find(container)));
  }

  async diff(name: string): Promise<readonly Change[]> {
    return this.#store.transact(() => {
      const container = this.#find(name);
      return listChanges(container.lower, container.snapshot.upper);
    });
  }

  async commit(name: string, options: CommitOptions = {}): Promise<Digest> {
    // A transaction does not wait, so no process of the container runs in the meantime: that is the purpose of `--pause`.
    return this.#store.transact(() => {
      const { images, snapshots, content } = this.#store;
      const container = this.#find(name);
      const { facts } = container;
      const parent = images.get(facts.imageId);
      if (options.reference !== undefined) parseReference(options.reference);
      const layer = snapshots.commit(facts.id);
      const config = commitConfig(parent.image, {
        created: this.#parts.now(),
        container: facts.id,
        containerConfig: facts.config,
        layer,
        comment: options.comment ?? "",
        author: options.author ?? "",
        changes: options.changes ?? [],
        engineVersion: this.#parts.version,
      });
      const layers = config.rootfs.diff_ids.map((diffId) => snapshots.summary(diffId));
      const image = images.add(config, layers, parent.id, keepCommands(container.commands, content));
      if (options.reference !== undefined) {
        images.tag(image.id, options.reference, this.#parts.now());
        imageEvent(this.#store, "tag", image.id, { name: familiarString(parseReference(options.reference)) });
      }
      containerEvent(this.#store.events, "commit", facts, {
        comment: options.comment ?? "",
        imageID: image.id,
        imageRef: options.reference ?? "",
      });
      return image.id;
    });
  }

  async removeContainer(name: string, options: { force?: boolean; volumes?: boolean } = {}): Promise<void> {
    const { containers } = this.#store;
    if (this.#store.transact(() => containers.lookup(name) === undefined && containers.removeDamaged(name)))
      return;
    const { state, facts } = this.#store.transact(() => this.#find(name));
    if (state.status === "running") {
      if (!options.force) throw new ContainerRunningError(facts.name);
      await this.#parts.kill(name);
    }
    // `--rm` may have removed it by now.
    if (this.#store.transact(() => containers.lookup(facts.id)) === undefined) return;
    const { release } = await this.#parts.locks.take(
      () => this.#find(facts.id),
      (container) => this.#store.drop(container, { volumes: options.volumes === true }),
    );
    release();
  }

  async removeLink(link: string): Promise<void> {
    this.#store.transact(() => removeLink(link, this.#store.containers.list()));
  }

  #find(name: string): Container {
    return this.#store.containers.find(name);
  }
}
