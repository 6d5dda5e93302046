import type { CacheChain, ChainLink, ChainStage } from "../analysis/cache-chain.js";
import { missesText } from "../builder/miss-text.js";
import { SCRATCH } from "../builder/step-link.js";
import { alignColumns } from "../go/tabwriter.js";
import { shortId } from "../oci/digest.js";
import type { MimeBundle } from "./displayable.js";
import type { BoxKind } from "./drawing/ink.js";
import { box, down, drawing, mono, name, quiet } from "./drawing/kit.js";
import { BADGES, badge } from "./html/badge.js";
import type { Content, Html } from "./html/element.js";
import { counted, note } from "./html/folded.js";
import { printable } from "./printable.js";

/** How many links are shown. */
const MAX_LINKS = 60;

const RULE =
  "A step's key is a digest of three things: the instruction, the files it reads, and the key above it. A change in one step is a new key for it and for all steps below.";

/** The cache of a build as a chain of keys, with the places where it breaks. */
export function cacheChainBundle(chain: CacheChain): MimeBundle {
  return { "text/html": cacheChainHtml(chain).html, "text/plain": cacheChainText(chain) };
}

export function cacheChainHtml(chain: CacheChain): Html {
  const title = `The cache of ${printable(chain.name, 80)} as a chain of keys`;
  if (chain.stages === undefined) return drawing({ title }, note(unknownText(chain)));
  const { shown, more } = bounded(chain.stages);
  return drawing(
    { title, words: [RULE, " ", summaryText(chain)] },
    shown.map((stage) => [
      shown.length > 1 ? name(`Stage ${printable(stage.name, 80)}`) : undefined,
      drawStage(stage, chain),
    ]),
    more > 0 ? note(`and ${counted(more, "step")} more, which are in .data`) : undefined,
  );
}

const KINDS: Readonly<Record<ChainLink["state"], BoxKind>> = {
  whole: "layer",
  broken: "hole",
  follows: "writable",
  first: "paper",
  skipped: "paper",
};

function drawStage({ links }: ChainStage, chain: CacheChain): Content {
  const [first] = links;
  if (first === undefined) return undefined;
  return [
    box(
      "paper",
      {},
      baseWords(first),
      first.on === SCRATCH || first.on === "" ? undefined : [" ", short(first.on)],
    ),
    links.map((link, at) => [
      down(link.on === "" ? "not with the key above: --link" : at === 0 ? "with that" : "with the key above"),
      box(
        KINDS[link.state],
        { thick: link.state === "broken" },
        name(mono(printable(link.label, 200)), " ", resultBadge(link)),
        quiet("key ", short(link.key), ` = ${partsText(link, at)}`),
        link.misses.length === 0 ? undefined : quiet(whyText(link, chain)),
      ),
    ]),
  ];
}

function short(key: string): Html {
  return mono(shortId(key), key);
}

function resultBadge({ result, state }: ChainLink): Html {
  const colors = state === "whole" ? BADGES.added : state === "broken" ? BADGES.deleted : BADGES.changed;
  return badge(result, colors);
}

/** What the first step of a stage stands on. */
function baseWords({ on }: ChainLink): string {
  if (on === SCRATCH) return "FROM scratch: no layers";
  return on === ""
    ? "FROM: what is below does not count for the first step"
    : "FROM: what the first step stands on,";
}

function partsText({ files, on }: ChainLink, at: number): string {
  const parts = [
    "the instruction",
    ...(files > 0 ? [counted(files, "file")] : []),
    ...(on === "" ? [] : [at === 0 ? "what FROM brings" : "the key above"]),
  ];
  return parts.join(" + ");
}

function whyText(link: ChainLink, { isBuilt, stages = [] }: CacheChain): string {
  const [miss, ...also] = link.misses;
  if (miss === undefined) return "";
  const becameOf = (label: string) =>
    stages.flatMap(({ links }) => links).find((other) => other.label === label)?.result ?? "would be built";
  const why = printable(missesText({ miss, also }, isBuilt ? undefined : becameOf), 400);
  if (link.state === "broken") return `✗ The chain breaks here: ${why}`;
  return link.state === "skipped" ? `The same key as before, but ${why}` : `No result for this key: ${why}`;
}

function summaryText({ stages = [] }: CacheChain): string {
  const links = stages.flatMap((stage) => stage.links);
  const those = (state: ChainLink["state"]) => links.filter((link) => link.state === state);
  const whole = those("whole").length;
  const broken = those("broken").map(({ label }) => printable(label, 80));
  const follow = those("follows").length;
  const skipped = those("skipped").length;
  const had = `${whole} of ${counted(links.length, "key")} had a result`;
  const found = skipped > 0 ? `${had}; of ${skipped} it was gone, or not to be used.` : `${had}.`;
  if (links.length === 0) return "No step makes a layer, so there are no keys.";
  if (broken.length === 0) return found;
  const after =
    follow > 0
      ? `; ${counted(follow, "step")} after it ${follow === 1 ? "has" : "have"} a new key because of that`
      : "";
  return `${found} The chain breaks at ${broken.slice(0, 3).join(", ")}${broken.length > 3 ? ` and ${broken.length - 3} more` : ""}${after}.`;
}

function unknownText({ name: of }: CacheChain): string {
  return `Unknown: no build of ${printable(of, 80)} is remembered here. It was pulled, loaded or committed, or it was built elsewhere.`;
}

function bounded(stages: readonly ChainStage[]): { shown: readonly ChainStage[]; more: number } {
  let room = MAX_LINKS;
  const shown = stages.flatMap((stage) => {
    const links = stage.links.slice(0, room);
    room -= links.length;
    return links.length === 0 ? [] : [{ ...stage, links }];
  });
  const all = stages.reduce((sum, { links }) => sum + links.length, 0);
  return { shown, more: all - (MAX_LINKS - room) };
}

function cacheChainText(chain: CacheChain): string {
  if (chain.stages === undefined) return `${unknownText(chain)}\n`;
  const { shown, more } = bounded(chain.stages);
  const rows = shown.flatMap(({ name: stage, links }) => [
    ...(shown.length > 1 ? [["", `stage ${printable(stage, 60)}`, "", "", ""]] : []),
    ...links.slice(0, 1).map((link) => ["", "FROM", link.on === "" ? "" : shortId(link.on), "", ""]),
    ...links.map((link, at) => [
      link.state === "broken" ? "✗" : link.state === "whole" ? "│" : "·",
      printable(link.label, 60),
      shortId(link.key),
      partsText(link, at),
      `${link.result}${link.misses.length === 0 ? "" : `. ${whyText(link, chain).replace(/^✗ /, "")}`}`,
    ]),
  ]);
  const table = alignColumns(
    [["", "STEP", "KEY", "MADE OF", "RESULT"], ...rows].map((row) => `${row.join("\t")}\n`).join(""),
  );
  return [
    `The cache of ${printable(chain.name, 80)} as a chain of keys. ${summaryText(chain)}\n`,
    table,
    more > 0 ? `and ${counted(more, "step")} more\n` : "",
  ].join("");
}
