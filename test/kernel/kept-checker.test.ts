import vm from "node:vm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Checker } from "../../kernel/cells/compile/typescript/checker.js";
import { collectGarbage } from "../../kernel/cells/compile/typescript/collect-garbage.js";
import { parse } from "../../kernel/cells/compile/typescript/emit.js";
import { KeptChecker } from "../../kernel/cells/compile/typescript/kept-checker.js";
import { KnownNames, readDeclarations } from "../../kernel/cells/compile/typescript/known-names.js";
import { outlineCell } from "../../kernel/cells/compile/typescript/outline.js";
import { Settings } from "../../kernel/cells/compile/typescript/settings.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const HOUR_MS = 3_600_000;

test("a checker that nobody asks is given up, and its successor knows the cells that ran", () => {
  const made: Checker[] = [];
  const known = new KnownNames();
  const types = new KeptChecker(() => {
    const checker = new Checker(known, "", import.meta.dirname, new Settings(import.meta.dirname));
    made.push(checker);
    return checker;
  }, collectGarbage);
  const source = "const inventory = { ships: 3 };";
  const outline = outlineCell(parse(source));
  const { dts } = types.checker.check(source, outline);
  known.adopt(outline);
  known.declare(outline, readDeclarations(dts));

  // As long as there is something to do, and for a while after it, it stays.
  vi.advanceTimersByTime(HOUR_MS);
  types.unused();
  vi.advanceTimersByTime(10_000);
  types.needed();
  vi.advanceTimersByTime(HOUR_MS);
  expect(made).toHaveLength(1);

  types.unused();
  vi.advanceTimersByTime(HOUR_MS);
  types.needed();
  expect(made).toHaveLength(2);
  expect(types.nextStep()).toBeTypeOf("function");
  const code = "inventory.sh";
  expect(types.checker.complete(code, code.length).matches).toEqual([{ name: "ships", kind: "property" }]);
});

test("a while after a question, and once, what it has left behind is freed", () => {
  let collected = 0;
  const types = new KeptChecker(
    () => new Checker(new KnownNames(), "", import.meta.dirname, new Settings(import.meta.dirname)),
    () => void collected++,
  );
  types.unused();
  vi.advanceTimersByTime(1_000);
  types.needed();
  vi.advanceTimersByTime(60_000);
  expect(collected, "while something is asked").toBe(0);
  types.unused();
  vi.advanceTimersByTime(60_000);
  expect(collected).toBe(1);
});

test("no context that a cell makes has the function that frees memory", () => {
  collectGarbage();
  expect(vm.runInNewContext("typeof gc")).toBe("undefined");
});
