import { setTimeout } from "#platform/timers";
import { recordedClock } from "../../analysis/recipe/clock.js";
import { type RecipeOptions, type RecipeText, recipeText } from "../../analysis/recipe/dockerfile.js";
import { proofOf, type RecipeProof } from "../../analysis/recipe/proof.js";
import { DISPLAY, type Displayable, type MimeBundle } from "../../display/displayable.js";
import { recipeBundle } from "../../display/recipe.js";
import { recipeProofBundle } from "../../display/recipe-proof.js";
import type { CommittedImage, RecordedCommand } from "../../engine/commands.js";
import type { Engine } from "../../engine/engine.js";
import { ProcessFailedError } from "../../errors/build.js";
import { NoRecipeError } from "../../errors/views.js";
import { toBytes } from "../../vfs/data.js";
import { treeOf } from "../build-context.js";
import { View } from "../view.js";
import type { Named, ViewEntry } from "./entry.js";

export type { RecipeOptions } from "../../analysis/recipe/dockerfile.js";

/**
 * The Dockerfile that repeats the commands which ran in the containers an image was committed from.
 *
 * @example
 * const made = await docker.commit("box", "node-base");
 * const recipe = await made.recipe();
 * recipe;                    // the Dockerfile
 * await recipe.verify();     // builds it, and compares the layers' DiffIDs
 */
export class Recipe implements Displayable {
  readonly #engine: Engine;
  readonly #committed: CommittedImage;
  readonly #text: RecipeText;
  /** The Dockerfile's text. */
  readonly dockerfile: string;
  /** Files that it ADDs: give them to `docker.build` as the context. */
  readonly context: Readonly<Record<string, Uint8Array>>;
  /** What was not recorded, and what a Dockerfile cannot say. */
  readonly notes: readonly string[];

  constructor(engine: Engine, committed: CommittedImage, options: RecipeOptions) {
    this.#engine = engine;
    this.#committed = committed;
    this.#text = recipeText(committed, options);
    this.dockerfile = this.#text.dockerfile;
    this.context = Object.freeze(
      Object.fromEntries([...this.#text.files].map(([name, data]) => [name, toBytes(data)])),
    );
    this.notes = Object.freeze([...this.#text.notes]);
    Object.freeze(this);
  }

  /**
   * Proves the Dockerfile, or shows where it fails: each command runs again on the base image, without the cache, and
   * the layers' DiffIDs are compared with the image's.
   *
   * Only the clock is not the present one: each change of a file meets the second that was noted when the container
   * changed it, because a DiffID covers the files' times. The programs' own clock (`date`) is the present one. The image
   * that was built is removed again.
   *
   * @example (await recipe.verify()).data.equal; // true: the DiffIDs are the same
   */
  async verify(): Promise<View<RecipeProof>> {
    const data = await this.#prove();
    return new View(data, () => recipeProofBundle(data));
  }

  async #prove(): Promise<RecipeProof> {
    const image = await this.#engine.contents(this.#committed.id);
    // In the same second even `date` would come out equal.
    const { clock } = this.#committed.commits.at(-1)?.commands ?? {};
    if ((clock?.readings.at(-2) ?? 0) >= Math.floor(Date.now() / 1000)) await nextSecond();
    try {
      return await this.#building(async (built) => {
        const first = proofOf(this.#committed, this.#text, image, built);
        if (first.equal) return first;
        // An experiment tells why: what comes out otherwise at another time differs at each run, and what comes out
        // right with a terminal needs one.
        await nextSecond();
        return this.#building(
          async (again) => proofOf(this.#committed, this.#text, image, built, again),
          this.#committed.commits.some(({ commands }) => commands.commands.some(hadTerminal)),
        );
      });
    } catch (error) {
      if (!(error instanceof ProcessFailedError)) throw error;
      const settings: readonly string[] = [];
      return { image: this.#text.image, equal: false, layers: [], settings, failed: error.message };
    }
  }

  async #building<Result>(
    use: (built: Parameters<typeof proofOf>[3]) => Promise<Result>,
    tty = false,
  ): Promise<Result> {
    const engine = this.#engine;
    const known = new Set((await engine.images({ all: true })).map(({ id }) => id));
    const clocks = this.#committed.commits.map(({ commands }) => recordedClock(commands));
    const { id } = await engine.build({
      dockerfile: this.dockerfile,
      context: treeOf(this.context),
      replay: (step) => {
        const clock = clocks[this.#text.steps[step]?.commit ?? -1];
        return clock === undefined ? undefined : { ...clock, tty };
      },
    });
    try {
      const { Config } = await engine.inspectImage(id);
      return await use({ contents: await engine.contents(id), config: Config });
    } finally {
      if (!known.has(id)) await engine.removeImage(id, { force: true });
    }
  }

  [DISPLAY](): MimeBundle {
    return recipeBundle(this.#text);
  }

  toJSON(): {
    readonly dockerfile: string;
    readonly files: readonly string[];
    readonly notes: readonly string[];
  } {
    return { dockerfile: this.dockerfile, files: Object.keys(this.context), notes: this.notes };
  }

  toString(): string {
    return recipeBundle(this.#text)["text/plain"];
  }
}

export interface RecipeMethod {
  /**
   * The Dockerfile that makes the same layers as the commits that made an image, from the commands that ran in their
   * containers.
   *
   * @param image name, id, or value of an image
   * @throws {NoRecipeError} for an image that no commit made here
   * @example await docker.recipe("node-base");
   * @example await (await docker.recipe("node-base")).verify(); // runs it all again and compares the DiffIDs
   */
  recipe(image: Named, options?: RecipeOptions): Promise<Recipe>;
}

export const recipe: ViewEntry<RecipeMethod["recipe"], "image"> = {
  of: ["image"],
  open: async (engine, image, options = {}) => {
    const committed = await engine.commits(image);
    if (committed.commits.length === 0) throw new NoRecipeError(image);
    return new Recipe(engine, committed, options);
  },
};

function hadTerminal(command: RecordedCommand): boolean {
  return command.kind !== "copy" && command.tty;
}

function nextSecond(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1000 - (Date.now() % 1000)));
}
