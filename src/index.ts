/**
 * layerlab as a library: a lab with its engine, and the types of everything they answer.
 */
export { Build, type BuildRequest } from "./api/build.js";
export { Container, Finished, type RunOutput } from "./api/container.js";
export { Docker, type RunOptions } from "./api/docker.js";
export { Image } from "./api/image.js";
export type { OutputSink } from "./api/output.js";
export { Table, View } from "./api/shown.js";
export type { CommandIO } from "./cli/io.js";
export { DISPLAY, type Displayable, isDisplayable, type MimeBundle } from "./display/displayable.js";
export { EmbeddedEngine } from "./engine/embedded/engine.js";
export type * from "./engine/engine.js";
export { LayerlabError } from "./errors/base.js";
export { createLab, type Lab, type LabOptions } from "./lab/lab.js";
