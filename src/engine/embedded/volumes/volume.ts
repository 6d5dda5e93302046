import type { StoredUpper, UpperArchive } from "../../../snapshot/upper-archive.js";
import { emptyChanges, type MutableDirectory } from "../../../vfs/node.js";
import type { View } from "../../../vfs/union/walk.js";
import { mergeChanged } from "./merge-changed.js";

/** What is known of a volume from its creation on. */
export interface VolumeFacts {
  readonly name: string;
  /** RFC 3339. */
  readonly created: string;
  readonly labels: Readonly<Record<string, string>> | null;
  readonly options: Readonly<Record<string, string>> | null;
  /** Nobody named it. */
  readonly anonymous: boolean;
}

/** What is kept of a volume: `volumes/NAME/volume.json`. */
export interface VolumeRecord extends VolumeFacts {
  /** `undefined` while nothing was ever changed. */
  readonly files: StoredUpper | undefined;
}

const SEPARATOR = "\0";

/**
 * A volume's files. Several containers may have it, in several processes: each keeps in mind what it has changed, and
 * writes that over what the others wrote.
 */
export class Volume {
  readonly facts: VolumeFacts;
  readonly #archive: UpperArchive | undefined;
  readonly #changed = new Set<string>();
  #stored: StoredUpper | undefined;
  #root: MutableDirectory | undefined;

  constructor(facts: VolumeFacts, archive: UpperArchive | undefined, stored?: StoredUpper) {
    this.facts = facts;
    this.#archive = archive;
    this.#stored = stored;
  }

  get name(): string {
    return this.facts.name;
  }

  /** Its files; always the same object. */
  get root(): MutableDirectory {
    this.#root ??= this.#load();
    return this.#root;
  }

  /** What is mounted, for as long as the container that has it runs. */
  view(readOnly: boolean): View {
    return {
      lower: undefined,
      upper: this.root,
      readOnly,
      onChange: (path) => void this.#changed.add(path.join(SEPARATOR)),
    };
  }

  /** Whether its files changed since the last {@link record}. */
  get changed(): boolean {
    return this.#changed.size > 0;
  }

  /** All of it was replaced. */
  touched(): void {
    this.#changed.add("");
  }

  /** All there is to keep; its changed files are in the content store then. */
  record(): VolumeRecord {
    if (this.changed) {
      this.#stored = this.#archive?.save(this.root);
      this.#changed.clear();
    }
    return { ...this.facts, files: this.#stored };
  }

  /** Takes over what another process wrote; what was changed here and is not written yet stays. */
  adopt({ files }: VolumeRecord): void {
    if (files?.tree.digest === this.#stored?.tree.digest) return;
    this.#stored = files;
    const own = this.#root;
    if (own === undefined) return;
    const theirs = this.#load();
    mergeChanged(
      theirs,
      own,
      [...this.#changed].map((path) => (path === "" ? [] : path.split(SEPARATOR))),
    );
    const { changes, ...metadata } = theirs;
    own.changes.clear();
    for (const [name, node] of changes) own.changes.set(name, node);
    delete own.xattrs;
    Object.assign(own, metadata, { ino: own.ino });
  }

  #load(): MutableDirectory {
    if (this.#stored !== undefined && this.#archive !== undefined) return this.#archive.load(this.#stored);
    return emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: Date.parse(this.facts.created) / 1000 });
  }
}
