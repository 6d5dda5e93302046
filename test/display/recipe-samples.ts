import type { RecipeText } from "../../src/analysis/recipe/dockerfile.js";
import type { ProvenDifference, RecipeProof } from "../../src/analysis/recipe/proof.js";
import { commandsBundle } from "../../src/display/commands.js";
import type { MimeBundle } from "../../src/display/displayable.js";
import { recipeBundle } from "../../src/display/recipe.js";
import { recipeProofBundle } from "../../src/display/recipe-proof.js";
import type { RecordedCommand } from "../../src/engine/commands.js";
import { asDiffId, sha256 } from "../../src/oci/digest.js";
import { fromBytes } from "../../src/vfs/data.js";
import { HOSTILE } from "./samples.js";

const recipe: RecipeText = {
  image: HOSTILE,
  dockerfile: `FROM ${HOSTILE}\nRUN <<EOF\n${HOSTILE}\nEOF\n`,
  files: new Map([[HOSTILE, fromBytes(new Uint8Array(1500))]]),
  steps: [{ commit: 0, instruction: HOSTILE }],
  notes: [HOSTILE],
};

const place = { cwd: HOSTILE, user: HOSTILE, env: [HOSTILE], tty: true };
const ran = { started: "2026-01-01T00:00:00.000Z", changed: true, exitCode: 1 };
const commands: readonly RecordedCommand[] = [
  { kind: "program", how: "exec", argv: [HOSTILE, HOSTILE], madeCwd: false, ...place, ...ran },
  { kind: "line", session: 1, shell: "bash", text: `${HOSTILE}\n${HOSTILE.repeat(20)}`, ...place, ...ran },
  { kind: "copy", directory: HOSTILE, size: 10, ...ran },
];

const difference = (path: string): ProvenDifference => ({
  path,
  kind: "file",
  in: "both",
  what: ["content", "mode 0644 → 0755"],
  why: "differs at each run",
  command: HOSTILE,
});

function proof(differences: readonly ProvenDifference[]): RecipeProof {
  const diffId = asDiffId(sha256("a"));
  const built = [
    { diffId, instruction: HOSTILE },
    { diffId, instruction: HOSTILE },
  ];
  const layer = {
    commit: HOSTILE,
    diffId,
    built,
    together: diffId,
    equal: differences.length === 0,
    differences,
  };
  return { image: HOSTILE, equal: differences.length === 0, layers: [layer], settings: ["env"] };
}

const many = Array.from({ length: 3000 }, (_, at) => at);

export const RECIPE_BUNDLES: Readonly<Record<string, MimeBundle>> = {
  "recipe, hostile": recipeBundle(recipe),
  "recipe proof, equal": recipeProofBundle(proof([])),
  "recipe proof, hostile": recipeProofBundle(proof([difference(HOSTILE)])),
  "recipe proof, failed": recipeProofBundle({ ...proof([]), equal: false, layers: [], failed: HOSTILE }),
  "recipe proof, many": recipeProofBundle(proof(many.map((at) => difference(`/srv/file-${at}`)))),
  "commands, hostile": commandsBundle(commands, HOSTILE),
};
