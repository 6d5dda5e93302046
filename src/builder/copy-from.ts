/** Where a COPY or a bind mount reads. */
export type CopyFrom =
  | { readonly kind: "context" }
  | { readonly kind: "stage"; readonly index: number }
  /** A folder that `--build-context` gave a name. */
  | { readonly kind: "named"; readonly name: string }
  | ImageSource;

/** An image, and what it is to be for: `linux/amd64`; whichever there is, where that is left out. */
export interface ImageSource {
  readonly kind: "image";
  readonly reference: string;
  readonly platform?: string;
}
