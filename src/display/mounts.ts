import type { StackMount } from "../engine/views.js";
import { alignColumns } from "../go/tabwriter.js";
import { humanSize } from "../go/units.js";
import { shortId } from "../oci/digest.js";
import type { MimeBundle } from "./displayable.js";
import { type Content, element, type Html } from "./html/element.js";
import { note } from "./html/folded.js";
import { code, table } from "./html/table.js";
import { printable } from "./printable.js";

/** What all views say of mounts, in one place: they lie beside the layers, and no commit takes them. */
export const MOUNTS_STAY = "What is in a mount goes into no layer, so no commit takes it.";

/** A mount's words. */
export interface MountWords {
  readonly target: string;
  /** `volume data` */
  readonly what: string;
  readonly access: string;
  readonly size: string;
}

export function mountWords({ type, source, anonymous, target, readOnly, size }: StackMount): MountWords {
  return {
    target: printable(target, 80),
    what: whatOf(type, printable(anonymous ? shortId(source) : source, 80), anonymous),
    access: readOnly ? "read-only" : "read and write",
    size: size === undefined ? "size unknown" : humanSize(size),
  };
}

function whatOf(type: StackMount["type"], source: string, anonymous: boolean): string {
  switch (type) {
    case "volume":
      return anonymous ? `anonymous volume ${source}` : `volume ${source}`;
    case "bind":
      return `${source} of the machine`;
    case "tmpfs":
      return "memory (tmpfs)";
  }
}

/** All of them in a sentence. */
export function mountsSentence(mounts: readonly StackMount[]): string {
  const all = mounts.map((mount) => {
    const { target, what, access, size } = mountWords(mount);
    return `${target}: ${what}, ${access}, ${size}`;
  });
  return `Mounted beside the layers: ${all.join("; ")}. ${MOUNTS_STAY}`;
}

/** For a view of something that a container has, of which mounts are no part. */
export function mountsNote(mounts: readonly StackMount[] | undefined, leftOutOf: string): Html | undefined {
  if (mounts === undefined || mounts.length === 0) return undefined;
  const places = mounts.flatMap((mount, at): readonly Content[] => {
    const { target, what } = mountWords(mount);
    return [at === 0 ? "" : ", ", code(target), ` (${what})`];
  });
  return note(`Not in ${leftOutOf}: `, places, `. ${MOUNTS_STAY}`);
}

/** The same as a line of text. */
export function mountsLine(mounts: readonly StackMount[] | undefined, leftOutOf: string): string {
  if (mounts === undefined || mounts.length === 0) return "";
  const places = mounts.map((mount) => {
    const { target, what } = mountWords(mount);
    return `${target} (${what})`;
  });
  return `Not in ${leftOutOf}: ${places.join(", ")}. ${MOUNTS_STAY}\n`;
}

/** What a commit has left out, for a notebook; nothing where nothing is mounted. */
export function leftOutBundle(mounts: readonly StackMount[]): MimeBundle | undefined {
  const html = mountsNote(mounts, "the new image");
  return html === undefined
    ? undefined
    : { "text/html": html.html, "text/plain": mountsLine(mounts, "the new image") };
}

export function mountsTable(mounts: readonly StackMount[]): Html {
  return table({
    caption: `Mounted beside the layers. ${MOUNTS_STAY}`,
    headings: ["MOUNTED AT", "WHAT", "ACCESS", "SIZE"],
    rows: mounts.map((mount): readonly Content[] => {
      const { target, what, access, size } = mountWords(mount);
      const whole = mount.anonymous ? element("span", { title: mount.source }, what) : what;
      return [code(target), whole, access, size];
    }),
    rowHeadings: true,
  });
}

export function mountsText(mounts: readonly StackMount[]): string {
  const rows = mounts.map(mountWords).map(({ target, what, access, size }) => [target, what, access, size]);
  const lines = [["MOUNTED AT", "WHAT", "ACCESS", "SIZE"], ...rows];
  return `\nMounted beside the layers\n${alignColumns(lines.map((line) => `${line.join("\t")}\n`).join(""))}${MOUNTS_STAY}\n`;
}
