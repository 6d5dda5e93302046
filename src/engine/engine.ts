import type { Archives } from "./archives.js";
import type { Builds } from "./builds.js";
import type { Commands } from "./commands.js";
import type { Containers } from "./containers.js";
import type { Events } from "./events.js";
import type { Images } from "./images.js";
import type { Networks } from "./networks.js";
import type { Processes } from "./processes.js";
import type { Registries } from "./registry.js";
import type { System } from "./system.js";
import type { Views } from "./views.js";
import type { Volumes } from "./volumes.js";

/**
 * What a container engine does for its users, in Docker's words: one interface for each noun, each with its records in
 * a file of its own. `test/engine/contract.ts` is the suite that every engine passes.
 *
 * Life of an image: it comes by pull, build, load, import or commit, gets names with tag, and goes by
 * {@link removeImage}. It never changes: a commit makes another one.
 * Life of a container: `created` → {@link start} → `running` → `exited` (and may be started again) →
 * {@link removeContainer}. Its writable layer lives from create to remove, whether it runs or not.
 *
 * Images and containers are named as Docker names them: `ubuntu`, `ubuntu:22.04`, an id or a unique prefix
 * of one. An unknown name throws `NoSuchImageError` or `NoSuchContainerError` with Docker's text.
 *
 * @example
 * await engine.pull("ubuntu");
 * const id = await engine.create({ image: "ubuntu", command: ["touch", "/hello"], name: "demo" });
 * await (await engine.start(id)).wait();          // { exitCode: 0 }
 * await engine.diff("demo");                      // [{ kind: "A", path: "/hello" }]
 * await engine.commit("demo", { reference: "hello", comment: "Add hello" });
 */
export interface Engine
  extends Images,
    Registries,
    Builds,
    Containers,
    Networks,
    Events,
    Processes,
    Archives,
    Volumes,
    Views,
    System,
    Commands {}
