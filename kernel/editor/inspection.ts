import type { MimeBundle } from "../../src/display/displayable.js";
import type { CellCompiler, Inspection } from "../cells/compile/compiler.js";
import { describeConsoleLine } from "../magics/console/completion.js";
import { describeMagic } from "../magics/registry.js";

/**
 * What is known of the name, command or magic at a place; undefined if nothing is.
 * @param detail 1 adds a type's members
 */
export async function inspectionBundle(
  compiler: CellCompiler,
  code: string,
  offset: number,
  detail: 0 | 1,
): Promise<MimeBundle | undefined> {
  const line = lineAt(code, offset).trim();
  const help = describeMagic(line) ?? describeConsoleLine(line);
  if (help !== undefined) return { "text/plain": help };
  const inspection = await inspectAround(compiler, code, offset);
  if (!inspection) return undefined;
  const { signature, documentation, members } = inspection;
  const declared = detail === 1 && members ? `${signature}\n\n${members}` : signature;
  const parts = documentation === "" ? [] : ["", documentation];
  return {
    "text/plain": [declared, ...parts].join("\n"),
    "text/markdown": ["```typescript", declared, "```", ...parts].join("\n"),
  };
}

function lineAt(code: string, offset: number): string {
  const start = code.lastIndexOf("\n", offset - 1) + 1;
  const end = code.indexOf("\n", offset);
  return code.slice(start, end < 0 ? code.length : end);
}

/** Front ends ask with the cursor after the name, or after the opening bracket of a call. */
async function inspectAround(
  compiler: CellCompiler,
  code: string,
  offset: number,
): Promise<Inspection | undefined> {
  const before = code.slice(0, offset).replace(/[\s(]*$/, "").length;
  for (const place of new Set([offset, offset - 1, before - 1])) {
    if (place < 0) continue;
    const inspection = await compiler.inspect(code, place);
    if (inspection) return inspection;
  }
  return undefined;
}
