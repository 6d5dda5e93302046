import type { Displayable } from "../display/displayable.js";
import type { ListedFile } from "../display/listing.js";
import type { CommitOptions, ContainerInspect, ContainerStatus } from "../engine/containers.js";
import type { HistoryRow, ImageInspect } from "../engine/images.js";
import type { DiffID, Digest } from "../oci/digest.js";
import type { FileSystem } from "../vfs/filesystem.js";
import type { CommandOptions, RunOptions } from "./run-options.js";
import type { Finished } from "./run-output.js";
import type { Table, View } from "./view.js";
import type { Layer } from "./views/layer.js";
import type { ContainerViews, ImageViews } from "./views/table.js";

/**
 * Images and containers, as the `docker` object gives them. They stand in one file because they know each other: a container is
 * committed to an image, and an image's past runs as a container.
 */

/**
 * An image in the store. It is a value: its id is the digest of its configuration, its layers are fixed, and a method
 * that seems to change something (`tag`) only changes names that point at it.
 *
 * @example
 * const image = await docker.image("node-base");
 * image.layers.length;
 * await image.history();
 */
export interface Image extends Displayable, ImageViews {
  /** Digest of its configuration. */
  readonly id: Digest;
  /** DiffIDs, lowest first. */
  readonly layers: readonly DiffID[];
  /** Bytes of all layers' files. */
  readonly size: number;
  /**
   * `docker image inspect`
   *
   * @example (await image.inspect()).data.Config.Env;
   */
  inspect(): Promise<View<ImageInspect>>;
  /**
   * The image as it was after a step of its history, to look at and to go on from.
   *
   * @param step from 1, the oldest, or from -1, the newest
   * @example await image.at(3).run("ls /app");
   */
  at(step: number): ImageAt;
  /**
   * Gives it one more name: `docker tag`.
   *
   * @param name `latest` is put in when it has no tag
   * @example await image.tag("node-base:v2");
   */
  tag(name: string): Promise<Image>;
  toJSON(): ImageInspect;
}

/**
 * An image as it was after one step of its history. Looking makes nothing; `image` and `run` make an image of the first
 * layers, with the settings of that moment, or find the one that was stored then.
 *
 * @example
 * const then = docker.at("myapp", 3);         // or (await docker.image("myapp")).at(3)
 * await then.ls("/app");
 * await then.read("/app/requirements.txt");
 * await then.run("pip list");                 // a container from there: the beginning of a branch
 * await then.image("myapp-before-the-change");
 */
export interface ImageAt extends Displayable {
  /** The image as it was named. */
  readonly name: string;
  /** As it was asked for: from 1, the oldest, or from -1, the newest. */
  readonly step: number;
  /**
   * The steps up to this one, oldest first.
   *
   * @throws {NoSuchStepError}
   * @example await docker.at("myapp", 3).history();
   */
  history(): Promise<Table<HistoryRow>>;
  /**
   * The files as a program would have seen them then, read-only.
   *
   * @example (await docker.at("myapp", 3).fileSystem()).readFile("/etc/hostname");
   */
  fileSystem(): Promise<FileSystem>;
  /**
   * What a directory held then.
   *
   * @param path absolute; `/` by default
   * @throws {FileSystemError}
   * @example await docker.at("myapp", 3).ls("/app");
   */
  ls(path?: string): Promise<Table<ListedFile>>;
  /**
   * A file's text as it was then. Bytes that are not UTF-8 become U+FFFD.
   *
   * @throws {FileSystemError}
   * @example await docker.at("myapp", 3).read("/etc/os-release");
   */
  read(path: string): Promise<string>;
  /**
   * The topmost layer there was then, or another one.
   *
   * @param which its number, from 1, the lowest, or from -1, the topmost (the default); or the beginning of its DiffID
   * @example await docker.at("myapp", 3).layer();
   */
  layer(which?: number | string): Promise<Layer>;
  /**
   * The image of that moment.
   *
   * @param name given to it, if any
   * @example await docker.at("myapp", 3).image("myapp-before");
   */
  image(name?: string): Promise<Image>;
  /**
   * A container from that moment, made as `docker.run` makes one.
   *
   * @example await docker.at("myapp", 3).run("ls /app");
   */
  run(options?: RunOptions): Promise<Container>;
  run(command: string | readonly string[], options?: Omit<RunOptions, "command">): Promise<Container>;
}

/**
 * A container, running or not.
 *
 * @example
 * const box = await docker.run("ubuntu", { name: "box" });
 * await box.exec("touch /hello");
 * await box.diff();
 * await box.commit("hello");
 */
export interface Container extends Displayable, ContainerViews {
  /** 64 hex digits. */
  readonly id: string;
  readonly name: string;
  /** What the run that made it printed and ended with; absent while it runs, or when it was only looked up. */
  readonly result: Finished | undefined;
  /** The exit code of the run that made it. */
  readonly exitCode: number | undefined;
  /** What that run printed on stdout. */
  readonly stdout: string;
  /**
   * `created`, `running`, `paused` or `exited`, at this moment.
   *
   * @example await box.status();
   */
  status(): Promise<ContainerStatus | "paused">;
  /**
   * Runs a command in the running container: `docker exec`. A container whose main program is a waiting shell takes a line
   * there, so `cd` and variables last. As with `docker exec` without `-t` there is no terminal: `ls` prints one name a line,
   * and stderr is apart from stdout.
   *
   * @param command a list is a program and its arguments, a text is a line for its shell
   * @example (await box.exec("cat /etc/os-release")).stdout;
   * @example await box.exec(["node", "--version"], { workdir: "/app", env: ["DEBUG=1"] });
   */
  exec(command: string | readonly string[], options?: CommandOptions): Promise<Finished>;
  /**
   * Starts it again; resolves when its main program runs.
   *
   * @example await box.start();
   */
  start(): Promise<Container>;
  /**
   * Stops its main program: SIGTERM, and SIGKILL after ten seconds.
   *
   * @example await box.stop();
   */
  stop(): Promise<Container>;
  /**
   * What its main program has printed so far, stdout and stderr together.
   *
   * @example await box.logs();
   */
  logs(): Promise<string>;
  /**
   * A new image: this container's image, and its writable layer as one more layer on top.
   *
   * @param reference the new image's name; it has only an id without
   * @example await box.commit("node-base", { comment: "Add node" });
   */
  commit(reference?: string, options?: Omit<CommitOptions, "reference">): Promise<Image>;
  /**
   * `docker container inspect`
   *
   * @example (await box.inspect()).data.State.ExitCode;
   */
  inspect(): Promise<View<ContainerInspect>>;
  /**
   * The merged view as its programs see it, to read and write in place.
   *
   * @example (await box.fileSystem()).readFile("/etc/hostname");
   */
  fileSystem(): Promise<FileSystem>;
  /**
   * `docker rm`
   *
   * @param options `force` also removes it while it runs
   * @example await box.remove({ force: true });
   */
  remove(options?: { force?: boolean }): Promise<void>;
}
