/**
 * The names the layer format gives deletions (OCI layer.md, "Whiteouts"). Nothing outside this folder knows
 * them: in memory a whiteout is a node.
 */
export const WHITEOUT_PREFIX = ".wh.";
export const OPAQUE_WHITEOUT = ".wh..wh..opq";
/** AUFS's own files in old layers (`.wh..wh.aufs`, `.wh..wh.plnk`): not deletions, and ignored. */
const WHITEOUT_META_PREFIX = ".wh..wh.";

export type WhiteoutName =
  | { readonly kind: "none" }
  | { readonly kind: "opaque" }
  | { readonly kind: "metadata" }
  | { readonly kind: "whiteout"; readonly victim: string };

/** The meaning of a file name in an archive. A bare `.wh.` names nothing; its victim is empty. */
export function parseWhiteout(name: string): WhiteoutName {
  if (name === OPAQUE_WHITEOUT) return { kind: "opaque" };
  if (name.startsWith(WHITEOUT_META_PREFIX)) return { kind: "metadata" };
  if (name.startsWith(WHITEOUT_PREFIX))
    return { kind: "whiteout", victim: name.slice(WHITEOUT_PREFIX.length) };
  return { kind: "none" };
}
