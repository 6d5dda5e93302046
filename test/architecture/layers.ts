/**
 * The folders of `src`, lowest first. A folder may import what stands in a row before its own; folders in one
 * row know nothing of each other. `kernel` stands above all of them.
 */
export const LAYERS: readonly (readonly string[])[] = [
  ["errors"],
  ["posix", "platform"],
  ["go"],
  ["oci", "vfs"],
  ["tar", "content", "stand-in"],
  ["layer", "process", "dockerfile"],
  ["snapshot", "packages"],
  ["image", "programs"],
  ["layout"],
  ["registry"],
  ["builder"],
  ["engine"],
  ["analysis"],
  ["display"],
  ["api", "cli", "lesson"],
  ["lab"],
];

/** The files of `src` that are made for Node.js alone. */
export const NODE_ONLY: readonly string[] = [
  ...["assets", "compression", "guest", "hash", "host", "timers"].map(
    (part) => `src/platform/node/${part}.ts`,
  ),
  ...["claim", "lock", "medium", "process", "temporary"].map((part) => `src/content/disk-${part}.ts`),
  "src/cli/terminal.ts",
  ...["machine", "special-file"].map((part) => `src/cli/disk/${part}.ts`),
  // Docker's own configuration file and the programs that keep passwords for it.
  "src/registry/docker-config.ts",
];

/**
 * The rooms of `kernel`, lowest first, by the same rule. `session/parent` is the process that owns the sockets and
 * `session/child` the one that runs the cells: neither can hold a value of the other, so neither imports it.
 */
export const KERNEL_ROOMS: readonly (readonly string[])[] = [
  ["wire", "cells"],
  ["transport", "magics"],
  ["editor", "session/between"],
  ["session/parent", "session/child"],
  ["lesson", "spec"],
];

/** Files beside the rooms that all of them may use. */
export const KERNEL_GROUND = "^kernel/(errors|home|language)\\.ts$";

/** The files of `kernel/cells` that need Node.js itself; a kernel in a browser has others for them. */
export const CELLS_NODE_ONLY: readonly string[] = [
  // The thread that TypeScript runs in, its package, and the files it looks at.
  ...[
    "beside",
    "collect-garbage",
    "checker",
    "completeness",
    "documents",
    "load",
    "priority",
    "settings",
    "worker",
  ].map((part) => `kernel/cells/compile/typescript/${part}.ts`),
  // Reader of source maps.
  "kernel/cells/compile/typescript/emit.ts",
  ...["fast", "share"].map((part) => `kernel/cells/compile/${part}/packages.ts`),
  ...["global-declarations", "lab-questions"].map((part) => `kernel/cells/run/${part}.ts`),
  // Node's way to write a value.
  "kernel/cells/show/show.ts",
  // Node's reader of source maps.
  "kernel/cells/show/failure.ts",
  "kernel/cells/show/stacks.ts",
];
