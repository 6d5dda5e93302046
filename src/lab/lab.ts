import { hashReady } from "#platform/hash";
import { archiveDocuments } from "../analysis/archive-documents.js";
import type { Documents } from "../analysis/documents.js";
import { Docker } from "../api/docker.js";
import { type OutputSink, SILENT } from "../api/run-output.js";
import { View } from "../api/view.js";
import type { CommandIO } from "../cli/command-io.js";
import { Console } from "../cli/console.js";
import type { HostFiles } from "../cli/disk/host-files.js";
import { runShellLines } from "../cli/shell-lines.js";
import type { Medium } from "../content/medium.js";
import { archiveDocumentsBundle } from "../display/documents.js";
import { EmbeddedEngine, type EmbeddedEngineOptions } from "../engine/embedded/engine.js";
import type { Supervisor } from "../engine/embedded/processes/supervisor.js";
import type { Engine } from "../engine/engine.js";
import { EngineLacksError } from "../errors/engine.js";
import { type Check, check, type Requirement } from "../lesson/check.js";
import type { Prediction, PredictionOptions, ShowPrediction } from "../lesson/prediction.js";
import { Predictions } from "../lesson/predictions.js";
import { type ArchiveMember, untar } from "../lesson/untar.js";
import { packagePrograms } from "../programs/package-programs.js";
import { createRuntime } from "../programs/runtime.js";
import type { FileSystem } from "../vfs/filesystem.js";

/**
 * One store with its images and containers, and the three ways to talk to it: `docker` for TypeScript,
 * `console` for command lines, `shell` for lines inside a container.
 */
export interface Lab {
  readonly engine: Engine;
  readonly docker: Docker;
  /**
   * The files outside of containers, for `docker build .`, `docker cp`, `save -o` …: those it was given, or a folder in
   * memory where the lab has no disk.
   */
  readonly files?: HostFiles;
  /**
   * The disk of the machine the containers run on, read-only: `/var/lib/docker/overlay2` has one directory for
   * each layer and one for each container.
   *
   * @example lab.host().readdir("/var/lib/docker/overlay2");
   * @throws {EngineLacksError} when the engine's machine is out of reach
   */
  host(): FileSystem;
  /**
   * Runs one command line as a terminal would (`docker container commit -m "Add node" base-container
   * node-base`; quotes and backslashes as in a POSIX shell). Resolves to its exit code; never throws for a
   * command that fails.
   *
   * @example await lab.console('docker commit -m "Add node" box node-base', io);
   */
  console(line: string, io: CommandIO): Promise<number>;
  /**
   * Runs lines inside a running container and shows them as its terminal would: the prompt and the line, then
   * what it printed. Resolves to the last exit code.
   *
   * @param script lines, as they would be typed
   * @example await lab.shell("box", "cd /tmp; ls", io);
   */
  shell(container: string, script: string, io: CommandIO): Promise<number>;
  /**
   * A question to be answered before an experiment. In a notebook it shows itself as a form; `.is(value, because)`, called
   * with what the experiment has computed, says in the form which choice was right.
   *
   * @param choices yes and no by default
   * @example
   * const layers = lab.predict("How many layers has node-base?", [1, 2, 3]);
   * layers.is((await docker.image("node-base")).layers.length, "The commit added one.");
   */
  predict(
    question: string,
    choices?: readonly (string | number)[],
    options?: Omit<PredictionOptions, "show">,
  ): Prediction;
  /**
   * The questions so far, and what was said to them: a tally at the end of a lesson.
   *
   * @example lab.predictions // as the last line of a cell
   */
  readonly predictions: Predictions;
  /**
   * What is in a tar archive, such as `docker save` writes.
   *
   * @throws {ArchiveError} when it is none, or is compressed
   * @example lab.untar(archive).map(({ name }) => name);
   */
  untar(archive: Uint8Array): ArchiveMember[];
  /**
   * How the images in an archive hang together, as `docker.documents` shows it of an image: index, manifest, configuration and layers.
   *
   * @param archive what `docker save` or `docker build -o type=oci` has written
   * @throws {ArchiveError} when it is none, or is compressed
   * @example lab.documents(archive);
   */
  documents(archive: Uint8Array): View<readonly Documents[]>;
  /**
   * What an exercise has reached so far, with hints.
   *
   * @example
   * lab.check("A small image", [
   *   { what: "below 100 MB", holds: image.size < 100e6, found: `${image.size} bytes`, hint: "Remove the cache in the same RUN." },
   * ]);
   */
  check(title: string, requirements: readonly Requirement[]): Check;
}

