import type { IForbiddenRuleType } from "dependency-cruiser";
import { EXCEPTIONS, LAYERS, NODE_ONLY, PORTABLE_BUILTINS } from "./layers.js";

/** The rules of {@link LAYERS} as dependency-cruiser reads them. */
export function rules(): IForbiddenRuleType[] {
  return [
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
    {
      name: "node-only-modules-stay-in-few-places",
      severity: "error",
      from: { path: "^src/", pathNot: [...NODE_ONLY] },
      to: { dependencyTypes: ["core"], pathNot: `^(node:)?(${PORTABLE_BUILTINS.join("|")})$` },
    },
    ...LAYERS.flatMap((row, at) => row.map((folder) => downwardOnly(folder, at))),
  ];
}

/** What stands in the same row or a later one, and the package's front door, is out of a folder's sight. */
function downwardOnly(folder: string, at: number): IForbiddenRuleType {
  const hidden = LAYERS.slice(at)
    .flat()
    .filter((other) => other !== folder);
  const exception = EXCEPTIONS[folder];
  const paths = hidden.length === 0 ? [] : [`^src/(${hidden.join("|")})/`];
  return {
    name: `${folder}-imports-only-downwards`,
    severity: "error",
    from: { path: `^src/${folder}/` },
    to: {
      path: [...paths, "^src/[^/]+\\.ts$"],
      ...(exception === undefined ? {} : { pathNot: exception }),
    },
  };
}
