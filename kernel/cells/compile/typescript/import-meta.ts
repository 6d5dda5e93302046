import type TS from "typescript";
import { META } from "../names.js";
import ts from "./load.js";

/** A file that runs as CommonJS has no `import.meta`: it is given one under the name that cells have for it. */
export const importMeta: TS.TransformerFactory<TS.SourceFile> = (context) => (file) => {
  const visit = (node: TS.Node): TS.Node =>
    ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword
      ? context.factory.createIdentifier(META)
      : ts.visitEachChild(node, visit, context);
  return ts.visitEachChild(file, visit, context);
};
