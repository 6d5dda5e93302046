export { Docker } from "./api/docker.js";
export { DISPLAY, type Displayable, isDisplayable, type MimeBundle } from "./display/displayable.js";
export type * from "./engine/engine.js";
export type { Lab } from "./lab/lab.js";
