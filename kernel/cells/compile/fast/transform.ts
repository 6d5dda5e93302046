import type { Script } from "../share/script.js";
import { transformSync } from "./packages.js";

/** What only TypeScript itself can turn into JavaScript. Strings may contain the words too: no harm. */
const LEAVE_TO_TYPESCRIPT =
  /@|\b(?:import|export|enum|namespace|module|declare|interface|type|abstract|using|arguments)\b/;

/** Removes a cell's types; undefined where TypeScript does it better, as when the cell has errors. */
export function withoutTypes(source: string): Script | undefined {
  if (LEAVE_TO_TYPESCRIPT.test(source)) return undefined;
  const { code, map, errors } = transformSync("cell.ts", source, {
    lang: "ts",
    sourceType: "module",
    target: "es2022",
    sourcemap: true,
  });
  return errors.length > 0 || !map ? undefined : { text: code, sourceMap: JSON.stringify(map) };
}
