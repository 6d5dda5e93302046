import { expect, test } from "vitest";
import { DISPLAY } from "../../src/display/displayable.js";
import { check } from "../../src/lesson/check.js";
import { quiz } from "../../src/lesson/quiz.js";

test("a question unfolds each choice; only the run's answer is right", () => {
  const bundle = quiz({ question: "a < b?", choices: [1, 2], answer: 2, because: "so & so" })[DISPLAY]();
  const html = String(bundle["text/html"]);
  expect(html.match(/<details>/g)).toHaveLength(2);
  expect(html).toContain("a &lt; b?");
  expect(html).toMatch(/>2<\/summary><div[^>]*><strong>Yes\. <\/strong>so &amp; so/);
  expect(html).toMatch(/>1<\/summary><div[^>]*><strong>Not this one/);
  expect(bundle["text/plain"]).toBe("Question: a < b?\n  ( ) 1\n  ( ) 2\n\nAnswer: 2. so & so");
});

test("a boolean is answered by yes or no", () => {
  expect(quiz({ question: "?", answer: true, because: "" })).toMatchObject({
    answer: "yes",
    choices: ["yes", "no"],
  });
});

test("an answer that nobody could pick is a mistake of the lesson", () => {
  expect(() => quiz({ question: "How many?", choices: [1, 2], answer: 3, because: "" })).toThrow(
    expect.objectContaining({
      code: "EQUIZ",
      data: { question: "How many?", answer: "3", choices: ["1", "2"] },
    }),
  );
});

test("a check counts what is done, and says what was found and what to try", () => {
  const state = check("Small", [
    { what: "one layer", holds: true, hint: "never shown" },
    { what: "below 10 B", holds: false, found: "12 B", hint: "Remove it." },
  ]);
  expect(state.passed).toBe(false);
  expect(state[DISPLAY]()["text/plain"]).toBe(
    "Small: 1 of 2 done\n  [x] one layer\n  [ ] below 10 B\n      Found: 12 B. Remove it.",
  );
});
