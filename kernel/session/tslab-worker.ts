import { parentPort, workerData } from "node:worker_threads";
import type { CompileResult, Completeness, Completion, Diagnostic, Inspection } from "./compiler.js";
import { createLenientConverter } from "./lenient-typescript.js";

/** What the compiler's worker thread is asked, and what it answers. */
export type Request = { readonly id: number } & (
  | { readonly kind: "compile"; readonly declarations: string; readonly source: string }
  | {
      readonly kind: "complete";
      readonly declarations: string;
      readonly source: string;
      readonly offset: number;
    }
  | {
      readonly kind: "inspect";
      readonly declarations: string;
      readonly source: string;
      readonly offset: number;
    }
  | { readonly kind: "completeness"; readonly source: string }
);

export type Answer = { readonly id: number } & (
  | { readonly ok: true; readonly value: CompileResult | Completion | Inspection | Completeness | undefined }
  | { readonly ok: false; readonly message: string }
);

const port = parentPort;
if (!port) throw new Error("tslab-worker runs as a worker thread of the kernel");

const globals: unknown = workerData;
const { converter, typescript, isCompleteCode, seen } = createLenientConverter(String(globals));
// The first conversion builds what all later ones share.
converter.convert("", "docker; process.version");

port.on("message", (request: Request) => {
  let answer: Answer;
  try {
    answer = { id: request.id, ok: true, value: handle(request) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    answer = { id: request.id, ok: false, message };
  }
  port.postMessage(answer);
});

function handle(request: Request): CompileResult | Completion | Inspection | Completeness | undefined {
  switch (request.kind) {
    case "compile":
      return compile(request.declarations, request.source);
    case "complete":
      return complete(request.declarations, request.source, request.offset);
    case "inspect":
      return inspect(request.declarations, request.source, request.offset);
    case "completeness": {
      const { completed, indent } = isCompleteCode(request.source);
      return completed ? { status: "complete" } : { status: "incomplete", indent: indent ?? "" };
    }
  }
}

/** What stands before the cell in the file that tslab compiles: `export {};` and a line end. */
const PREFIX = `export {};${typescript.sys.newLine}`;

/**
 * TypeScript empties all exports before a module's first line. In a notebook that would take away a name's
 * old value when the cell that declares it anew fails.
 */
const EMPTIES_EXPORTS = /(?<="__esModule", \{ value: true \}\);\n)(?:(?:exports\.[^\s=;]+ = )+void 0;\n)+/;

function compile(declarations: string, source: string): CompileResult {
  const result = converter.convert(declarations, source);
  if (result.diagnostics.length > 0) {
    return { ok: false, errors: result.diagnostics.map((each) => withinCell(each, source)) };
  }
  const { file, warnings, sourceMaps } = seen;
  if (!file) throw new Error("tslab's converter did not ask for diagnostics");
  const emitted = result.declOutput ?? "";
  // TypeScript writes no declarations at all when one has a type that cannot be named from here, and
  // tslab then joins "undefined" and the earlier ones.
  const declarationsAfter = emitted.startsWith("undefined")
    ? `${emitted.slice("undefined".length)}${untypedDeclarations(file)}`
    : emitted;
  const cell = {
    // The line ends stay: the source map counts them.
    javascript: (result.output ?? "").replace(EMPTIES_EXPORTS, (lines) => lines.replace(/[^\n]/g, "")),
    ...(result.lastExpressionVar === undefined ? {} : { lastExpression: result.lastExpressionVar }),
    imports: importsOf(file),
    sourceMaps: [...sourceMaps],
    files: (result.sideOutputs ?? []).map(({ path, data }) => ({ path, javascript: data })),
    declarations: declarationsAfter,
  };
  const end = source.length;
  return {
    ok: true,
    cell,
    warnings: warnings
      .map((each) => toDiagnostic(each, file))
      .filter(({ start }) => start >= 0 && start < end),
  };
}

/** tslab appends an `export` line; what is found missing there is missing at the cell's end. */
function withinCell(
  { code, messageText: message, start, end }: ConvertDiagnostic,
  source: string,
): Diagnostic {
  if (start.offset < source.length) {
    return { code, message, line: start.line, column: start.character, start: start.offset, end: end.offset };
  }
  const before = source.trimEnd();
  const lines = before.split("\n");
  return {
    code,
    message,
    line: lines.length - 1,
    column: lines.at(-1)?.length ?? 0,
    start: before.length,
    end: before.length,
  };
}

type ConvertDiagnostic = ReturnType<typeof converter.convert>["diagnostics"][number];

function toDiagnostic(diagnostic: SeenDiagnostic, file: SeenFile): Diagnostic {
  const start = diagnostic.start ?? 0;
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return {
    code: diagnostic.code,
    message: typescript.flattenDiagnosticMessageText(diagnostic.messageText, "\n"),
    line: line - 1,
    column: character,
    start: start - PREFIX.length,
    end: start - PREFIX.length + (diagnostic.length ?? 0),
  };
}

type SeenFile = NonNullable<typeof seen.file>;
type SeenDiagnostic = (typeof seen.warnings)[number];

function importsOf(file: SeenFile): string[] {
  return file.statements.flatMap((statement) =>
    typescript.isImportDeclaration(statement) &&
    typescript.isStringLiteral(statement.moduleSpecifier) &&
    !statement.importClause?.isTypeOnly
      ? [statement.moduleSpecifier.text]
      : [],
  );
}

/** `declare let name: any;` for each name a cell declares at its top. */
function untypedDeclarations(file: SeenFile): string {
  const names = file.statements.flatMap((statement) => {
    if (typescript.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name }) => namesOf(name));
    }
    if (typescript.isFunctionDeclaration(statement) || typescript.isClassDeclaration(statement)) {
      return statement.name ? [statement.name.text] : [];
    }
    return [];
  });
  return names.map((name) => `declare let ${name}: any;\n`).join("");
}

function namesOf(name: import("@tslab/typescript-for-tslab").BindingName): string[] {
  if (typescript.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    typescript.isBindingElement(element) ? namesOf(element.name) : [],
  );
}

function complete(declarations: string, source: string, offset: number): Completion {
  const { start, end, candidates, original } = converter.complete(declarations, source, offset);
  const kinds = new Map(original?.entries.map(({ name, kind }) => [name, String(kind)]));
  return { start, end, matches: candidates.map((name) => ({ name, kind: kinds.get(name) ?? "" })) };
}

function inspect(declarations: string, source: string, offset: number): Inspection | undefined {
  const info = converter.inspect(declarations, source, offset);
  if (!info) return undefined;
  const text = typescript.displayPartsToString;
  const tags = (info.tags ?? []).map((tag) => `@${tag.name} ${text(tag.text)}`.trimEnd());
  const documentation = [text(info.documentation), tags.join("\n")].filter((part) => part !== "");
  return { signature: text(info.displayParts), documentation: documentation.join("\n\n") };
}
