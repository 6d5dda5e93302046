import type { TypesMode } from "../cells/compile/compiler.js";
import type { PrintMagic } from "./magic.js";

const SAID: { readonly [mode in TypesMode]: string } = {
  on: "Types are checked: what is wrong is a warning under its cell.",
  off: "Types are not checked from here on; %types on turns that on again.",
  strict: "Types are checked as TypeScript's strict mode does, untyped parameters and packages included.",
};

/** `%types` */
export const types: PrintMagic = {
  kind: "print",
  name: "%types",
  usage: "%types on|off|strict",
  summary: "what to say about types in the cells from here on",
  elsewhere: ["typecheck"],
  choices: Object.keys(SAID),
  print: (_, choice) => SAID[typesMode(choice)],
};

/** @param choice one of the magic's */
export function typesMode(choice: string | undefined): TypesMode {
  return choice === "off" || choice === "strict" ? choice : "on";
}
