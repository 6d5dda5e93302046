import { describe, expect, test } from "vitest";
import { agrees, exchanges, fencedBlocks, normalized } from "./blocks.js";

test("fenced blocks with language and line", () => {
  expect(fencedBlocks("text\n\n```console\n$ a\nb\n```\n\n```ts\nx\n```\n")).toEqual([
    { language: "console", text: "$ a\nb\n", line: 4 },
    { language: "ts", text: "x\n", line: 9 },
  ]);
});

test("commands, their continuation and what they print", () => {
  expect(exchanges("$ one \\\n> two\nout\n> out too\n$ three\n")).toEqual([
    { command: "one \\\ntwo", expected: ["out", "> out too"] },
    { command: "three", expected: [] },
  ]);
});

test("ids and times do not count, texts and sizes do", () => {
  const line = (id: string, time: string, size: string) =>
    normalized([`${id}   ${time}   Add node   ${size} `]);
  const one = line("0123456789ab", "5 seconds ago", "126MB");
  expect(line("ba9876543210", "About a minute ago", "126MB")).toEqual(one);
  expect(line("0123456789ab", "5 seconds ago", "125MB")).not.toEqual(one);
});

describe("an ellipsis", () => {
  test.each([
    [["a", "...", "c"], ["a", "b", "b", "c"], true],
    [["a", "...", "c"], ["a", "c"], true],
    [["a", "..."], ["a", "b"], true],
    [["a", "...", "c"], ["a", "b"], false],
    [["a"], ["a", "b"], false],
    [["a", "b"], ["a"], false],
  ])("%j against %j: %s", (expected, printed, result) => {
    expect(agrees(expected, printed)).toBe(result);
  });
});
