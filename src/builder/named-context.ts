import { InvalidReferenceError } from "../errors/images.js";
import { familiarString, parseReference } from "../oci/reference.js";
import type { SourceTree } from "./source-tree.js";

/** Files beside the context, or the image that a name stands for. */
export type NamedContext =
  | { readonly kind: "files"; readonly tree: SourceTree }
  | { readonly kind: "image"; readonly reference: string };

/** How a context is looked up: `docker.io/library/alpine:latest` is `alpine`. */
export function contextName(text: string): string {
  try {
    return familiarString(parseReference(text)).replace(/:latest$/, "");
  } catch (error) {
    if (error instanceof InvalidReferenceError) return text.toLowerCase();
    throw error;
  }
}
