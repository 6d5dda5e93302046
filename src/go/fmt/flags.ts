/** What comes between `%` and the verb. */
export interface Flags {
  plus?: boolean;
  minus?: boolean;
  sharp?: boolean;
  space?: boolean;
  zero?: boolean;
  width?: number;
  precision?: number;
  /** `%+v` and `%#v`, where the two flags mean something else. */
  plusV?: boolean;
  sharpV?: boolean;
}

/** The largest width and precision, so that a format cannot fill the memory. */
export const MAX_WIDTH = 1_000_000;

export function pad(text: string, flags: Flags): string {
  const missing = (flags.width ?? 0) - [...text].length;
  if (missing <= 0) return text;
  return flags.minus ? text + " ".repeat(missing) : (flags.zero ? "0" : " ").repeat(missing) + text;
}
