import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DISPLAY, type MimeBundle } from "../../src/display/displayable.js";
import { check } from "../../src/lesson/check.js";
import { predict } from "../../src/lesson/prediction.js";
import { Predictions } from "../../src/lesson/predictions.js";
import { LESSONS, lessonPath, readLesson } from "./claims.js";
import { unanswered } from "./predictions.js";

const html = (bundle: MimeBundle): string => String(bundle["text/html"]);

/** What a choice unfolds to, without the marks. */
function unfolded(bundle: MimeBundle, choice: string): string {
  const found = html(bundle)
    .split("<details>")
    .find((part) => part.includes(`>${choice}</summary>`));
  return (found ?? "").replace(/^.*?<\/summary>/, "").replace(/<[^>]*>/g, "");
}

test("before the run no choice says more than another", () => {
  const asked = predict("a < b?", [1, 2], { other: "another number" })[DISPLAY]();
  expect(html(asked).match(/<details>/g)).toHaveLength(3);
  expect(html(asked)).toContain("a &lt; b?");
  for (const choice of ["1", "2", "another number"])
    expect(unfolded(asked, choice)).toMatch(/^Run the cells that follow to find out/);
  expect(asked["text/plain"]).toBe(
    "Predict: a < b?\n  ( ) 1\n  ( ) 2\n  ( ) another number\nOpen the one you expect, then run the cells that follow.",
  );
});

test("after it each says whether it was right and why, and the others what else speaks against them", () => {
  const asked = predict("How many?", [1, 2, 3]);
  asked.is(2, "so & so", { 3: "One too many." });
  const answered = asked[DISPLAY]();
  expect(unfolded(answered, "2")).toMatch(/^✓ right The run: 2\. so &amp; so/);
  expect(unfolded(answered, "1")).toMatch(/^✗ not this The run: 2\. so &amp; so/);
  expect(unfolded(answered, "3")).toMatch(/^✗ not this One too many\. The run: 2\./);
  expect(answered["text/plain"]).toBe("Predict: How many?\n  ( ) 1\n  ( ) 2\n  ( ) 3\nThe run: 2. so & so");
});

test("what was said is shown in the form and beside the answer, and cannot be changed once the run has answered", () => {
  const asked = predict("How many?", [1, 2, 3]);
  asked.choose("1");
  asked.choose("3");
  expect(asked[DISPLAY]()["text/plain"]).toContain("\n  ( ) 1\n  ( ) 2\n  (x) 3\n");
  const wrong = asked.is(2, "Two.", { 3: "One too many." });
  expect(wrong.wasRight).toBe(false);
  expect(wrong[DISPLAY]()["text/plain"]).toBe(
    "How many?\nAnswer: 2. Two.\nYou said: 3 (not this). One too many.",
  );
  asked.choose("2");
  asked.choose("2", true);
  expect(asked.said).toBe("3");
  const late = predict("Is it?");
  late.is(true, "");
  late.choose("yes", true);
  expect(late.answer?.wasRight).toBe(true);
  const right = predict("Is it?");
  right.choose("yes");
  expect(right.is(true, "It is.")[DISPLAY]()["text/plain"]).toMatch(/\nYou said: yes \(right\)\.$/);
});

test("only what is offered can be said", () => {
  const asked = predict("How many?", [1, 2], { other: "more" });
  asked.choose("more");
  expect(() => asked.choose("3")).toThrow(
    expect.objectContaining({ code: "EPREDICTIONCHOICE", data: expect.objectContaining({ choice: "3" }) }),
  );
});

test("a question asked again keeps what was said; the tally counts what was said before the run", () => {
  const predictions = new Predictions();
  const first = predictions.ask("One?", [1, 2]);
  predictions.say("One?", "1");
  expect(first.said).toBe("1");
  predictions.ask("One?", [1, 2]).is(1, "");
  // Picked in a saved notebook, before its cell has run.
  predictions.say("Two?", "yes");
  predictions.ask("Two?").is(false, "");
  predictions.ask("Three?").is(true, "");
  predictions.ask("Four?");
  expect(predictions[DISPLAY]()["text/plain"]).toBe(
    [
      "1 of 2 predictions right, 4 questions asked",
      "  [x] One? (you said 1; the run: 1)",
      "  [-] Two? (you said yes; the run: no)",
      "  [ ] Three? (the run: yes)",
      "  [ ] Four?",
    ].join("\n"),
  );
  // Other choices than before: what was said then is none of them.
  expect(predictions.ask("One?", [3, 4]).said).toBeUndefined();
  expect(new Predictions()[DISPLAY]()["text/plain"]).toMatch(/^0 questions, and no predictions yet/);
});

