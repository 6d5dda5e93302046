import type { Lease, Leavings, Medium, MediumWriter } from "../../src/content/medium.js";
import { MemoryMedium } from "../../src/content/memory-medium.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { NO_CREDENTIALS } from "../../src/registry/distribution/credentials.js";
import type { FileData } from "../../src/vfs/filesystem.js";
import { HUB_WITHOUT_IMAGES } from "../registry/hub.js";

/** In seconds since 1970. */
const LOADED = Date.now() / 1000;
const filled = new Map<string, Promise<Medium>>();

/**
 * A store in memory that has a built-in image already, pulled at `seconds`, a moment ago by default. The image is made once in each worker; what a
 * test does to its store stays in that store.
 */
export async function mediumWith(image: string, seconds: number = LOADED): Promise<Medium> {
  const key = `${image} ${seconds}`;
  let made = filled.get(key);
  if (made === undefined) {
    made = fill(image, seconds);
    filled.set(key, made);
  }
  return new CopyOnWriteMedium(await made);
}

async function fill(image: string, seconds: number): Promise<Medium> {
  const medium = new MemoryMedium();
  const registry = { fetch: HUB_WITHOUT_IMAGES, credentials: NO_CREDENTIALS };
  await new EmbeddedEngine({ runtime: createRuntime(), medium, clock: () => seconds, registry }).pull(image);
  return medium;
}

/** Reads what it has not written itself from a medium below it, which stays as it is. */
export class CopyOnWriteMedium implements Medium {
  readonly #lower: Medium;
  readonly #upper = new MemoryMedium();
  /** What was removed, of the lower medium too. */
  readonly #hidden = new Set<string>();
  readonly self = this.#upper.self;

  constructor(lower: Medium) {
    this.#lower = lower;
  }

  create(): MediumWriter {
    return this.#upper.create();
  }

  append(path: string, bytes: Uint8Array): void {
    const writer = this.create();
    if (this.exists(path)) for (const chunk of this.open(path).chunks()) writer.write(chunk);
    writer.write(bytes);
    writer.commit(path);
  }

  note(path: string, text: string | undefined): void {
    if (text === undefined) this.remove(path);
    else this.#upper.note(path, text);
  }

  noted(path: string): string | undefined {
    return this.#of(path).noted(path);
  }

  open(path: string): FileData {
    return this.#of(path).open(path);
  }

  exists(path: string): boolean {
    return this.#of(path).exists(path);
  }

  stamp(path: string): string | undefined {
    const medium = this.#of(path);
    const stamp = medium.stamp(path);
    return stamp === undefined || medium === this.#upper ? stamp : `lower ${stamp}`;
  }

  list(directory: string): readonly string[] {
    const below = this.#lower.list(directory).filter((name) => !this.#isHidden(`${directory}/${name}`));
    return [...new Set([...below, ...this.#upper.list(directory)])].sort();
  }

  remove(path: string): void {
    this.#hidden.add(path);
    this.#upper.remove(path);
  }

  exclusively<Result>(work: (left: Leavings) => Result): Result {
    return this.#upper.exclusively(work);
  }

  lease(): Lease {
    return this.#upper.lease();
  }

  leases(): number {
    return this.#upper.leases();
  }

  isAlive(process: string): boolean {
    return this.#upper.isAlive(process);
  }

  #of(path: string): Medium {
    return this.#upper.exists(path) || this.#isHidden(path) ? this.#upper : this.#lower;
  }

  #isHidden(path: string): boolean {
    return [...this.#hidden].some((removed) => path === removed || path.startsWith(`${removed}/`));
  }
}
