import type TS from "typescript";
import type { LabName } from "../compiler.js";
import ts from "./load.js";

/** A string that is being typed as an argument of the `docker` object or of something that came from it. */
interface ArgumentPlace {
  /** `run`, `history` … */
  readonly method: string;
  /** The parameter's name in the declaration: `image`, `container`, `name` … */
  readonly parameter: string;
  /** Where the string's text begins. */
  readonly start: number;
}

/** Where our own declarations are, in the package and in a checkout. */
const OURS = /\/src\/api\/.+\.ts$/;

/**
 * The parameter that a string at `position` is for, if the method is one of ours. Its name tells what the string names; its type,
 * a string, says nothing of that.
 */
export function argumentAt(
  program: TS.Program,
  file: TS.SourceFile,
  position: number,
): ArgumentPlace | undefined {
  const literal = literalAt(file, position);
  const call = literal?.parent;
  if (literal === undefined || call === undefined || !ts.isCallExpression(call)) return undefined;
  const at = call.arguments.indexOf(literal);
  const checker = program.getTypeChecker();
  const signature = checker.getResolvedSignature(call);
  if (at < 0 || signature?.declaration === undefined) return undefined;
  if (!OURS.test(signature.declaration.getSourceFile().fileName)) return undefined;
  const parameter = parameterName(checker, signature, at);
  if (parameter === undefined) return undefined;
  const callee = call.expression;
  return {
    method: ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText(),
    parameter,
    start: literal.getStart() + 1,
  };
}

/** An image's views have the parameters of the object's, but for the first: `(...rest: [second: Named])`. */
function parameterName(checker: TS.TypeChecker, signature: TS.Signature, at: number): string | undefined {
  const parameters = signature.getParameters();
  const last = parameters.at(-1);
  if (at < parameters.length - 1 || last === undefined) return parameters[at]?.name;
  const type = checker.getTypeOfSymbol(last);
  const labels = isTuple(checker, type) ? (type.target.labeledElementDeclarations ?? []) : undefined;
  if (labels !== undefined) return (labels[at - parameters.length + 1] ?? labels.at(-1))?.name.getText();
  return at === parameters.length - 1 || checker.isArrayLikeType(type) ? last.name : undefined;
}

function isTuple(checker: TS.TypeChecker, type: TS.Type): type is TS.TupleTypeReference {
  return checker.isTupleType(type);
}

/** What the string names; undefined for a path, a command, a name that is only being given. */
export function labNameOf({ method, parameter }: ArgumentPlace): LabName | undefined {
  if (parameter === "image" || parameter === "reference" || parameter === "source")
    return method === "run" || method === "pull" ? "image to pull" : "image";
  if (parameter === "container") return "container";
  if (parameter === "name") return method === "container" ? "container" : "image or container";
  return /^(first|second|more)$/.test(parameter) ? "image or container" : undefined;
}

function literalAt(root: TS.Node, position: number): TS.StringLiteralLike | undefined {
  let found: TS.StringLiteralLike | undefined;
  const visit = (node: TS.Node): void => {
    // Behind the opening quote; a string that is being typed may have no closing one.
    if (node.getStart() >= position || position > node.getEnd()) return;
    if (ts.isStringLiteralLike(node)) found = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(root, visit);
  return found;
}
