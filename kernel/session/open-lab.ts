import type { Lab } from "../../src/lab/lab.js";

/** The lab of this notebook: fresh for every process that runs cells. */
export async function openLab(): Promise<Lab> {
  const api: object = await import("../../src/index.js");
  if ("createLab" in api && typeof api.createLab === "function") return api.createLab();
  const { standInLab } = await import("./stand-in-lab.js");
  return standInLab();
}
