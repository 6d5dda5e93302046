import { type CacheChain, chainOf } from "../analysis/cache-chain.js";
import type {
  BuildExplanation,
  BuildPreview,
  PreviewedRoot,
  RebuiltStep,
  ReusedStep,
  RootMiss,
  StepCost,
  WouldBuildStep,
} from "../builder/explanation.js";
import type { CacheMiss } from "../builder/miss.js";
import { changeText, missesText, missText } from "../builder/miss-text.js";
import { textDiff } from "../builder/text-diff.js";
import { alignColumns } from "../go/tabwriter.js";
import { humanSize } from "../go/units.js";
import { foldedLog } from "./build-progress.js";
import { cacheChainHtml } from "./cache-chain.js";
import type { MimeBundle } from "./displayable.js";
import { BADGES, badge } from "./html/badge.js";
import { type Content, element } from "./html/element.js";
import { fold } from "./html/folded.js";
import { code, small, table } from "./html/table.js";

/**
 * What a build reused, what it built, and why: as a table, and as text.
 *
 * @param log the build's plain log, which is folded away under the table
 */
export function buildBundle(explanation: BuildExplanation, log?: string): MimeBundle {
  const text = buildText(explanation);
  return {
    "text/html": storyHtml(storyOf(explanation), chainOf("this build", explanation), log),
    "text/plain": log === undefined ? text : `${log}\n${text}`,
  };
}

export function buildText(explanation: BuildExplanation): string {
  return storyText(storyOf(explanation));
}

/** What a build would reuse and build, and why. Nothing has run, so sizes and times are those of earlier runs, or unknown. */
export function previewBundle(preview: BuildPreview): MimeBundle {
  const results = new Map(preview.steps.map(({ label, result }) => [label, result]));
  const story: Story = {
    steps: preview.steps,
    costs: preview.roots.map((root) => `${previewText(root)}${earlierText(root, "would be")}`),
    counts: previewCounts(preview.steps),
    isPreview: true,
    becameOf: (label) => results.get(label) ?? "would be built",
  };
  const chain = chainOf("this build", preview);
  return { "text/html": storyHtml(story, chain, undefined), "text/plain": storyText(story) };
}

type ShownStep = ReusedStep | RebuiltStep | WouldBuildStep;

/** What a build and a preview have in common. */
interface Story {
  readonly steps: readonly ShownStep[];
  readonly costs: readonly string[];
  /** How many of the steps were reused and built. */
  readonly counts: string;
  readonly isPreview: boolean;
  /** What is said of a step that another one missed for. */
  readonly becameOf: (label: string) => string;
}

function storyOf({ steps, roots }: BuildExplanation): Story {
  const reused = steps.filter(({ hit }) => hit).length;
  return {
    steps,
    costs: roots.map((root) => `${costText(root)}${earlierText(root, "would have been")}`),
    counts: `${reused} reused from the cache, ${steps.length - reused} built`,
    isPreview: false,
    becameOf: () => "was rebuilt",
  };
}

function storyText({ steps, costs, isPreview, becameOf }: Story): string {
  const rows = steps.map((step) => [
    oneLine(step.label),
    resultWord(step, isPreview),
    timeText(step),
    sizeText(step),
    step.hit ? "" : oneLine(missesText(step, becameOf)),
  ]);
  const body = alignColumns(
    [["STEP", "RESULT", "TIME", "SIZE", "WHY"], ...rows].map((row) => `${row.join("\t")}\n`).join(""),
  );
  return `${body}${costs.map((cost) => `\n${oneLine(cost)}\n`).join("")}`;
}

