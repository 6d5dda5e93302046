/** What all cells share: a name that a cell declares at its top level is a member of this object. */
export const SHARED = "__layerlab";

/** The member for the value of a cell's last expression. */
export const LAST_EXPRESSION = "__layerlab_last";

/** The same members for a cell that sets a constant of its own: an error, in the words of JavaScript. */
export const CONSTANTS = "__layerlab_constants";

/** Imports a module: of the specifier, and of the imported name for each name of the cell (`*` for all of it). */
export const IMPORT = "__layerlab_import";

/** `import()` of cells. */
export const DYNAMIC_IMPORT = "__layerlab_dynamic_import";

/** `import.meta` of cells. */
export const META = "__layerlab_meta";

/** Called with what a `catch` has caught: its message is to be in the cell's own words. */
export const CAUGHT = "__layerlab_caught";

/** The parameters of a cell's function, in order; its body is a cell's JavaScript. */
export const PARAMETERS = [
  ...[SHARED, CONSTANTS, IMPORT, DYNAMIC_IMPORT, META, CAUGHT],
  ...["require", "module", "exports", "__filename", "__dirname"],
] as const;
