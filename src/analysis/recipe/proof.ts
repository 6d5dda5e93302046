import type { CommittedImage } from "../../engine/commands.js";
import type { Contents, LayerContents } from "../../engine/views.js";
import { encodeLayer } from "../../layer/encode.js";
import { asDiffId, type DiffID, digester } from "../../oci/digest.js";
import type { ContainerConfig } from "../../oci/types.js";
import { base } from "../../posix/path.js";
import { applyChanges } from "../../vfs/apply.js";
import { mergeChanges } from "../../vfs/merge.js";
import { type ChangeDirectory, emptyChanges, emptyDirectory } from "../../vfs/node.js";
import { type ChangeDifference, changeDifferences } from "./differences.js";
import type { RecipeText } from "./dockerfile.js";
import { commandText } from "./script.js";
import { differingSettings, settingsOf } from "./settings.js";

/** The result of building a recipe. */
export interface RecipeProof {
  readonly image: string;
  /** True if each commit's layer came out with the same DiffID. */
  readonly equal: boolean;
  readonly layers: readonly ProvenLayer[];
  /** Names of settings that came out different. */
  readonly settings: readonly string[];
  /** Why the build failed, if it did. */
  readonly failed?: string;
}

export interface ProvenLayer {
  /** The image whose commit made the layer. */
  readonly commit: string;
  /** Absent if the container had changed no file. */
  readonly diffId: DiffID | undefined;
  /** The layers that the Dockerfile's steps made for it, lowest first. */
  readonly built: readonly { readonly diffId: DiffID; readonly instruction: string }[];
  /** DiffID of those layers put together into one; if there is only one, its own. */
  readonly together: DiffID | undefined;
  readonly equal: boolean;
  readonly differences: readonly ProvenDifference[];
}

/** A path that came out different. */
export interface ProvenDifference extends Omit<ChangeDifference, "in"> {
  readonly in: "image" | "build" | "both";
  readonly why: DifferenceReason;
  /** The command that names the path, if one does. */
  readonly command?: string;
}

export type DifferenceReason =
  /** It came out different again in a second build. */
  | "differs at each run"
  /** With a terminal, as the container's commands had one, it came out the same. */
  | "terminal"
  /** Only its time differs. */
  | "time"
  /** A layer marks all its deletions with one device, made by the first of them; several steps make several. */
  | "a deletion's mark"
  /** Two builds agree with each other, but not with the container. */
  | "depends on something else";

interface Built {
  readonly contents: Contents;
  readonly config: ContainerConfig;
}

/**
 * Compares an image with what its recipe built.
 * @param again result of a second build, if the first came out different: at a later time, and with a terminal if commands
 *   in the containers had one
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
    // WORKDIR makes a layer even if the directory exists.
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

/** The layers of several steps, merged into one; `undefined` if they change nothing. */
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

/** Whether a command mentions the last part of a path. */
function mentions(text: string, path: string): boolean {
  return text.includes(base(path));
}
