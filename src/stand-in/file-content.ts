import { concat, fromBytes, slice, zeros } from "../vfs/data.js";
import type { FileData } from "../vfs/filesystem.js";

const MARK = "This file stands in for the real one. Its size is true; the rest of it is zeros.";
const MARK_DATA = fromBytes(new TextEncoder().encode(MARK));

/** `size` bytes in place of a file whose content is not kept: a line that says so, then zeros. */
export function dataStandIn(size: number): FileData {
  return size <= MARK_DATA.size ? slice(MARK_DATA, 0, size) : concat(MARK_DATA, zeros(size - MARK_DATA.size));
}

const LEFT_OUT = "# layerlab: the comments of the original are left out; blanks keep its size.";

/** The settings of a configuration file, padded with a comment line to the size of the real file. */
export function settingsStandIn(settings: string, size: number): FileData {
  const room = size - settings.length - LEFT_OUT.length - 1;
  if (room < 0) return dataStandIn(size);
  return fromBytes(new TextEncoder().encode(`${settings}${LEFT_OUT}${" ".repeat(room)}\n`));
}

/** A log whose lines are not kept: text to the end, so that lines can be appended and read. */
export function logStandIn(size: number): FileData {
  const note = "This log stands in for the real one, which held the building of the image.";
  if (size <= note.length) return dataStandIn(size);
  return fromBytes(new TextEncoder().encode(`${note}${" ".repeat(size - note.length - 1)}\n`));
}
