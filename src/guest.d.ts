/** `#guest/PATH`: the default export of the module `src/PATH`, in one function. See `kernel/spec/start/text-modules.mjs`. */
import type { GuestMachine } from "./platform/guest.js";

declare const run: <Start, Reply>(start: Start, machine: GuestMachine<Reply>) => Promise<number>;
export default run;
