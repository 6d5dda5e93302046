import type { InputFile } from "./inputs.js";

/** Why a step was not reused. */
export type CacheMiss =
  /** `--no-cache`, or `--no-cache-filter` named its stage. */
  | { readonly reason: "no-cache" }
  /** No build of this name, and none with this step, was made here before. */
  | { readonly reason: "never-built" }
  /** No build of this name was made here before; another one had the same step, on other steps or with other files. */
  | { readonly reason: "built-elsewhere" }
  /** It was built, and its result has been pruned. */
  | { readonly reason: "pruned" }
  /** The line itself reads differently. */
  | { readonly reason: "instruction-changed"; readonly before: string; readonly after: string }
  /** The text between `<<NAME` and `NAME` reads differently. */
  | {
      readonly reason: "heredoc-changed";
      readonly name: string;
      readonly before: string;
      readonly after: string;
    }
  /** The last build had no such step here. */
  | { readonly reason: "instruction-added"; readonly after: string }
  /** A step before it was removed. */
  | { readonly reason: "instruction-removed"; readonly before: string }
  /** The same steps in another order: this one, or one before it, has moved. */
  | { readonly reason: "instruction-moved"; readonly after: string }
  | { readonly reason: "files-changed"; readonly changes: readonly InputChange[] }
  | {
      readonly reason: "build-arg-changed" | "env-changed";
      readonly name: string;
      /** Absent where it was not set. */
      readonly before: string | undefined;
      /** Absent where it is not set. */
      readonly after: string | undefined;
    }
  /** An option of the build, or of the line, that the image does not show: its platform, its network, its hosts. */
  | {
      readonly reason: "option-changed";
      readonly option: "platform" | "network" | "add-host";
      readonly before: string;
      readonly after: string;
    }
  /** WORKDIR, USER or SHELL before it differ. */
  | {
      readonly reason: "setting-changed";
      readonly setting: string;
      readonly before: string;
      readonly after: string;
    }
  | { readonly reason: "base-changed"; readonly before: string; readonly after: string }
  /** It stands on `cause`, a step before it that missed. */
  | { readonly reason: "parent-changed"; readonly cause: string }
  /** It stands on `cause`, which is not what it was in the last build, but was reused from an older one. */
  | { readonly reason: "parent-differs"; readonly cause: string }
  /**
   * In a preview: it reads what `cause` makes, a step of another stage that would run. If the same files come out as before, it is
   * reused after all.
   */
  | { readonly reason: "source-unknown"; readonly cause: string }
  /** In a preview: `cause` is the same step, and would have been built by then. */
  | { readonly reason: "same-step"; readonly cause: string };

/** What a step missed for: the root reason first, then what else would have made it miss. */
export type CacheMisses = readonly [CacheMiss, ...CacheMiss[]];

export interface InputChange {
  readonly path: string;
  readonly change: "added" | "removed" | "content" | "mode" | "owner" | "attributes" | "kind";
  readonly before?: InputFile;
  readonly after?: InputFile;
  /** Unified diff of a text whose content changed, where both versions are kept. */
  readonly diff?: string;
}
