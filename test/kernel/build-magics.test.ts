import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CellSyntaxError } from "../../kernel/errors.js";
import { parseCell } from "../../kernel/magics/cell.js";
import { LessonFolder, OutsideFolderError } from "../../kernel/session/child/lesson-folder.js";

describe("%%dockerfile and %%writefile", () => {
  test("a Dockerfile with the options of docker build", () => {
    expect(parseCell("%%dockerfile -t myapp --build-arg 'A=x y'\nFROM ubuntu\nRUN true")).toEqual({
      kind: "magic",
      magic: "dockerfile",
      request: { options: "-t myapp --build-arg 'A=x y'", text: "FROM ubuntu\nRUN true\n" },
    });
  });

  test("a file, and more for a file", () => {
    expect(parseCell("\n%%writefile app/app.js\nconsole.log(1)")).toEqual({
      kind: "magic",
      magic: "writefile",
      request: { path: "app/app.js", append: false, content: "console.log(1)\n" },
    });
    expect(parseCell("%%writefile -a notes.txt\nmore\n")).toMatchObject({
      request: { append: true, content: "more\n" },
    });
    expect(parseCell("%%writefile empty")).toMatchObject({ request: { path: "empty", content: "" } });
  });

  test.each([
    ["%%dockerfile -t x", "has no lines"],
    ["%%writefile", "takes the name of one file"],
    ["%%writefile a b\nx", "takes the name of one file"],
    ["%%docekrfile\nFROM x", "Did you mean %%dockerfile"],
  ])("%j is refused with what to do", (text, message) => {
    expect(() => parseCell(text)).toThrow(CellSyntaxError);
    expect(() => parseCell(text)).toThrow(message);
  });
});

describe("the lesson's folder", () => {
  test("takes files below it and none beside it", () => {
    const folder = new LessonFolder();
    expect(folder.write("a/b.txt", "é\n", false)).toBe(3);
    folder.write("a/b.txt", "more\n", true);
    expect(readFileSync(join(folder.path, "a/b.txt"), "utf8")).toBe("é\nmore\n");
    for (const name of ["../x", "/etc/x", "a/../../x", "."]) {
      expect(() => folder.write(name, "", false)).toThrow(OutsideFolderError);
    }
  });

  test("is another one for each kernel", () => {
    expect(new LessonFolder().path).not.toBe(new LessonFolder().path);
  });
});
