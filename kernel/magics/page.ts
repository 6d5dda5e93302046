import type { OtherForm } from "./magic.js";

/** What `subject` is, for the front end's pager; with `detail` 1, its members as well. */
export interface PageRequest {
  readonly subject: string;
  readonly detail: 0 | 1;
}

/** `?name` and `name?`, as in other kernels; neither is possible in TypeScript. */
export const page: OtherForm & {
  /** @returns undefined if the line is not such a question */
  parse(line: string): PageRequest | undefined;
} = {
  kind: "other",
  name: "?",
  usage: "?NAME",
  summary: "show what a name, a docker command or a magic is; ??NAME shows more",

  parse(line) {
    const match = /^(\?\??)\s*([^?\s].*)$/.exec(line) ?? /^([^\s?]+)(\?\??)$/.exec(line);
    if (!match) return undefined;
    const [, one = "", other = ""] = match;
    const [marks, subject] = one.startsWith("?") ? [one, other] : [other, one];
    return { subject: subject.replace(/;$/, ""), detail: marks.length > 1 ? 1 : 0 };
  },
};
