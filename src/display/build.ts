import type { CacheMiss } from "../builder/explain.js";
import {
  type BuildExplanation,
  type ExplainedStep,
  missText,
  type RootMiss,
} from "../builder/explanation.js";
import { alignColumns } from "../go/tabwriter.js";
import { humanSize } from "../go/units.js";
import { foldedLog } from "./build-progress.js";
import type { MimeBundle } from "./displayable.js";
import { BADGES, badge } from "./html/badge.js";
import { type Content, element } from "./html/element.js";
import { code, small, table } from "./html/table.js";

/**
 * What a build reused, what it built, and why: as a table, and as text.
 *
 * @param log the build's plain log, which is folded away under the table
 */
export function buildBundle(explanation: BuildExplanation, log?: string): MimeBundle {
  return {
    "text/html": buildHtml(explanation, log),
    "text/plain": log === undefined ? buildText(explanation) : `${log}\n${buildText(explanation)}`,
  };
}

export function buildText({ steps, roots }: BuildExplanation): string {
  const rows = steps.map((step) => [
    step.label.replace(/\s+/g, " "),
    resultWord(step),
    secondsText(step.seconds),
    humanSize(step.size),
    step.miss === undefined ? "" : missText(step.miss),
  ]);
  const body = alignColumns(
    [["STEP", "RESULT", "TIME", "SIZE", "WHY"], ...rows].map((row) => `${row.join("\t")}\n`).join(""),
  );
  return `${body}${roots.map((root) => `\n${costText(root)}\n`).join("")}`;
}

function buildHtml({ steps, roots }: BuildExplanation, log: string | undefined): string {
  const reused = steps.filter(({ hit }) => hit).length;
  const view = table({
    caption: [
      `${steps.length === 1 ? "1 step that makes a layer" : `${steps.length} steps that make layers`}: ${reused} reused from the cache, ${steps.length - reused} built.`,
    ],
    headings: ["STEP", "RESULT", "TIME", "SIZE", "WHY"],
    rows: steps.map((step): readonly Content[] => [
      code(step.label),
      badge(resultWord(step), step.hit ? BADGES.added : BADGES.changed),
      [secondsText(step.seconds), step.hit ? small("saved") : undefined],
      humanSize(step.size),
      step.miss === undefined ? undefined : missDetails(step.miss),
    ]),
    empty: "This Dockerfile only changes settings: no step makes a layer.",
  });
  const costs = roots.map((root) =>
    element("p", { style: "margin: 4px 10px; font-size: 13px" }, costText(root)),
  );
  return element("div", {}, view, costs, log === undefined ? undefined : foldedLog(log)).html;
}

function resultWord({ hit }: ExplainedStep): string {
  return hit ? "reused" : "built";
}

function missDetails(miss: CacheMiss): Content {
  if (miss.reason === "instruction-changed") {
    return ["the instruction changed", small("was ", code(miss.before)), small("is ", code(miss.after))];
  }
  if (miss.reason === "files-changed") {
    return miss.changes.map((change) => [
      small(
        code(change.path),
        ` ${missText({ reason: "files-changed", changes: [change] }).slice(change.path.length + 2)}`,
      ),
      change.diff === undefined
        ? undefined
        : element(
            "details",
            {},
            element("summary", { style: "font-size: 12px" }, "what changed"),
            element("pre", { style: "font-size: 12px; margin: 2px 0" }, change.diff),
          ),
      change.change === "content" && change.before?.digest !== undefined && change.after?.digest !== undefined
        ? small(
            code(change.before.digest.slice(0, 19), change.before.digest),
            " → ",
            code(change.after.digest.slice(0, 19), change.after.digest),
          )
        : undefined,
    ]);
  }
  return missText(miss);
}

function costText({ label, rebuilt, wouldHaveHit }: RootMiss): string {
  const cost = `Because of ${label}: ${count(rebuilt.steps, "step")} built, ${secondsText(rebuilt.seconds)}, ${humanSize(rebuilt.size)}.`;
  if (wouldHaveHit.length === 0) return cost;
  return `${cost} Standing below it, ${wouldHaveHit.length === 1 ? "this step" : "these steps"} would have been reused: ${wouldHaveHit.map((step) => step.replace(/^\[[^\]]*\] /, "")).join("; ")}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function secondsText(seconds: number): string {
  return seconds < 0.05 ? `${Math.max(1, Math.round(seconds * 1000))}ms` : `${seconds.toFixed(1)}s`;
}
