/** The bundlers' share scope: the versions of a package on this page. */
export type Versions<T> = { readonly [version: string]: { get(): Promise<() => T> | (() => T) } };

/** What runs in the page gets everything from the page, so that nothing has to be bundled. */
export async function load<T>(versions: Versions<T> = {}): Promise<T | undefined> {
  const version = Object.values(versions).at(-1);
  return version ? (await version.get())() : undefined;
}
