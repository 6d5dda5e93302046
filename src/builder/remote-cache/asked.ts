import { given } from "../../dockerfile/stages.js";
import type { BuildOptions } from "../options.js";

/** Whether a build reads or writes a cache of elsewhere. */
export function usesRemoteCache(options: BuildOptions): boolean {
  const { cacheFrom = [], cacheTo = [] } = options;
  return cacheFrom.length + cacheTo.length > 0 || isInlineAsked(options);
}

/** `--cache-to type=inline`, or the build argument that older lines say it with. */
export function isInlineAsked({ cacheTo = [], buildArgs = {} }: BuildOptions): boolean {
  if (cacheTo.some(({ kind }) => kind === "inline")) return true;
  return /^(1|t|T|true|TRUE|True)$/.test(given(buildArgs, "BUILDKIT_INLINE_CACHE") ?? "");
}
