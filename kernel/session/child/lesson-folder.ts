import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { LayerlabError } from "../../../src/errors/base.js";

/** A file of the lesson's folder would be outside of it. */
export class OutsideFolderError extends LayerlabError<"EOUTSIDE", { path: string }> {
  constructor(path: string) {
    super(
      "EOUTSIDE",
      `${path} is outside the lesson's folder; name a file below it, such as app/${basename(path)}`,
      { path },
    );
  }
}

/**
 * The folder that a lesson works in: files for its builds, and what `docker cp` takes and brings. Each kernel has one of its
 * own, empty at first, so that lessons never meet each other's files, and a build's context holds only what the
 * lesson put there (a folder of notebooks changes with every save).
 */
export class LessonFolder {
  readonly #place: string | undefined;
  #path: string | undefined;

  /** @param place where to make it; by default in a temporary directory, which goes with the process */
  constructor(place?: string) {
    this.#place = place;
  }

  /** Made on first use. */
  get path(): string {
    if (this.#path === undefined && this.#place !== undefined) {
      mkdirSync(this.#place, { recursive: true });
      this.#path = this.#place;
    }
    if (this.#path === undefined) {
      const path = mkdtempSync(join(tmpdir(), "layerlab-lesson-"));
      process.on("exit", () => rmSync(path, { recursive: true, force: true }));
      this.#path = path;
    }
    return this.#path;
  }

  /** Writes or appends to a file, making directories. Returns the number of bytes given. @throws {OutsideFolderError} */
  write(name: string, content: string, append: boolean): number {
    const file = resolve(this.path, name);
    const inside = relative(this.path, file);
    if (inside === "" || inside.startsWith("..") || resolve(inside) === inside)
      throw new OutsideFolderError(name);
    mkdirSync(dirname(file), { recursive: true });
    if (append) appendFileSync(file, content);
    else writeFileSync(file, content);
    return Buffer.byteLength(content);
  }
}
