/** The package that a specifier of Deno means: `npm:lodash@4/fp` is `lodash/fp`. */
export function plainSpecifier(specifier: string): string {
  const [, name = specifier, path = ""] = DENO.exec(specifier) ?? [];
  return name + path;
}

const DENO = /^(?:npm|jsr):\/?((?:@[^/@]+\/)?[^/@]+)(?:@[^/]*)?(\/.*)?$/;

/**
 * What to do about a module that is not there.
 *
 * @param written the specifier as the cell has it
 * @param plain the same as Node understands it
 */
export function explainMissing(error: unknown, written: string, plain: string): unknown {
  if (!(error instanceof Error)) return error;
  if (/^https?:/.test(written)) {
    error.message = `Node does not import from the web: ${written}. Install the package in the notebook's folder, with npm install, and import it by its name.`;
    return error;
  }
  const isMissing =
    "code" in error && error.code === "MODULE_NOT_FOUND" && error.message.includes(`'${plain}'`);
  if (!isMissing || /^[./]/.test(plain)) return error;
  const [name = plain] = /^(?:@[^/]+\/)?[^/]+/.exec(plain) ?? [];
  const install = written.startsWith("jsr:")
    ? `npx jsr add ${name}`
    : `npm install ${/^npm:\/?((?:@[^/@]+\/)?[^/]+)/.exec(written)?.[1] ?? name}`;
  error.message = `Cannot find module '${written}'. Install it in the notebook's folder: ${install}`;
  return error;
}
