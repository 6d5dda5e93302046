/** Where this runs, in Go's words for a browser. */
export function hostPlatform(): { readonly os: string; readonly arch: string } {
  return { os: "js", arch: "wasm" };
}

/** A browser does not say how much processor time a page used. */
export function processorTime(): number | undefined {
  return undefined;
}

declare const navigator: { readonly hardwareConcurrency: number };

/** How many processors programs can use at once. */
export function processorCount(): number {
  return navigator.hardwareConcurrency;
}

/** A browser does not say how much memory the machine has. */
export function memoryTotal(): number {
  return 0;
}
