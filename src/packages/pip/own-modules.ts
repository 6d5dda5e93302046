import MODULES from "#files/packages/pip/modules";
import type { Wheel } from "./wheel-index.js";

/**
 * The text of a module that we put in place of a wheel's file: one of those in `modules/`, or `modules/stand_in.py` for the
 * `__init__.py` of any other package. `undefined` if the file is a stand-in.
 */
export function ownModule(wheel: Wheel, path: string): string | undefined {
  const own = MODULES[`/${path}`];
  if (own !== undefined) return filledIn(own, wheel, "");
  const [, name] = /^([^/]+)\/__init__\.py$/.exec(path) ?? [];
  return name === undefined ? undefined : filledIn(MODULES["/stand_in.py"] ?? "", wheel, name);
}

/** Placeholders in the modules, for what they are part of: `@VERSION@` and the like. */
function filledIn(text: string, { name, version }: Wheel, module: string): string {
  const values: Readonly<Record<string, string>> = {
    PACKAGE: name,
    VERSION: version,
    // certifi's, a date: `2024.2.2` has `2024.02.02` in the module.
    CALENDAR_VERSION: version
      .split(".")
      .map((part) => part.padStart(2, "0"))
      .join("."),
    MODULE: module,
  };
  return text.replace(/@([A-Z_]+)@/g, (whole, key: string) => values[key] ?? whole);
}
