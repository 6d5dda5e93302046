/**
 * What the child's main thread and its watchdog share: the latest task whose
 * interrupt the main thread has accepted, the latest task that has ended, the state of the {@link SignalGate}, and
 * whether the engine is being loaded: 1 while it is.
 */
export const TAKEN = 0;
export const ENDED = 1;
export const GATE = 2;
export const LOADING = 3;
/** Tasks are numbered from 1. */
export const NO_TASK = 0;
export const SHARED_BYTES = 4 * Int32Array.BYTES_PER_ELEMENT;
