/** Docker's message for a text it cannot parse. The caller, who knows where the text is, makes an error of it. */
export class Problem extends Error {
  override readonly name = "Problem";
}
