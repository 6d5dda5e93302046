/** Anything JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One value in several forms, by media type; a Jupyter front end picks one. */
export type MimeBundle = Readonly<Record<string, Json>> & { readonly "text/plain": string };

/**
 * A convention of Deno's kernel: a value with this method shows itself. The kernel looks for the symbol, so values need
 * not know the kernel.
 */
export const DISPLAY: unique symbol = Symbol.for("Jupyter.display") as never;

export interface Displayable {
  [DISPLAY](): MimeBundle | Promise<MimeBundle>;
}

export function isDisplayable(value: unknown): value is Displayable {
  return (
    typeof value === "object" && value !== null && DISPLAY in value && typeof value[DISPLAY] === "function"
  );
}
