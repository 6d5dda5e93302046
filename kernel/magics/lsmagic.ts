import type { MagicHelp, PrintMagic } from "./magic.js";

/** `%lsmagic` */
export const lsmagic: PrintMagic = {
  kind: "print",
  name: "%lsmagic",
  usage: "%lsmagic",
  summary: "this list",
  elsewhere: ["magic"],
  print: listMagics,
};

export function listMagics(magics: readonly MagicHelp[]): string {
  const width = Math.max(...magics.map(({ usage }) => usage.length));
  return magics.map(({ usage, summary }) => `${usage.padEnd(width)}   ${summary}`).join("\n");
}
