import { type Medium, writeWhole } from "../../../content/medium.js";
import { LayerlabError } from "../../../errors/base.js";
import { StoreDocumentError } from "../../../errors/store.js";
import { type Members, members, storedUpper, string } from "../store/fields.js";
import type { VolumeRecord } from "./volume.js";

const ROOT = "/volumes";
const VERSION = 1;
export const VOLUME_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** The volumes of a store: `volumes/NAME/volume.json`, replaced as a whole. */
export class VolumeFiles {
  readonly #medium: Medium;

  constructor(medium: Medium) {
    this.#medium = medium;
  }

  names(): readonly string[] {
    return this.#medium.list(ROOT).filter((name) => VOLUME_NAME.test(name));
  }

  stamp(name: string): string | undefined {
    return this.#medium.stamp(pathOf(name));
  }

  /** @throws {StoreDocumentError} */
  read(name: string): VolumeRecord {
    const data = this.#medium.open(pathOf(name));
    return parseRecord(data.read(0, data.size), name);
  }

  /** The text of a record, equal for equal records. */
  encode(record: VolumeRecord): string {
    return JSON.stringify({ version: VERSION, ...record });
  }

  write(name: string, text: string): void {
    writeWhole(this.#medium, pathOf(name), new TextEncoder().encode(text));
  }

  remove(name: string): void {
    this.#medium.remove(pathOf(name));
    this.#medium.remove(`${ROOT}/${name}`);
  }
}

function pathOf(name: string): string {
  return `${ROOT}/${name}/volume.json`;
}

function parseRecord(bytes: Uint8Array, name: string): VolumeRecord {
  try {
    const at = members(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)), "the document");
    if (at.version !== VERSION) throw new TypeError(`version is not ${VERSION}`);
    if (at.name !== name) throw new TypeError("name is not that of its directory");
    return {
      name,
      created: string(at.created, "created"),
      labels: texts(at.labels, "labels"),
      options: texts(at.options, "options"),
      anonymous: at.anonymous === true,
      files: at.files === undefined ? undefined : storedUpper(members(at.files, "files"), "files"),
    };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof LayerlabError)
      throw new StoreDocumentError(
        pathOf(name).slice(1),
        error.message,
        `remove that volume: docker volume rm ${name} (all others are unharmed)`,
        { cause: error },
      );
    throw error;
  }
}

function texts(value: unknown, where: string): Readonly<Record<string, string>> | null {
  if (value === null) return null;
  const at: Members = members(value, where);
  return Object.fromEntries(Object.entries(at).map(([name, text]) => [name, string(text, where)]));
}
