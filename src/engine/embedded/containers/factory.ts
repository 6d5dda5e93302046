import type { Runtime } from "../../../process/process.js";
import type { ActiveSnapshot } from "../../../snapshot/snapshotter.js";
import { UpperArchive } from "../../../snapshot/upper-archive.js";
import type { BindSources } from "../../bind-sources.js";
import { Container } from "../container/container.js";
import type { ContainerFacts, ContainerRecord } from "../container/record.js";
import { containerEvent, surroundings } from "../events/report.js";
import { joined } from "../networks/join.js";
import { NO_NETWORK } from "../networks/state.js";
import type { Traffic } from "../networks/traffic.js";
import type { LabStore } from "../store/store.js";
import { containerDirectory, graphDriver, layerDirectories, overlayOptions } from "../views/directories.js";

export interface FactoryParts {
  readonly store: () => LabStore;
  readonly runtime: Runtime;
  /** Seconds since the epoch. */
  readonly clock: () => number;
  /** Called each time a main process has ended, after the state has been updated. */
  readonly onExit: (container: Container) => void;
  readonly binds: BindSources | undefined;
  readonly traffic: Traffic;
}

/** Makes container objects: for new containers, and for records in the store. */
export class ContainerFactory {
  readonly #parts: FactoryParts;

  constructor(parts: FactoryParts) {
    this.#parts = parts;
  }

  make(facts: ContainerFacts, snapshot: ActiveSnapshot, kept?: ContainerRecord): Container {
    const { store, runtime, clock, onExit, binds, traffic } = this.#parts;
    const { files, content } = store();
    const lower = layerDirectories(snapshot.parent.layers);
    const container: Container = new Container(
      facts,
      {
        ...{ snapshot, runtime, clock, onExit },
        happened: (action, facts, attributes) => {
          const network = container.state.network ?? NO_NETWORK;
          if (action === "start") surroundings(store(), container, true, network);
          containerEvent(store().events, action, facts, attributes);
          if (action === "die") surroundings(store(), container, false, network);
        },
        failed: (network) => {
          for (const begins of [true, false]) surroundings(store(), container, begins, network);
        },
        traffic: (container) => traffic.of(container),
        changed: () => void store().transact(() => {}),
        join: (container) =>
          joined(
            container.facts,
            store().networks,
            others(store(), container).map(({ network }) => network),
          ),
        others: (container) => others(store(), container),
        sources: { volume: (name) => store().volumes.find(name), binds },
        overlayOptions: overlayOptions(graphDriver(lower, containerDirectory(facts.id))),
        ...(files === undefined
          ? {}
          : { archive: new UpperArchive(content), writtenLog: () => files.readLog(facts.id) }),
      },
      kept,
    );
    return container;
  }

  restore(record: ContainerRecord): Container {
    const { layers, state: _state, waiting: _waiting, upper: _upper, commands: _commands, ...facts } = record;
    const snapshot = this.#parts.store().snapshots.restore(facts.id, layers, () => container.load());
    const container: Container = this.make(facts, snapshot, record);
    return container;
  }
}

function others(store: LabStore, container: Container): readonly Container[] {
  return store.containers.list().filter(({ id, state }) => id !== container.id && state.status === "running");
}
