import type { Medium } from "../../content/medium.js";
import { MemoryMedium } from "../../content/memory-medium.js";
import type { ContentStore } from "../../content/store.js";
import type { ProcessNetwork } from "../../process/network.js";
import type { Runtime } from "../../process/process.js";
import type { BindSources } from "../bind-sources.js";
import type { Engine } from "../engine.js";
import { EmbeddedArchives } from "./archives/archives.js";
import { BuilderFile } from "./builds/builders.js";
import { EmbeddedBuilds } from "./builds/builds.js";
import { CacheFile } from "./builds/cache-file.js";
import { EmbeddedCommands } from "./commands/commands.js";
import type { Container } from "./container/container.js";
import { EmbeddedContainers } from "./containers/containers.js";
import { ContainerFactory } from "./containers/factory.js";
import type { EventLog } from "./events/log.js";
import { EmbeddedImages } from "./images/images.js";
import { EmbeddedNetworks } from "./networks/networks.js";
import { Traffic } from "./networks/traffic.js";
import { EmbeddedProcesses } from "./processes/processes.js";
import { restartLost } from "./processes/restarts.js";
import type { Supervisor } from "./processes/supervisor.js";
import type { RegistryOptions } from "./registry/connect.js";
import { EmbeddedRegistries } from "./registry/registries.js";
import { ContainerLocks } from "./store/container-locks.js";
import { LabStore } from "./store/store.js";
import { EmbeddedSystem } from "./system/system.js";
import { EmbeddedViews } from "./views/views.js";
import { EmbeddedVolumes } from "./volumes/volumes.js";

export interface EmbeddedEngineOptions {
  readonly runtime: Runtime;
  /**
   * Where everything is kept, for later engines and for engines in other processes; by default in memory, for this
   * engine alone.
   */
  readonly medium?: Medium;
  /** Gives programs that nobody waits for a process of their own; without it they run in this one. */
  readonly supervisor?: Supervisor;
  /** How registries are reached; by default over the network, with Docker's own credentials. */
  readonly registry?: RegistryOptions;
  /** What of the machine containers may have mounted; nothing by default. */
  readonly binds?: BindSources;
  /** Seconds since the epoch; by default the system's clock. */
  readonly clock?: () => number;
  /** The value of `docker_version` in images committed here. */
  readonly version?: string;
}

/** The Docker release whose behaviour this engine shows, and that it is not that release. */
const ENGINE_VERSION = "26.1.5+layerlab";

/**
 * The engine inside layerlab: real images, layers and containers, without Docker. See {@link Engine} for
 * each method; each noun has a folder here.
 */
export class EmbeddedEngine implements Engine {
  readonly content: ContentStore;
  readonly machineNetwork: ProcessNetwork;
  readonly #images: EmbeddedImages;
  readonly #registries: EmbeddedRegistries;
  readonly #builds: EmbeddedBuilds;
  readonly #containers: EmbeddedContainers;
  readonly #networks: EmbeddedNetworks;
  readonly #events: EventLog;
  readonly #processes: EmbeddedProcesses;
  readonly #archives: EmbeddedArchives;
  readonly #volumes: EmbeddedVolumes;
  readonly #views: EmbeddedViews;
  readonly #commands: EmbeddedCommands;
  readonly #system: EmbeddedSystem;

