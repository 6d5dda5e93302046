import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "../../kernel/spec/start/paths.mjs";

/** The examples in the doc comment of a view's method, in `src/api/views/NAME.ts`. */
export function examplesOf(view: string): readonly string[] {
  const path = join(
    ROOT,
    "src/api/views",
    `${view.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`,
  );
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isMethodSignature(node) && node.name.getText() === view)
      for (const tag of ts.getJSDocTags(node))
        if (tag.tagName.text === "example") found.push(ts.getTextOfJSDocComment(tag.comment) ?? "");
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
