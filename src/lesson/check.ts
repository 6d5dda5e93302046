import { DISPLAY, type Displayable, type MimeBundle } from "../display/displayable.js";
import { BADGES, badge } from "../display/html/badge.js";
import { table } from "../display/html/table.js";

/** One requirement of an exercise. */
export interface Requirement {
  /** The requirement as a statement: "the image is below 100 MB". */
  readonly what: string;
  readonly holds: boolean;
  /** What was found instead; shown if it does not hold. */
  readonly found?: string;
  /** What to try; shown if it does not hold. */
  readonly hint?: string;
}

/**
 * How far an exercise is solved: each requirement, what is missing, and a hint. It never throws, so that a page with an
 * open exercise still runs from top to bottom.
 *
 * @example
 * check("A small image", [{ what: "below 100 MB", holds: image.size < 100e6, found: `${image.size} bytes`, hint: "…" }]);
 */
export function check(title: string, requirements: readonly Requirement[]): Check {
  return new Check(title, requirements);
}

export class Check implements Displayable {
  readonly title: string;
  readonly requirements: readonly Requirement[];

  constructor(title: string, requirements: readonly Requirement[]) {
    this.title = title;
    this.requirements = Object.freeze([...requirements]);
    Object.freeze(this);
  }

  get done(): number {
    return this.requirements.filter(({ holds }) => holds).length;
  }

  get passed(): boolean {
    return this.done === this.requirements.length;
  }

  [DISPLAY](): MimeBundle {
    const summary = `${this.title}: ${this.done} of ${this.requirements.length} done`;
    return {
      "text/html": table({
        caption: summary,
        headings: ["STATE", "WHAT IS ASKED", "WHAT TO DO"],
        rows: this.requirements.map((each) => [
          each.holds ? badge("✓ done", BADGES.added) : badge("✗ not yet", BADGES.deleted),
          each.what,
          advice(each),
        ]),
      }).html,
      "text/plain": [
        summary,
        ...this.requirements.map((each) => {
          const rest = advice(each);
          return `  ${each.holds ? "[x]" : "[ ]"} ${each.what}${rest === "" ? "" : `\n      ${rest}`}`;
        }),
      ].join("\n"),
    };
  }
}

function advice({ holds, found, hint }: Requirement): string {
  if (holds) return "";
  return [found === undefined ? undefined : `Found: ${found}.`, hint]
    .filter((part) => part !== undefined)
    .join(" ");
}
