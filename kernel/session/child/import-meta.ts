import { dirname } from "node:path";
import { pathToFileURL } from "node:url";

/** What `import.meta` is in a file. @param resolve the address of a module that the file names */
export function importMeta(filename: string, resolve: (specifier: string) => string): object {
  return { url: pathToFileURL(filename).href, filename, dirname: dirname(filename), resolve };
}
