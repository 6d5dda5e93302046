export { Docker } from "./api/docker.js";
export type { Lab } from "./api/lab.js";
export { DISPLAY, type Displayable, isDisplayable, type MimeBundle } from "./display/displayable.js";
export type * from "./engine/engine.js";
