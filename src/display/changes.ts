import type { Change } from "../engine/containers.js";
import type { StackMount } from "../engine/views.js";
import type { MimeBundle } from "./displayable.js";
import { BADGES, badge } from "./html/badge.js";
import { element } from "./html/element.js";
import { foldedTable } from "./html/folded.js";
import { code } from "./html/table.js";
import { mountsNote } from "./mounts.js";
import { printable } from "./printable.js";
import { changesText } from "./text/changes.js";

const KINDS = {
  A: { word: "A added", badge: BADGES.added },
  C: { word: "C changed", badge: BADGES.changed },
  D: { word: "D deleted", badge: BADGES.deleted },
} as const;

/** `docker diff` as a table: what a container's own layer holds. Its text is Docker's own. */
export function changesBundle(
  changes: readonly Change[],
  options: { readonly name: string; readonly mounts?: readonly StackMount[] },
): MimeBundle {
  const count = (kind: Change["kind"]): number => changes.filter((change) => change.kind === kind).length;
  return {
    "text/html": element(
      "div",
      {},
      foldedTable({
        caption: [
          "What ",
          element("strong", {}, options.name),
          ` changed against its image: ${count("A")} added, ${count("C")} changed, ${count("D")} deleted.`,
        ],
        headings: ["CHANGE", "PATH"],
        rows: changes.map((change) => [
          badge(KINDS[change.kind].word, KINDS[change.kind].badge),
          code(change.path),
        ]),
        open: 100,
        folded: 1000,
        label: (row) => printable(changes[row]?.path ?? "", 80),
        noun: "paths",
        whole: "the value has all of them, as an array",
        empty: "Nothing: the container's own layer is empty.",
      }),
      mountsNote(options.mounts, "it"),
    ).html,
    "text/plain": changesText(changes),
  };
}
