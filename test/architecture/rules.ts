import type { IForbiddenRuleType } from "dependency-cruiser";
import { CELLS_NODE_ONLY, KERNEL_GROUND, KERNEL_ROOMS, LAYERS, NODE_ONLY } from "./layers.js";

interface Allowed {
  readonly src: readonly string[];
  readonly cells: readonly string[];
}

/** The rules of `layers.ts` as dependency-cruiser reads them; the files that may import Node's own modules can be others. */
export function rules(allowed: Allowed = { src: NODE_ONLY, cells: CELLS_NODE_ONLY }): IForbiddenRuleType[] {
  return [
    ...nodeRules(allowed),
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "src-does-not-know-kernel",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^kernel/" },
    },
    {
      name: "nothing-shipped-imports-tests",
      severity: "error",
      from: { path: "^(src|kernel)/" },
      to: { path: "^(test|bench)/" },
    },
    {
      name: "every-folder-has-its-layer",
      severity: "error",
      from: { path: "^src/[^/]+/", pathNot: `^src/(${LAYERS.flat().join("|")})/` },
      to: {},
    },
    ...LAYERS.flatMap((row, at) => row.map((folder) => downwardOnly(folder, at))),
    {
      name: "every-kernel-folder-has-its-room",
      severity: "error",
      from: { path: "^kernel/.+/", pathNot: `^kernel/(${KERNEL_ROOMS.flat().join("|")})/` },
      to: {},
    },
    ...KERNEL_ROOMS.flatMap((row, at) => row.map((room) => kernelDownwardOnly(room, at))),
  ];
}

function nodeRules(allowed: Allowed): IForbiddenRuleType[] {
  const rule = (name: string, folder: string, files: readonly string[]): IForbiddenRuleType => ({
    name,
    severity: "error",
    from: { path: `^${folder}/`, pathNot: files.map((file) => `^${file.replaceAll(".", "\\.")}$`) },
    to: { dependencyTypes: ["core"] },
  });
  return [
    rule("node-only-modules-stay-in-few-places", "src", allowed.src),
    rule("cells-need-node-in-few-places", "kernel/cells", allowed.cells),
  ];
}

function kernelDownwardOnly(room: string, at: number): IForbiddenRuleType {
  const hidden = KERNEL_ROOMS.slice(at)
    .flat()
    .filter((other) => other !== room);
  return {
    name: `kernel-${room}-imports-only-downwards`,
    severity: "error",
    from: { path: `^kernel/${room}/` },
    to: { path: [`^kernel/(${hidden.join("|") || "(?!)"})/`, "^kernel/[^/]+$"], pathNot: KERNEL_GROUND },
  };
}

/** What stands in the same row or a later one, and the package's front door, is out of a folder's sight. */
function downwardOnly(folder: string, at: number): IForbiddenRuleType {
  const hidden = LAYERS.slice(at)
    .flat()
    .filter((other) => other !== folder);
  const paths = hidden.length === 0 ? [] : [`^src/(${hidden.join("|")})/`];
  return {
    name: `${folder}-imports-only-downwards`,
    severity: "error",
    from: { path: `^src/${folder}/` },
    to: { path: [...paths, "^src/[^/]+\\.ts$"] },
  };
}
