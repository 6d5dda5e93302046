/**
 * layerlab as a library: a lab with its engine, and the types of everything they answer.
 */
export type * from "./analysis/compare.js";
export type { ChangeWord, FileSide, LayerChange, LayerChanges, LayerFile } from "./analysis/layer-changes.js";
export type * from "./analysis/ledger.js";
export type * from "./analysis/lenses.js";
export type { ProvenDifference, ProvenLayer, RecipeProof } from "./analysis/recipe/proof.js";
export type * from "./analysis/sharing.js";
export { Build, type BuildRequest } from "./api/build.js";
export { Container, Finished } from "./api/container.js";
export { Docker, type Named, type RunOptions } from "./api/docker.js";
export { Image } from "./api/image.js";
export { ImageAt } from "./api/image-at.js";
export { Layer } from "./api/layer.js";
export { LedgerView } from "./api/ledger.js";
export type { OutputSink, RunOutput } from "./api/output.js";
export { Recipe, type RecipeOptions } from "./api/recipe.js";
export { Table, View } from "./api/shown.js";
export type { CommandIO } from "./cli/io.js";
export {
  DISPLAY,
  type Displayable,
  isDisplayable,
  type Json,
  type MimeBundle,
} from "./display/displayable.js";
export type * from "./engine/commands.js";
export { EmbeddedEngine } from "./engine/embedded/engine.js";
export type * from "./engine/engine.js";
export { LayerlabError } from "./errors/base.js";
export type { Verification, VerifiedBlob } from "./image/verify.js";
export { createLab, type Lab, type LabOptions } from "./lab/lab.js";
