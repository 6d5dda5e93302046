import type { Json } from "../display/displayable.js";

/**
 * A question, or its answer, as data, for front ends that draw it themselves: the notebook's extension and lesson pages.
 * Beside it there is always a `text/html` for those that do not.
 */
export const QUESTION_TYPE = "application/vnd.layerlab.question.v1+json";

/**
 * The comm by which a front end tells the kernel what was picked: it is opened with `{ question,
 * choice, isEarlier }`, and closed.
 */
export const QUESTION_TARGET = "layerlab.question";

/** Marks the tally of a lesson's questions, which a page counts itself. */
export const TALLY_TYPE = "application/vnd.layerlab.tally.v1+json";

/** A question as it was asked. */
export interface Asked {
  /** The same one for a question and its answer. */
  readonly id: string;
  readonly question: string;
  /** Everything that can be picked. */
  readonly choices: readonly string[];
  /** What the learner picked before the run. */
  readonly said?: string;
}

/** What the run has found. */
export interface Found {
  readonly text: string;
  readonly because: string;
  /** The choice that is right; none if the run had a result that nobody counted on. */
  readonly right?: string;
  /** What else there is to say to those who picked another one, by choice. */
  readonly notes: Readonly<Record<string, string>>;
}

/** What a bundle holds under {@link QUESTION_TYPE}. */
export interface QuestionData extends Asked {
  readonly shows: "question" | "answer";
  readonly found?: Found;
}

/** Reads what a notebook holds under {@link QUESTION_TYPE}, which may be anything. */
export function readQuestion(value: Json | undefined): QuestionData | undefined {
  if (!isObject(value)) return undefined;
  const { shows, id, question, choices, said } = value;
  if (shows !== "question" && shows !== "answer") return undefined;
  if (typeof id !== "string" || typeof question !== "string" || !isTexts(choices)) return undefined;
  const found = readFound(value.found);
  return {
    ...{ shows, id, question, choices },
    ...(typeof said === "string" ? { said } : {}),
    ...(found === undefined ? {} : { found }),
  };
}

function readFound(value: Json | undefined): Found | undefined {
  if (!isObject(value)) return undefined;
  const { text, because, right } = value;
  if (typeof text !== "string" || typeof because !== "string") return undefined;
  const notes = isObject(value.notes) ? Object.entries(value.notes) : [];
  return {
    ...{ text, because },
    ...(typeof right === "string" ? { right } : {}),
    notes: Object.fromEntries(notes.filter((note): note is [string, string] => typeof note[1] === "string")),
  };
}

function isTexts(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
