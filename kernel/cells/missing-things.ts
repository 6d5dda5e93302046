/** What is said of an image or a container that is not there, and a build's directory. Docker's words, and the engine's. */
const SAID: readonly RegExp[] = [
  /No such (?:image|container|object): (\S+)/,
  /An image does not exist locally with the tag: (\S+)/,
  /unable to prepare context: path "(.+)" not found/,
  /Unable to find image '(\S+)' locally/,
];

/**
 * What to do about an image, a container or a directory that a text says is not there: a reader who has left a cell out, or
 * has started the kernel again, does not know that an earlier cell makes it.
 *
 * @param text of something that has failed
 * @returns `undefined` for any other text
 */
export function missingThingAdvice(text: string): string | undefined {
  for (const said of SAID) {
    const missing = said.exec(text)?.[1];
    if (missing !== undefined) return missingAdvice(missing.replace(/:latest$/, ""));
  }
  return undefined;
}

/** What to do about something that a cell makes. */
export function missingAdvice(thing: string): string {
  return `There is no ${thing} here: run the cell that makes it, or Run > Run All Above Selected Cell.`;
}
