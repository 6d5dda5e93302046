// The compiler's library has these only together with the whole browser.
declare global {
  namespace WebAssembly {
    interface Module {
      readonly [Symbol.toStringTag]: string;
    }
    interface RuntimeError extends Error {}
    interface Instance {
      readonly exports: Readonly<Record<string, unknown>>;
    }
    interface Memory {
      readonly buffer: ArrayBuffer;
    }
    interface Global {
      readonly value: unknown;
    }
  }
  var WebAssembly: {
    compile(bytes: Uint8Array): Promise<WebAssembly.Module>;
    readonly Instance: new (module: WebAssembly.Module, imports: object) => WebAssembly.Instance;
    readonly Memory: new (limits: { readonly initial: number }) => WebAssembly.Memory;
    readonly Global: new (type: { readonly value: string }) => WebAssembly.Global;
    readonly RuntimeError: new (message?: string) => WebAssembly.RuntimeError;
  };
  type BufferSource = ArrayBufferView | ArrayBuffer;
}

/** Files of packages that are no modules: they are read when they are first needed. */
export type AssetName = "quickjs.wasm" | "python.wasm" | "python313.zip" | "python.cjs";

/** Reads each file once, whoever asks for it; a reading that failed is tried again. */
export function once<Value>(read: (name: AssetName) => Promise<Value>): (name: AssetName) => Promise<Value> {
  const known = new Map<AssetName, Promise<Value>>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const reading = read(name);
    known.set(name, reading);
    reading.catch(() => known.delete(name));
    return reading;
  };
}