/** What surrounds a lab's engine, whichever it is. */
interface Surroundings {
  /** Where programs started through `docker` print; nowhere by default. */
  readonly output?: OutputSink;
  /**
   * The files outside of containers; builds read their directory by default. A lab without a home has a folder in memory
   * unless it is given one: `memoryFiles(volume)`.
   */
  readonly files?: HostFiles;
  /** Where a prediction shows itself, and shows itself again when it is answered; nowhere by default. */
  readonly show?: ShowPrediction;
}

interface WithEmbeddedEngine
  extends Surroundings,
    Partial<Pick<EmbeddedEngineOptions, "clock" | "medium" | "registry" | "binds">> {
  /**
   * A directory where everything is kept, made when it is missing: the images as an OCI image layout, the containers
   * beside it. Several labs, in one process or in many, may use it at a time. Needs Node.js.
   */
  readonly home?: string;
  /** For a process that ends before its containers' programs do. Makes sense only with a home. */
  readonly supervisor?: Supervisor;
  readonly engine?: undefined;
}

interface WithGivenEngine extends Surroundings {
  /** Any engine that passes the contract suite (`test/engine/contract.ts`). It keeps things where it keeps them. */
  readonly engine: Engine;
  readonly home?: undefined;
}

/** A lab makes its own embedded engine, or talks to the one it is given. */
export type LabOptions = WithEmbeddedEngine | WithGivenEngine;

/**
 * A lab: by default with an embedded engine whose containers have a shell and apt, and Node.js, Python and pip once
 * they are installed. A fresh one in memory, with no image and no container, unless it has a home.
 *
 * @example
 * const lab = await createLab();
 * await lab.docker.run("ubuntu", ["cat", "/etc/os-release"]);
 */
export async function createLab(options: LabOptions = {}): Promise<Lab> {
  const { output, show } = options;
  const files = options.files ?? (options.home === undefined ? await inMemory() : undefined);
  const binds = options.engine === undefined ? (options.binds ?? files?.binds()) : undefined;
  const engine =
    options.engine ?? (await embeddedEngine({ ...options, ...(binds === undefined ? {} : { binds }) }));
  const terminal = new Console({ engine });
  const predictions = new Predictions(show);
  return {
    engine,
    docker: new Docker(engine, output ?? SILENT, files),
    ...(files === undefined ? {} : { files }),
    host: () => hostOf(engine),
    console: (line, io) =>
      terminal.run(line, files === undefined || io.files !== undefined ? io : { ...io, files }),
    shell: (container, script, io) => runShellLines(engine, container, script, io),
    predict: (question, choices, more) => predictions.ask(question, choices, more),
    predictions,
    untar,
    documents: (archive) => {
      const images = archiveDocuments(archive);
      return new View(images, () => archiveDocumentsBundle(images));
    },
    check,
  };
}

async function embeddedEngine({
  home,
  clock,
  medium,
  registry,
  supervisor,
  binds,
}: WithEmbeddedEngine): Promise<EmbeddedEngine> {
  await hashReady();
  const place = medium ?? (home === undefined ? undefined : await openHome(home));
  return new EmbeddedEngine({
    runtime: createRuntime({ programs: packagePrograms }),
    ...(place === undefined ? {} : { medium: place }),
    ...(clock === undefined ? {} : { clock }),
    ...(registry === undefined ? {} : { registry }),
    ...(supervisor === undefined ? {} : { supervisor }),
    ...(binds === undefined ? {} : { binds }),
  });
}

function hostOf(engine: Engine): FileSystem {
  if (engine.host !== undefined) return engine.host();
  throw new EngineLacksError(
    "the lab's engine",
    "host()",
    "the disk of its machine cannot be read from here; docker.layer(NAME) and docker.lenses(NAME, PATH) show what layers hold",
  );
}

/** Loaded only when it is needed, as memfs takes its time. */
async function inMemory(): Promise<HostFiles> {
  const { memoryFiles } = await import("../cli/disk/memory.js");
  return memoryFiles();
}

/** Loaded only when it is asked for: it needs a machine with files. */
async function openHome(home: string): Promise<Medium> {
  const { DiskMedium } = await import("../content/disk-medium.js");
  return new DiskMedium(home);
}
