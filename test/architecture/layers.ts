/**
 * The folders of `src`, lowest first. A folder may import what stands in a row before its own; folders in one
 * row know nothing of each other. `kernel` stands above all of them.
 */
export const LAYERS: readonly (readonly string[])[] = [
  ["errors"],
  ["oci", "vfs"],
  ["tar", "content"],
  ["layer"],
  ["snapshot"],
  ["image"],
  ["layout"],
  ["registry"],
  ["runtime"],
  ["build"],
  ["engine"],
  ["analysis"],
  ["display"],
  ["api", "cli", "lesson"],
  ["lab"],
];

/** Single files that may be imported from below their folder, by whom, as patterns of paths. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  // The formats of stand-in program files and of package lists: the runtime reads them, and the built-in images
  // are made of them.
  registry: "^src/runtime/(program|known-programs|apt/catalogue|apt/stand-in)\\.ts$",
};

/**
 * Node's own modules that have a counterpart in a browser, or a bundler's shim: the engine may use them
 * anywhere.
 */
export const PORTABLE_BUILTINS: readonly string[] = ["crypto", "zlib", "path", "buffer", "util"];

/** The places of `src` that are made for Node.js alone, as patterns of paths. */
export const NODE_ONLY: readonly string[] = [
  "^src/content/disk",
  "^src/cli/(main|terminal|home|version|disk-files|disk-tree|disk-unpack)",
  "^src/lesson/(files|main)",
  // Docker's own configuration file and the programs that keep passwords for it.
  "^src/registry/docker-config",
  // Finds and loads QuickJS's WebAssembly.
  "^src/runtime/node/wasm",
  // Finds and loads CPython's WebAssembly, and runs it in a thread.
  "^src/runtime/python/interpreter",
];