  constructor(options: EmbeddedEngineOptions) {
    const { runtime, supervisor, registry = {}, binds, version = ENGINE_VERSION } = options;
    const clock = options.clock ?? (() => Date.now() / 1000);
    const now = () => new Date(clock() * 1000).toISOString();
    const afterExit = (container: Container) =>
      store.transact(() => {
        if (container.facts.autoRemove) store.drop(container, { volumes: true });
      });
    const traffic = new Traffic(
      () => store.containers.list().filter(({ state }) => state.status === "running"),
      clock,
    );
    this.machineNetwork = traffic.machine;
    const factory = new ContainerFactory({
      ...{ store: () => store, runtime, clock, onExit: afterExit, binds, traffic },
    });
    const locks = new ContainerLocks(() => store);
    const store: LabStore = new LabStore({
      medium: options.medium ?? new MemoryMedium(),
      kept: options.medium !== undefined,
      clock,
      restore: (record) => factory.restore(record),
      owns: (id) => locks.has(id),
      onLost: (container) => restartLost(container, (id) => this.start(id)),
    });
    this.content = store.content;
    this.#images = new EmbeddedImages({ store, now });
    this.#registries = new EmbeddedRegistries({ store, registry, now });
    this.#builds = new EmbeddedBuilds({
      store,
      cache: new CacheFile(store.medium, options.medium !== undefined),
      builders: new BuilderFile(store.medium, options.medium !== undefined),
      runtime,
      clock,
      registry,
      pull: async (reference, platform) =>
        void (await this.pull(reference, platform === undefined ? {} : { platform, orBuiltIn: true })),
    });
    this.#processes = new EmbeddedProcesses({ store, locks, supervisor, afterExit });
    this.#containers = new EmbeddedContainers({
      ...{ store, locks, factory, now, version, binds },
      kill: (container) => this.stop(container, { signal: "KILL", timeoutSeconds: 0 }),
    });
    this.#events = store.events;
    this.#networks = new EmbeddedNetworks({ store, now });
    this.#archives = new EmbeddedArchives({ store, locks, now, version });
    this.#volumes = new EmbeddedVolumes({ store, now });
    this.#views = new EmbeddedViews(store);
    this.#commands = new EmbeddedCommands(store);
    this.#system = new EmbeddedSystem({ store, cacheRecords: () => this.#builds.records(), version });
  }

  readonly images: Engine["images"] = (...args) => this.#images.images(...args);
  readonly inspectImage: Engine["inspectImage"] = (...args) => this.#images.inspectImage(...args);
  readonly history: Engine["history"] = (...args) => this.#images.history(...args);
  readonly tag: Engine["tag"] = (...args) => this.#images.tag(...args);
  readonly removeImage: Engine["removeImage"] = (...args) => this.#images.removeImage(...args);
  readonly verify: Engine["verify"] = (...args) => this.#images.verify(...args);
  readonly imageAt: Engine["imageAt"] = (...args) => this.#images.imageAt(...args);

  readonly pull: Engine["pull"] = (...args) => this.#registries.pull(...args);
  readonly tags: Engine["tags"] = (...args) => this.#registries.tags(...args);
  readonly push: Engine["push"] = (...args) => this.#registries.push(...args);
  readonly registryManifest: Engine["registryManifest"] = (...args) =>
    this.#registries.registryManifest(...args);
  readonly search: Engine["search"] = (...args) => this.#registries.search(...args);
  readonly checkLogin: Engine["checkLogin"] = (...args) => this.#registries.checkLogin(...args);

  readonly build: Engine["build"] = (...args) => this.#builds.build(...args);
  readonly lastBuild: Engine["lastBuild"] = (...args) => this.#builds.lastBuild(...args);
  readonly previewBuild: Engine["previewBuild"] = (...args) => this.#builds.previewBuild(...args);
  readonly checkBuild: Engine["checkBuild"] = (...args) => this.#builds.checkBuild(...args);
  readonly outlineBuild: Engine["outlineBuild"] = (...args) => this.#builds.outlineBuild(...args);
  readonly buildCache: Engine["buildCache"] = () => this.#builds.buildCache();
  readonly pruneBuildCache: Engine["pruneBuildCache"] = (...args) => this.#builds.pruneBuildCache(...args);
  readonly builders: Engine["builders"] = () => this.#builds.builders();
  readonly createBuilder: Engine["createBuilder"] = (...args) => this.#builds.createBuilder(...args);
  readonly useBuilder: Engine["useBuilder"] = (...args) => this.#builds.useBuilder(...args);
  readonly removeBuilder: Engine["removeBuilder"] = (...args) => this.#builds.removeBuilder(...args);

  readonly create: Engine["create"] = (...args) => this.#containers.create(...args);
  readonly rename: Engine["rename"] = (...args) => this.#containers.rename(...args);
  readonly containers: Engine["containers"] = (...args) => this.#containers.containers(...args);
  readonly inspectContainer: Engine["inspectContainer"] = (...args) =>
    this.#containers.inspectContainer(...args);
  readonly diff: Engine["diff"] = (...args) => this.#containers.diff(...args);
  readonly commit: Engine["commit"] = (...args) => this.#containers.commit(...args);
  readonly removeContainer: Engine["removeContainer"] = (...args) =>
    this.#containers.removeContainer(...args);
  readonly removeLink: Engine["removeLink"] = (...args) => this.#containers.removeLink(...args);

  readonly events: Engine["events"] = async () => this.#events.list();
  readonly followEvents: Engine["followEvents"] = async (listener) => this.#events.follow(listener);

  readonly networks: Engine["networks"] = () => this.#networks.networks();
  readonly inspectNetwork: Engine["inspectNetwork"] = (...args) => this.#networks.inspectNetwork(...args);
  readonly createNetwork: Engine["createNetwork"] = (...args) => this.#networks.createNetwork(...args);
  readonly removeNetwork: Engine["removeNetwork"] = (...args) => this.#networks.removeNetwork(...args);
  readonly connectNetwork: Engine["connectNetwork"] = (...args) => this.#networks.connectNetwork(...args);
  readonly disconnectNetwork: Engine["disconnectNetwork"] = (...args) =>
    this.#networks.disconnectNetwork(...args);

  readonly start: Engine["start"] = (...args) => this.#processes.start(...args);
  readonly attach: Engine["attach"] = (...args) => this.#processes.attach(...args);
  readonly exec: Engine["exec"] = (...args) => this.#processes.exec(...args);
  readonly execShell: Engine["execShell"] = (...args) => this.#processes.execShell(...args);
  readonly stop: Engine["stop"] = (...args) => this.#processes.stop(...args);
  readonly restart: Engine["restart"] = (...args) => this.#processes.restart(...args);
  readonly kill: Engine["kill"] = (...args) => this.#processes.kill(...args);
  readonly pause: Engine["pause"] = (...args) => this.#processes.pause(...args);
  readonly unpause: Engine["unpause"] = (...args) => this.#processes.unpause(...args);
  readonly processesOf: Engine["processesOf"] = (...args) => this.#processes.processesOf(...args);
  readonly update: Engine["update"] = (...args) => this.#processes.update(...args);
  readonly wait: Engine["wait"] = (...args) => this.#processes.wait(...args);
  readonly logs: Engine["logs"] = (...args) => this.#processes.logs(...args);
  readonly followLogs: Engine["followLogs"] = (...args) => this.#processes.followLogs(...args);

  readonly save: Engine["save"] = (...args) => this.#archives.save(...args);
  readonly load: Engine["load"] = (...args) => this.#archives.load(...args);
  readonly export: Engine["export"] = (...args) => this.#archives.export(...args);
  readonly import: Engine["import"] = (...args) => this.#archives.import(...args);
  readonly copyInto: Engine["copyInto"] = (...args) => this.#archives.copyInto(...args);
  readonly statPath: Engine["statPath"] = (...args) => this.#archives.statPath(...args);
  readonly copyFrom: Engine["copyFrom"] = (...args) => this.#archives.copyFrom(...args);

  readonly createVolume: Engine["createVolume"] = (...args) => this.#volumes.createVolume(...args);
  readonly volumes: Engine["volumes"] = () => this.#volumes.volumes();
  readonly inspectVolume: Engine["inspectVolume"] = (...args) => this.#volumes.inspectVolume(...args);
  readonly removeVolume: Engine["removeVolume"] = (...args) => this.#volumes.removeVolume(...args);

  readonly fileSystem: Engine["fileSystem"] = (...args) => this.#views.fileSystem(...args);
  readonly stack: Engine["stack"] = (...args) => this.#views.stack(...args);
  readonly contents: Engine["contents"] = (...args) => this.#views.contents(...args);
  readonly host: NonNullable<Engine["host"]> = () => this.#views.host();

  readonly commands: Engine["commands"] = (...args) => this.#commands.commands(...args);
  readonly commits: Engine["commits"] = (...args) => this.#commands.commits(...args);

  readonly version: Engine["version"] = () => this.#system.version();
  readonly df: Engine["df"] = () => this.#system.df();
  readonly prune: Engine["prune"] = (...args) => this.#system.prune(...args);
}
