/** The parts of an Emscripten module that the guest uses. Types only: nothing of this exists at run time. */

export interface GuestNode {
  id: number;
  name: string;
  parent: GuestNode;
  mode: number;
  mount: { opts: unknown; mountpoint: string };
  node_ops: Record<string, unknown>;
  stream_ops: Record<string, unknown>;
  /** Ours: just created by open(2), and its mode not yet set. */
  fresh?: boolean;
  /** Ours: the content of a file that was unlinked while it was open. */
  orphan?: Uint8Array;
  /** Ours: a directory or a file of the interpreter's own library. */
  library?: string;
}

export interface GuestStream {
  node: GuestNode;
  flags: number;
  position: number;
  stream_ops: Record<string, unknown>;
  tty?: unknown;
}

export interface GuestAttributes {
  mode?: number;
  size?: number;
  atime?: number | Date;
  mtime?: number | Date;
  dontFollow?: boolean;
}

export interface GuestFileSystem {
  root: GuestNode | null;
  streams: (GuestStream | null | undefined)[];
  ignorePermissions: boolean;
  ErrnoError: new (errno: number) => Error & { errno: number };
  mount(type: { mount(): GuestNode }, options: object, mountpoint: string): GuestNode;
  createNode(parent: GuestNode | null, name: string, mode: number, device: number): GuestNode;
  lookupNode(parent: GuestNode, name: string): GuestNode;
  hashRemoveNode(node: GuestNode): void;
  isDir(mode: number): boolean;
  chdir(path: string): void;
}

export interface GuestImports {
  env: Record<string, (...values: number[]) => unknown>;
}

export interface GuestModule {
  FS: GuestFileSystem;
  ENV: Record<string, string | undefined>;
  callMain(args: string[]): number;
}

/** The result of a call to the host. */
export type Reply = { readonly value: unknown } | { readonly errno: number };

/** Asks the host for a call on the container's files, and waits for the result. Throws Emscripten's `ErrnoError`. */
export type HostCall = (name: string, ...values: unknown[]) => unknown;

export interface GuestStat {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly mtime: number;
  readonly nlink: number;
  readonly ino: number;
}
