import { describe, expect, test } from "vitest";
import {
  isPlain,
  leavesState,
  onlyMoves,
  onlySets,
  quoted,
  shellText,
} from "../../src/analysis/recipe/words.js";
import { createLab } from "../../src/lab/lab.js";

describe("a line can stand between && and && in a Dockerfile", () => {
  test.each([
    "apt update && apt install -y nodejs",
    "echo 'a; b' > file 2>&1",
    "cd /srv/app",
    "echo 'console.log(1); // <h1>' > app.js",
    "cat < in | sort > out",
    'echo "$HOME" >> héllo.txt',
    "rm *.txt file[0-9]",
  ])("%s", (line) => expect(isPlain(line)).toBe(true));

  test.each([
    "a; b",
    "echo 'two\\nlines'",
    "a & b",
    "a || b",
    "a #comment",
    "(a)",
    "{ a; }",
    "if a then b",
    "echo -e 'x'",
    "echo $'x'",
    "[[ a ]]",
    "a &> b",
    "cat <<EOF\nx\nEOF",
    "cat <<< x",
    "diff <(a) <(b)",
    "echo 'open",
    "back\\slash",
    "`date`",
    "$(date)",
    "x=(1 2)",
    "! a",
  ])("but not %s", (line) => expect(isPlain(line)).toBe(false));
});

test.each([
  ["ls -l", false],
  ["cat a | grep b", false],
  ["cd /srv", true],
  ["A=1", true],
  ["mkdir x && cd x", true],
  ["export A=1", true],
  ["for i in 1; do true; done", true],
])("what %s leaves in its shell", (line, leaves) => expect(leavesState(line)).toBe(leaves));

test.each([
  ["A=1", true],
  ["A=1 B='two words'; export C", true],
  ["f() { touch /x; }", true],
  ["set -e && shopt -s nullglob", true],
  ["A=1 touch /x", false],
  ["A=$(touch /x)", false],
  ["export A > /x", false],
  ["A=1; touch /x", false],
  ["f() { touch /x; }; f", false],
])("whether %s may run twice", (line, may) => expect(onlySets(line)).toBe(may));

test("where a shell stands is known without the lines that led it there", () => {
  expect(onlyMoves("cd /srv && cd ..")).toBe(true);
  expect(onlyMoves("cd /srv && touch x")).toBe(false);
  expect(onlyMoves("cd /srv; touch x")).toBe(false);
});

test("a shell's text is told from other programs", () => {
  expect(shellText(["/bin/sh", "-c", "x"])).toEqual({ shell: "sh", text: "x" });
  expect(shellText(["bash", "-c", "x"])).toEqual({ shell: "bash", text: "x" });
  expect(shellText(["bash", "-c", "x", "name"])).toBeUndefined();
  expect(shellText(["/opt/sh", "-c", "x"])).toBeUndefined();
});

test("a quoted word is read back as it was, by a shell", async () => {
  const { docker } = await createLab();
  const box = await docker.run("ubuntu", { name: "box" });
  for (const word of ["plain", "", "two words", "it's", '"$HOME"', "a\nb", "`x` \\ #!", "-n", "é"]) {
    const { stdout } = await box.exec(["sh", "-c", `printf '%s' ${quoted(word)}`], { quiet: true });
    expect(stdout).toBe(word);
  }
});
