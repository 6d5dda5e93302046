/**
 * The engine's own timers. A kernel gives its cells timers that end with a cell, as globals; what a container or a disk waits for
 * must not end with the cell that happened to begin it.
 */
export { setInterval, setTimeout } from "node:timers";
