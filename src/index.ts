/**
 * layerlab as a library: a lab with its engine, and the types of all their values.
 */
export type { BeforeAfter, ChangedLayer, ChangedSide } from "./analysis/before-after.js";
export type * from "./analysis/cache-chain.js";
export type * from "./analysis/compare.js";
export type { Copies, CopyReader, LowerCopy, UpperCopy } from "./analysis/copies.js";
export type * from "./analysis/documents.js";
export type {
  Instruction,
  InstructionBase,
  InstructionLayer,
  Instructions,
} from "./analysis/instructions.js";
export type { ChangeWord, FileSide, LayerChange, LayerChanges, LayerFile } from "./analysis/layer-changes.js";
export type * from "./analysis/ledger.js";
export type * from "./analysis/lenses.js";
export type * from "./analysis/own-layer.js";
export type { ProvenDifference, ProvenLayer, RecipeProof } from "./analysis/recipe/proof.js";
export type * from "./analysis/sharing.js";
export type { UnionCell, UnionLayer, UnionSeen, UnionView } from "./analysis/union-view.js";
export { Build, type BuildRequest } from "./api/build.js";
export { Docker } from "./api/docker.js";
export type { Container, Image, ImageAt } from "./api/objects.js";
export type { CommandOptions, RunOptions } from "./api/run-options.js";
export { Finished, type OutputSink, type RunOutput } from "./api/run-output.js";
export { Table, View } from "./api/view.js";
export type { Named } from "./api/views/entry.js";
export type { HistoryOptions } from "./api/views/history.js";
export { Layer } from "./api/views/layer.js";
export { LedgerView } from "./api/views/ledger.js";
export { Recipe, type RecipeOptions } from "./api/views/recipe.js";
export type { ContainerViews, DockerViews, ImageViews } from "./api/views/table.js";
export type { CommandIO } from "./cli/command-io.js";
export type { HostFiles, HostStat } from "./cli/disk/host-files.js";
export { memoryFiles } from "./cli/disk/memory.js";
export {
  DISPLAY,
  type Displayable,
  isDisplayable,
  type Json,
  type MimeBundle,
} from "./display/displayable.js";
export type * from "./engine/archives.js";
export type * from "./engine/builds.js";
export type * from "./engine/commands.js";
export type * from "./engine/containers.js";
export { EmbeddedEngine } from "./engine/embedded/engine.js";
export type * from "./engine/engine.js";
export type * from "./engine/images.js";
export type * from "./engine/processes.js";
export type * from "./engine/registry.js";
export type * from "./engine/system.js";
export type * from "./engine/views.js";
export { LayerlabError } from "./errors/base.js";
export type { Verification, VerifiedBlob } from "./image/verify.js";
export { createLab, type Lab, type LabOptions } from "./lab/lab.js";
export type { LayerSummary } from "./layer/summary.js";
export type { Check, Requirement } from "./lesson/check.js";
export type { Answer, Prediction, PredictionOptions } from "./lesson/prediction.js";
export type { Predictions } from "./lesson/predictions.js";
export type { ArchiveMember } from "./lesson/untar.js";
