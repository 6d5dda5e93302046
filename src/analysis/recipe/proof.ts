import type { CommittedImage } from "../../engine/commands.js";
import type { Contents, LayerContents } from "../../engine/engine.js";
import { encodeLayer } from "../../layer/encode.js";
import { asDiffId, type DiffID, digester } from "../../oci/digest.js";
import type { ContainerConfig } from "../../oci/types.js";
import { applyChanges } from "../../vfs/apply.js";
import { mergeChanges } from "../../vfs/merge.js";
import { type ChangeDirectory, emptyChanges, emptyDirectory } from "../../vfs/node.js";
import { type ChangeDifference, changeDifferences } from "./differences.js";
import type { RecipeText } from "./dockerfile.js";
import { commandText } from "./script.js";
import { differingSettings, settingsOf } from "./settings.js";

/** What came of building a recipe. */
export interface RecipeProof {
  readonly image: string;
  /** Each commit's layer came out with the same DiffID. */
  readonly equal: boolean;
  readonly layers: readonly ProvenLayer[];
  /** Settings that came out otherwise, by name. */
  readonly settings: readonly string[];
  /** Why the Dockerfile could not be built to its end. */
  readonly failed?: string;
}

export interface ProvenLayer {
  /** The image whose commit made the layer. */
  readonly commit: string;
  /** Absent when the container had changed no file. */
  readonly diffId: DiffID | undefined;
  /** The layers that the Dockerfile's steps made for it, lowest first. */
  readonly built: readonly { readonly diffId: DiffID; readonly instruction: string }[];
  /** Of the layer that those make when they are put together; the built one's own when it is one. */
  readonly together: DiffID | undefined;
  readonly equal: boolean;
  readonly differences: readonly ProvenDifference[];
}

/** A path that came out otherwise. */
export interface ProvenDifference extends Omit<ChangeDifference, "in"> {
  readonly in: "image" | "build" | "both";
  readonly why: DifferenceReason;
  /** The command that names the path, if one does. */
  readonly command?: string;
}

export type DifferenceReason =
  /** It came out otherwise in a second build, too. */
  | "differs at each run"
  /** With a terminal, as the container's commands had one, it came out the same. */
  | "terminal"
  /** Only its time is another one. */
  | "time"
  /** A layer marks all its deletions with one device, made at the first; several steps have several. */
  | "a deletion's mark"
  /** Two builds made the same, which is not what the container had. */
  | "depends on something else";

interface Built {
  readonly contents: Contents;
  readonly config: ContainerConfig;
}

/**
 * Compares an image with what its recipe built.
 * @param again what a second build of the same made, when the first came out otherwise: later, and with a terminal if
 *   commands in the containers had one
 */
export function proofOf(
  committed: CommittedImage,
  recipe: RecipeText,
  image: Contents,
  built: Built,
  again?: Built,
): RecipeProof {
  const base = image.layers.length - committed.commits.filter(({ layer }) => layer !== undefined).length;
  let at = base;
  let step = base;
  const layers = committed.commits.map((commit, index): ProvenLayer => {
    const below = image.layers.slice(0, at);
    const original = commit.layer === undefined ? undefined : image.layers[at];
    if (original !== undefined) at += 1;
    const steps = recipe.steps.filter((each) => each.commit === index);
    const from = step;
    step += steps.length;
    const slice = ({ contents }: Built) => contents.layers.slice(from, step);
    const made = slice(built);
    const second = again === undefined ? undefined : together(below, slice(again));
    const merged = together(below, made);
    // WORKDIR makes a layer even where there is nothing to do.
    const full = made.filter(({ changes }) => changes.changes.size > 0);
    const only = full.length === 1 ? full[0]?.diffId : undefined;
    const diffId = only ?? (merged === undefined ? undefined : diffIdOf(merged));
    const names = commit.commands.commands.flatMap((command) =>
      command.kind === "copy" ? [] : [commandText(command)],
    );
    return {
      commit: commit.tags[0] ?? commit.image,
      diffId: original?.diffId,
      built: made.map((layer, each) => ({
        diffId: layer.diffId,
        instruction: steps[each]?.instruction ?? layer.createdBy,
      })),
      together: diffId,
      equal: diffId === original?.diffId,
      differences: diffId === original?.diffId ? [] : differencesOf(original?.changes, merged, second, names),
    };
  });
  const last = committed.commits.at(-1);
  return {
    image: committed.name,
    equal: layers.every(({ equal }) => equal),
    layers,
    settings: last === undefined ? [] : differingSettings(settingsOf(last.config), settingsOf(built.config)),
  };
}

/** The layers of several steps as one layer would hold them; `undefined` when they change nothing. */
function together(
  below: readonly LayerContents[],
  layers: readonly LayerContents[],
): ChangeDirectory | undefined {
  const base = below.reduce((tree, { changes }) => applyChanges(tree, changes), emptyDirectory());
  const [first, ...more] = layers.map(({ changes }) => changes);
  if (first === undefined) return undefined;
  const merged = more.reduce((lower, upper) => mergeChanges(base, lower, upper), first);
  return merged.changes.size === 0 ? undefined : merged;
}

function diffIdOf(changes: ChangeDirectory): DiffID {
  const hash = digester();
  for (const chunk of encodeLayer(changes).chunks()) hash.update(chunk);
  return asDiffId(hash.digest());
}

function differencesOf(
  original: ChangeDirectory | undefined,
  built: ChangeDirectory | undefined,
  again: ChangeDirectory | undefined,
  commands: readonly string[],
): readonly ProvenDifference[] {
  const pathsIn = (from: ChangeDirectory | undefined, to: ChangeDirectory | undefined): ReadonlySet<string> =>
    new Set(
      again === undefined ? [] : changeDifferences(from ?? NOTHING, to ?? NOTHING).map(({ path }) => path),
    );
  const unsteady = pathsIn(built, again);
  const stillOtherwise = pathsIn(original, again);
  return changeDifferences(original ?? NOTHING, built ?? NOTHING).map(({ in: side, ...difference }) => {
    const { path } = difference;
    const command = commands.findLast((text) => mentions(text, path));
    return {
      ...difference,
      in: side === "first" ? "image" : side === "second" ? "build" : "both",
      why: reasonOf(difference, unsteady.has(path), stillOtherwise.has(path)),
      ...(command === undefined ? {} : { command }),
    };
  });
}

function reasonOf(
  { kind, what }: Pick<ChangeDifference, "kind" | "what">,
  unsteady: boolean,
  stillOtherwise: boolean,
): DifferenceReason {
  if (unsteady) return stillOtherwise ? "differs at each run" : "terminal";
  if (what.length !== 1 || what[0] !== "time") return "depends on something else";
  return kind === "deletion" ? "a deletion's mark" : "time";
}

const NOTHING: ChangeDirectory = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: 0 });

/** Whether a command names a path, by its last part. */
function mentions(text: string, path: string): boolean {
  return text.includes(path.slice(path.lastIndexOf("/") + 1));
}
