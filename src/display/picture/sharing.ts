import type { Sharing } from "../../analysis/sharing.js";
import { ellipsis } from "../../go/ellipsis.js";
import { humanSize } from "../../go/units.js";
import { type DiffID, shortId } from "../../oci/digest.js";
import { madeByBriefly, ownComment } from "../made-by.js";
import { printable } from "../printable.js";
import { framed } from "./frame.js";
import { MONO, PALETTE } from "./palette.js";
import { type SharingBox, sharingLayout } from "./sharing-model.js";
import { type Xml, xml } from "./xml.js";

/** Pixels. A few columns fill the page's width; many make the picture wider, and the page shrinks it. */
const PAGE = 760;
const PAD = 20;
const COLUMN = 118;
const GAP = 8;
const BOX = 50;
const HEAD = 60;
const NAMES = 40;
const FOOT = 32;
/** How many columns are drawn; the tables have the rest. */
const MAX_COLUMNS = 8;

/**
 * Several images and containers and the layers they share: a column for each, with its layers from the bottom up, and one
 * box under all members that stand on the same layer. Shared boxes have a thick outline and say how many share them; a
 * container's own layer is dashed.
 */
export function sharingPicture(whole: Sharing): string {
  const sharing = shownMembers(whole);
  const layout = sharingLayout(sharing, (diffId) => sharedTitle(sharing, diffId));
  const columns = Math.max(1, layout.columns.length);
  const width = Math.max(PAGE, PAD * 2 + columns * COLUMN);
  const column = (width - PAD * 2) / columns;
  const tops = new Map<number, number>();
  for (const { column: at, span, level } of layout.boxes)
    for (let one = at; one < at + span; one++) tops.set(one, Math.max(tops.get(one) ?? 0, level + 1));
  const ground = HEAD + NAMES + layout.levels * (BOX + GAP);
  const height = ground + FOOT;
  const yOf = (level: number): number => ground - (level + 1) * (BOX + GAP);
  return framed(
    { id: "sharing", width, height, title: sharingTitle(whole), description: sharingDescription(whole) },
    [
      text(PAD, 26, ellipsis(sharingTitle(whole), 80), { "font-size": 16, "font-weight": 700 }),
      text(PAD, 46, figures(whole), { fill: PALETTE.quiet, "font-size": 12 }),
      ...layout.columns.map((member, at) =>
        nameLabel(sharing, member, PAD + at * column, yOf((tops.get(at) ?? 0) - 1) - GAP, column),
      ),
      ...layout.boxes.map((box) =>
        drawBox(box, PAD + box.column * column, yOf(box.level), column * box.span - GAP),
      ),
      text(PAD, height - 12, footText(whole), { fill: PALETTE.quiet, "font-size": 12 }),
    ],
  );
}

/** As many as are drawn. */
export function shownMembers(whole: Sharing): Sharing {
  return { ...whole, members: whole.members.slice(0, MAX_COLUMNS) };
}

/** What a shared layer is called. */
export function sharedTitle({ layers }: Sharing, diffId: DiffID): string {
  const layer = layers.find((other) => other.diffId === diffId);
  return printable(
    ownComment(layer?.comment ?? "") || madeByBriefly(layer?.createdBy ?? "") || "a layer",
    80,
  );
}

function footText({ members }: Sharing): string {
  const more = members.length - MAX_COLUMNS;
  return `A box is stored once, for all above it.${more > 0 ? ` ${more} more are in the table only.` : ""}`;
}

export function figures({ onDisk, total, saved }: Sharing): string {
  return `${humanSize(onDisk)} on the disk; ${humanSize(total)} if nothing were shared; ${humanSize(saved)} saved`;
}

function nameLabel(sharing: Sharing, member: number, x: number, y: number, width: number): Xml {
  const { name, size, unique, kind } = sharing.members[member] ?? {
    name: "",
    size: 0,
    unique: 0,
    kind: "image",
  };
  const fits = Math.floor(width / 7.6);
  return xml(
    "g",
    {},
    xml("title", {}, `${kind} ${printable(name)}`),
    text(x + 2, y - 17, ellipsis(printable(name), fits), {
      "font-family": MONO,
      "font-size": 12,
      "font-weight": 700,
    }),
    text(
      x + 2,
      y - 2,
      ellipsis(`${humanSize(size)}, ${humanSize(unique)} its own`, Math.floor(width / 6.2)),
      {
        fill: PALETTE.quiet,
        "font-size": 12,
      },
    ),
  );
}

function drawBox(box: SharingBox, x: number, y: number, width: number): Xml {
  const colors = box.kind === "writable" ? PALETTE.writable : PALETTE.layer;
  const shared = box.span > 1;
  const facts = [
    humanSize(box.size),
    ...(box.diffId === undefined ? [] : [shortId(box.diffId).slice(0, width > 220 ? 12 : 7)]),
    ...(shared ? [`shared by ${box.span}`] : []),
    ...(box.again ? ["same bytes elsewhere"] : []),
  ].join(" · ");
  return xml(
    "g",
    {},
    xml("title", {}, `${box.title}\n${facts}\n${box.diffId ?? ""}`),
    xml("rect", {
      x,
      y,
      width,
      height: BOX,
      rx: 5,
      fill: colors.fill,
      stroke: colors.border,
      "stroke-width": shared ? 2.5 : 1.25,
      "stroke-dasharray": box.kind === "writable" ? "7 4" : undefined,
    }),
    text(x + 9, y + 20, ellipsis(box.title, Math.floor((width - 18) / 8.2)), {
      "font-size": 13,
      "font-weight": 600,
    }),
    text(x + 9, y + 38, ellipsis(facts, Math.floor((width - 18) / 6.4)), {
      fill: PALETTE.quiet,
      "font-size": 12,
    }),
  );
}

function text(x: number, y: number, words: string, style: Readonly<Record<string, string | number>>): Xml {
  return xml("text", { x, y, fill: PALETTE.text, ...style }, words);
}

export function sharingTitle({ members }: Sharing): string {
  const names = members.slice(0, MAX_COLUMNS).map(({ name }) => printable(name, 40));
  const more = members.length - names.length;
  return `The layers that ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""} stand on`;
}

/** The picture in words, for readers who cannot see it. */
function sharingDescription(sharing: Sharing): string {
  const lines = sharing.members.map(
    (member) =>
      `${member.kind} ${printable(member.name, 80)}: ${member.layers.length} layers, ${humanSize(member.size)}, of which ${humanSize(member.shared)} are shared and ${humanSize(member.unique)} its own.`,
  );
  const together = sharing.layers.filter(({ usedBy }) => usedBy.length > 1);
  return `${figures(sharing)}. ${together.length} of ${sharing.layers.length} layers are shared. ${lines.join(" ")}`;
}
