/**
 * JSON as Go's `encoding/json` writes it: no white space, members in the order given, and `<`, `>`, `&`,
 * U+2028 and U+2029 escaped. Docker's config blobs are written so, and their digest is the image id.
 * Members that are `undefined` are left out.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
