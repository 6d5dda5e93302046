import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

// The compiler's library has these only together with the whole browser.
declare global {
  namespace WebAssembly {
    interface Module {
      readonly [Symbol.toStringTag]: string;
    }
    interface RuntimeError extends Error {}
  }
  var WebAssembly: {
    compile(bytes: Uint8Array): Promise<WebAssembly.Module>;
    readonly RuntimeError: new (message?: string) => WebAssembly.RuntimeError;
  };
  type BufferSource = ArrayBufferView | ArrayBuffer;
}

/** The one place that reads QuickJS from disk: a browser build replaces this module by a fetch. */
let compiled: Promise<WebAssembly.Module> | undefined;

/** QuickJS, compiled once for all machines. */
export function quickjsModule(): Promise<WebAssembly.Module> {
  compiled ??= readFile(createRequire(import.meta.url).resolve("quickjs-wasi/quickjs.wasm")).then((bytes) =>
    WebAssembly.compile(bytes),
  );
  return compiled;
}
