/** The module from which cells import the names of earlier cells, for the compiler only. */
export const BEFORE = "layerlab:before";

/** The member of `exports` for the value of a cell's last expression. */
export const LAST_EXPRESSION = "__layerlab_last";
