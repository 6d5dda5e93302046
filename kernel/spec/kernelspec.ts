import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { drawLogos } from "./logo.js";

/** The directory by which Jupyter finds a kernel. */
export const KERNEL_NAME = "layerlab";

/** The content of `kernel.json`: https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs */
export interface KernelSpec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: string;
  readonly interrupt_mode: "message" | "signal";
  readonly metadata: { readonly debugger: boolean };
}

export function kernelSpec(
  node: string = process.execPath,
  main: string = fileURLToPath(new URL("../main.js", import.meta.url)),
): KernelSpec {
  return {
    argv: [node, main, "{connection_file}"],
    display_name: "layerlab (TypeScript)",
    language: "typescript",
    // By message: a signal would hit the process that owns the sockets, not the one that runs the cell.
    interrupt_mode: "message",
    metadata: { debugger: false },
  };
}

/**
 * Writes the kernelspec to `directory`/layerlab and returns that path. An earlier installation there
 * is replaced.
 */
export function writeKernelSpec(directory: string, spec: KernelSpec = kernelSpec()): string {
  const target = join(directory, KERNEL_NAME);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "kernel.json"), `${JSON.stringify(spec, undefined, 2)}\n`);
  for (const [name, bytes] of drawLogos()) writeFileSync(join(target, name), bytes);
  return target;
}
