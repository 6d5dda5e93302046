/** A page's timers, as they were when this was loaded. */
export const { setInterval, setTimeout } = globalThis;