test("backticks make code, in questions, choices and answers", () => {
  const asked = predict("What does `ls <a>` print?", ["`x`", "nothing"]);
  expect(html(asked[DISPLAY]())).toContain("<code>ls &lt;a&gt;</code>");
  expect(html(asked.is("`x`", "As `cat` does.")[DISPLAY]())).toMatch(/<code>x<\/code>.*<code>cat<\/code>/);
});

test("what is returned shows the answer by itself", () => {
  const answer = predict("Is it?").is(false, "It is not.");
  expect(answer[DISPLAY]()["text/plain"]).toBe("Is it?\nAnswer: no. It is not.");
  expect(html(answer[DISPLAY]())).toContain("<strong>Answer: no.</strong> It is not.");
});

test("another than all the choices is right when none of them is", () => {
  const asked = predict("How many?", [1, 2], { other: "another number" });
  asked.is(7, "There are seven.");
  expect(unfolded(asked[DISPLAY](), "another number")).toMatch(/^✓ right The run: 7\./);
  asked.is(1, "There is one.");
  expect(unfolded(asked[DISPLAY](), "another number")).toMatch(/^✗ not this/);
  expect(unfolded(asked[DISPLAY](), "1")).toMatch(/^✓ right/);
});

test("it is shown where it was asked, and again in that place", () => {
  const shown: { readonly text: string; readonly id: string; readonly update: boolean }[] = [];
  const asked = predict("Is it?", undefined, {
    show: (bundle, id, update) => shown.push({ text: bundle["text/plain"], id, update }),
  });
  asked.is(true, "It is.");
  expect(shown).toEqual([
    { text: expect.stringMatching(/^Predict: Is it\?[\s\S]*find|Open the one/), id: asked.id, update: false },
    {
      text: expect.stringMatching(/^Predict: Is it\?[\s\S]*The run: yes\. It is\.$/),
      id: asked.id,
      update: true,
    },
  ]);
});

test("a result that nobody could pick is shown as that, with nothing said to explain it", () => {
  const asked = predict("How many?", [1, 2]);
  const answer = asked.is(3, "It is one or two.", { 1: "One too few." });
  for (const choice of ["1", "2"])
    expect(unfolded(asked[DISPLAY](), choice)).toMatch(
      /^✗ not this The run: 3\. That is none of the choices/,
    );
  expect(answer[DISPLAY]()["text/plain"]).toMatch(
    /^How many\?\nAnswer: 3\. That is none of the choices: .* run again\./,
  );
  expect(predict("Which?", ["a"]).is("", "")[DISPLAY]()["text/plain"]).toMatch(
    /\nAnswer: nothing\. That is none/,
  );
});

test("a note to no choice is a mistake of the lesson", () => {
  expect(() => predict("How many?", [1, 2]).is(1, "", { 4: "" })).toThrow(
    expect.objectContaining({ code: "EPREDICTION", data: expect.objectContaining({ value: "4" }) }),
  );
});

test.each(LESSONS)("%s asks, and is saved with the answers", (lesson) => {
  const notebook = readLesson(lessonPath(lesson));
  const asks = notebook.cells.filter(({ source }) => source.includes("lab.predict("));
  expect(asks.length).toBeGreaterThan(0);
  expect(unanswered(notebook)).toEqual([]);
});

test("no lesson asks in prose alone", () => {
  for (const lesson of LESSONS) {
    const source = readFileSync(lessonPath(lesson), "utf8");
    expect({ lesson, predicts: source.match(/\*\*Predict\.?\*\* [^a]/g) }).toEqual({
      lesson,
      predicts: null,
    });
  }
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
