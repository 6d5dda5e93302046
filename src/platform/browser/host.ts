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

/** Nor how much of it is free. */
export function memoryFree(): number {
  return 0;
}

/** Nor how much it has to do. */
export function loadAverage(): readonly number[] {
  return [0, 0, 0];
}

/** For how long the page has been open. */
export function upSeconds(): number {
  return performance.now() / 1000;
}