function storyHtml(
  { steps, costs, counts, isPreview, becameOf }: Story,
  chain: CacheChain,
  log: string | undefined,
): string {
  const view = table({
    caption: [
      `${steps.length === 1 ? "1 step that makes a layer" : `${steps.length} steps that make layers`}: ${counts}.`,
    ],
    headings: ["STEP", "RESULT", "TIME", "SIZE", "WHY"],
    rows: steps.map((step): readonly Content[] => [
      code(step.label),
      badge(resultWord(step, isPreview), step.hit ? BADGES.added : BADGES.changed),
      [timeText(step), step.hit ? small("saved") : undefined],
      sizeText(step),
      step.hit
        ? undefined
        : [
            missDetails(step.miss, becameOf),
            step.also.map((each) => small("also: ", missDetails(each, becameOf))),
          ],
    ]),
    empty: "This Dockerfile only changes settings: no step makes a layer.",
  });
  const lines = costs.map((cost) =>
    element("p", { style: "margin: 4px 10px; font-size: 13px" }, oneLine(cost)),
  );
  const keys = steps.length === 0 ? undefined : fold("The cache as a chain of keys", cacheChainHtml(chain));
  return element("div", {}, view, lines, keys, log === undefined ? undefined : foldedLog(log)).html;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

function resultWord({ result }: ShownStep, isPreview: boolean): string {
  return isPreview && result === "reused" ? "would be reused" : result;
}

function timeText(step: ShownStep): string {
  if ("seconds" in step) return secondsText(step.seconds);
  return step.before === undefined ? "unknown" : `was ${secondsText(step.before.seconds)} before`;
}

function sizeText(step: ShownStep): string {
  if ("size" in step) return humanSize(step.size);
  return step.before === undefined ? "unknown" : `was ${humanSize(step.before.size)} before`;
}

function missDetails(miss: CacheMiss, becameOf: Story["becameOf"]): Content {
  if (miss.reason === "instruction-changed" && miss.before !== miss.after) {
    return ["the instruction changed", small("was ", code(miss.before)), small("is ", code(miss.after))];
  }
  if (miss.reason === "heredoc-changed") {
    const [before, after] = [miss.before, miss.after].map((text) => new TextEncoder().encode(text));
    const diff = before === undefined || after === undefined ? undefined : textDiff(miss.name, before, after);
    return [missText(miss), diffDetails(diff)];
  }
  if (miss.reason === "files-changed") {
    return miss.changes.map(({ path, change, before, after, diff }) => [
      small(code(path), `: ${changeText(change)}`),
      diffDetails(diff),
      change === "content" && before?.digest !== undefined && after?.digest !== undefined
        ? small(
            code(before.digest.slice(0, 19), before.digest),
            " → ",
            code(after.digest.slice(0, 19), after.digest),
          )
        : undefined,
    ]);
  }
  return missText(miss, becameOf);
}

function diffDetails(diff: string | undefined): Content {
  if (diff === undefined) return undefined;
  return element(
    "details",
    {},
    element("summary", { style: "font-size: 12px" }, "what changed"),
    element("pre", { style: "font-size: 12px; margin: 2px 0" }, diff),
  );
}

function costText({ label, rebuilt }: RootMiss): string {
  return `Because of ${label}: ${count(rebuilt.steps, "step")} built, ${figures(rebuilt)}.`;
}

function previewText({ label, wouldBuild: { steps, uncertain, before } }: PreviewedRoot): string {
  const certain = steps - uncertain;
  const counts = [
    ...(certain > 0 ? [`${count(certain, "step")} would be built`] : []),
    ...(uncertain > 0 ? [`${certain > 0 ? uncertain : count(uncertain, "step")} may be built`] : []),
  ].join(", ");
  const cost = "what that takes is unknown";
  const beforeText =
    before === undefined
      ? ""
      : before.steps === steps
        ? ` (before, it was ${figures(before, "and")})`
        : ` (before, it was at least ${figures(before, "and")}: ${before.steps} of ${count(steps, "step")} had run)`;
  return `Because of ${label}: ${counts}; ${cost}${beforeText}.`;
}

function previewCounts(steps: BuildPreview["steps"]): string {
  const those = (result: string) => steps.filter((step) => step.result === result).length;
  const uncertain = those("may be built");
  return `${those("reused")} would be reused from the cache, ${those("would be built")} would be built${
    uncertain > 0 ? `, ${uncertain} may be built` : ""
  }`;
}

/** Of what has been checked: the Dockerfile was planned with the steps moved. */
function earlierText(
  { wouldHaveHit, mightHaveHit, label }: RootMiss | PreviewedRoot,
  would: "would be" | "would have been",
): string {
  const list = (labels: readonly string[]) => labels.map(withoutNumber).join("; ");
  const name = withoutNumber(label);
  const sure =
    wouldHaveHit.length === 0
      ? ""
      : ` If ${wouldHaveHit.length === 1 ? "it" : "they"} came before ${name} in the Dockerfile, ${wouldHaveHit.length === 1 ? "this step" : "these steps"} ${would} reused: ${list(wouldHaveHit)}.`;
  const maybe =
    mightHaveHit.length === 0
      ? ""
      : ` If ${mightHaveHit.length === 1 ? "it" : "they"} came before ${name} and ${mightHaveHit.length === 1 ? "needs" : "need"} nothing that it makes, ${mightHaveHit.length === 1 ? "this step" : "these steps"} ${would} reused: ${list(mightHaveHit)}.`;
  return `${sure}${maybe}`;
}

function withoutNumber(label: string): string {
  return label.replace(/^\[[^\]]*\] /, "");
}

function figures({ seconds, size }: StepCost, between = ""): string {
  return between === ""
    ? `${secondsText(seconds)}, ${humanSize(size)}`
    : `${secondsText(seconds)} ${between} ${humanSize(size)}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function secondsText(seconds: number): string {
  return seconds < 0.05 ? `${Math.max(1, Math.round(seconds * 1000))}ms` : `${seconds.toFixed(1)}s`;
}
