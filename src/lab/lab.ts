import { Docker } from "../api/docker.js";
import { type OutputSink, SILENT } from "../api/output.js";
import type { SourceTree } from "../build/source-tree.js";
import { runConsoleLine } from "../cli/console-line.js";
import type { CommandIO } from "../cli/io.js";
import { runShellLines } from "../cli/shell-lines.js";
import type { Medium } from "../content/medium.js";
import { EmbeddedEngine, type EmbeddedEngineOptions } from "../engine/embedded/engine.js";
import type { Supervisor } from "../engine/embedded/supervisor.js";
import type { Engine } from "../engine/engine.js";
import { type Check, check, type Requirement } from "../lesson/check.js";
import {
  type Prediction,
  type PredictionOptions,
  predict,
  type ShowPrediction,
} from "../lesson/prediction.js";
import { type ArchiveMember, untar } from "../lesson/untar.js";
import { packagePrograms } from "../runtime/package-programs.js";
import { createRuntime } from "../runtime/runtime.js";
import type { FileSystem } from "../vfs/filesystem.js";

/**
 * One store with its images and containers, and the three ways to talk to it: `docker` for TypeScript,
 * `console` for command lines, `shell` for lines inside a container.
 */
export interface Lab {
  readonly engine: Engine;
  readonly docker: Docker;
  /**
   * The disk of the machine the containers run on, read-only: `/var/lib/docker/overlay2` has one directory for
   * each layer and one for each container.
   */
  host(): FileSystem;
  /**
   * Runs one command line as a terminal would (`docker container commit -m "Add node" base-container
   * node-base`; quotes and backslashes as in a POSIX shell). Resolves to its exit code; never throws for a
   * command that fails.
   */
  console(line: string, io: CommandIO): Promise<number>;
  /**
   * Runs lines inside a running container and shows them as its terminal would: the prompt and the line, then
   * what it printed. Resolves to the last exit code.
   */
  shell(container: string, script: string, io: CommandIO): Promise<number>;
  /**
   * A question to be answered before an experiment. In a notebook it shows itself as a form; `.is(value, because)`, called
   * with what the experiment has computed, says in the form which choice was right.
   *
   * @param choices yes and no unless told
   */
  predict(
    question: string,
    choices?: readonly (string | number)[],
    options?: Omit<PredictionOptions, "show">,
  ): Prediction;
  /**
   * What is in a tar archive, such as `docker save` writes.
   *
   * @throws {ArchiveError} when it is none, or is compressed
   */
  untar(archive: Uint8Array): ArchiveMember[];
  /** What an exercise has reached so far, with hints. */
  check(title: string, requirements: readonly Requirement[]): Check;
}

export interface LabOptions extends Partial<Pick<EmbeddedEngineOptions, "clock" | "medium">> {
  /** Where programs started through `docker` print; nowhere unless told. */
  readonly output?: OutputSink;
  /** What builds read when they are not told: a lesson's folder. */
  readonly folder?: () => SourceTree;
  /**
   * A directory where everything is kept, made when it is missing: the images as an OCI image layout, the containers
   * beside it. Several labs, in one process or in many, may use it at a time. Needs Node.js.
   */
  readonly home?: string;
  /** Where a prediction shows itself, and shows itself anew when it is answered; nowhere unless told. */
  readonly show?: ShowPrediction;
  /** For a process that ends before its containers' programs do. Makes sense only with a home. */
  readonly supervisor?: Supervisor;
}

/**
 * A lab: an embedded engine whose containers have a shell and apt, and Node.js, Python and pip once they are
 * installed. A fresh one in memory, with no image and no container, unless it has a home.
 *
 * @example
 * const lab = await createLab();
 * await lab.docker.run("ubuntu", ["cat", "/etc/os-release"]);
 */
export async function createLab(options: LabOptions = {}): Promise<Lab> {
  const { output, home, folder, show, ...engineOptions } = options;
  const engine = new EmbeddedEngine({
    runtime: createRuntime({ programs: packagePrograms }),
    ...(home === undefined ? {} : { medium: await openHome(home) }),
    ...engineOptions,
  });
  return {
    engine,
    docker: new Docker(engine, output ?? SILENT, folder),
    host: () => engine.host(),
    console: (line, io) => runConsoleLine(line, { engine, io }),
    shell: (container, script, io) => runShellLines(engine, container, script, io),
    predict: (question, choices, more) =>
      predict(question, choices, { ...more, ...(show === undefined ? {} : { show }) }),
    untar,
    check,
  };
}

/** Loaded only when it is asked for: it needs a machine with files. */
async function openHome(home: string): Promise<Medium> {
  const { DiskMedium } = await import("../content/disk-medium.js");
  return new DiskMedium(home);
}
