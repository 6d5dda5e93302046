import { createSHA224, createSHA256, type IHasher } from "hash-wasm";
import { PlatformNotReadyError } from "../../errors/platform.js";
import type { Hash, HashAlgorithm } from "../hash.js";
import { toHex } from "./bytes.js";

/**
 * SHA-2 in WebAssembly: Web Crypto's is faster, but answers later and takes only whole messages. An instance hashes one
 * message at a time and is made asynchronously, so there is one for each algorithm, made once, and messages that are
 * hashed side by side take turns on it.
 */
class Turns {
  readonly #hasher: IHasher;
  #current: TurnHash | undefined;

  constructor(hasher: IHasher) {
    this.#hasher = hasher;
  }

  take(next: TurnHash): IHasher {
    if (this.#current === next) return this.#hasher;
    if (this.#current !== undefined) this.#current.saved = this.#hasher.save();
    if (next.saved === undefined) this.#hasher.init();
    else this.#hasher.load(next.saved);
    this.#current = next;
    return this.#hasher;
  }

  leave(): void {
    this.#current = undefined;
  }
}

class TurnHash implements Hash {
  readonly #turns: Turns;
  /** Where it is, while another message has the instance. */
  saved: Uint8Array | undefined;

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  update(bytes: Uint8Array): void {
    this.#turns.take(this).update(bytes);
  }

  bytes(): Uint8Array {
    const digest = this.#turns.take(this).digest("binary");
    this.#turns.leave();
    return digest;
  }

  hex(): string {
    return toHex(this.bytes());
  }
}

let preparing: Promise<void> | undefined;
let turns: Readonly<Record<HashAlgorithm, Turns>> | undefined;

/** Resolves when {@link createHash} can be called. */
export function hashReady(): Promise<void> {
  preparing ??= Promise.all([createSHA224(), createSHA256()]).then(([sha224, sha256]) => {
    turns = { sha224: new Turns(sha224), sha256: new Turns(sha256) };
  });
  return preparing;
}

/** @throws {PlatformNotReadyError} before {@link hashReady} has resolved */
export function createHash(algorithm: HashAlgorithm): Hash {
  if (turns === undefined) throw new PlatformNotReadyError("createHash", "hashReady");
  return new TurnHash(turns[algorithm]);
}
