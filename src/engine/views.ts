import type { LayerSummary } from "../layer/summary.js";
import type { ChainID } from "../oci/digest.js";
import type { FileData, FileSystem } from "../vfs/filesystem.js";
import type { ChangeDirectory } from "../vfs/node.js";
import type { MountPointInspect } from "./volumes.js";

/** How layers lie on each other, and what they hold. */
export interface Views {
  /** The merged view of a container, read and written in place; for pictures and for tests. */
  fileSystem(container: string): Promise<FileSystem>;
  /** Which directories on the host are stacked for a container or an image, lowest layer first. */
  stack(name: string): Promise<Stack>;
  /** The same with what each layer holds: for views of layers and for tests. */
  contents(name: string): Promise<Contents>;
  /**
   * The disk of the machine the containers run on, as far as containers are concerned: one directory for each
   * layer, holding just what the layer changes, and one for each container. Read-only; a deletion shows as
   * overlayfs keeps it, a character device 0/0. A layer that cannot be read has a file `damaged`, which says why, in place of
   * its files. It is a picture of this moment. Absent in an engine whose machine's
   * disk cannot be read from here.
   */
  host?(): FileSystem;
}

/** The layers under a name, as they lie on the host: what an overlay mount is made of. */
export interface Stack {
  readonly kind: "image" | "container";
  readonly name: string;
  readonly id: string;
  /** Lowest first. */
  readonly layers: readonly StackLayer[];
  /** A container's own directory. */
  readonly upper?: { readonly directory: string; readonly entries: number; readonly size: number };
  /** What a container has mounted, by place. It lies beside the layers: no commit takes it. */
  readonly mounts?: readonly StackMount[];
}

/** A volume, a directory or file of the machine, or memory, at a place in a container. */
export interface StackMount {
  readonly type: MountPointInspect["Type"];
  /** A volume's name, or a path of the machine; empty for a tmpfs. */
  readonly source: string;
  /** Nobody named the volume. */
  readonly anonymous: boolean;
  /** The place in the container. */
  readonly target: string;
  readonly readOnly: boolean;
  /** Bytes of its files. Absent where nobody knows: the machine's own files are not counted. */
  readonly size?: number;
}

export interface StackLayer extends LayerSummary {
  /** The directory the layer is unpacked into on the host. */
  readonly directory: string;
  readonly createdBy: string;
  readonly comment: string;
  /** Tags of stored images whose layers end here. */
  readonly tags: readonly string[];
}

/** What the layers under a name hold. */
export interface Contents {
  readonly kind: "image" | "container";
  readonly name: string;
  readonly id: string;
  /** Lowest first. */
  readonly layers: readonly LayerContents[];
  /** A container's own layer as it is now: it goes on changing. */
  readonly upper?: { readonly directory: string; readonly changes: ChangeDirectory };
  /** What a container has mounted beside its layers. */
  readonly mounts?: readonly StackMount[];
}

export interface LayerContents extends StackLayer {
  readonly chainId: ChainID;
  readonly changes: ChangeDirectory;
  /** The tar archive, uncompressed. */
  readonly archive: FileData;
}
