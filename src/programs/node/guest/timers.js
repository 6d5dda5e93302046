import { codedError } from "./calls.js";
import { inspect } from "./inspect.js";

const timers = new Map();
let lastTimer = 0;
class Timeout {
  constructor(id) {
    this.id = id;
  }
  ref() {
    const timer = timers.get(this.id);
    if (timer) timer.held = true;
    return this;
  }
  unref() {
    const timer = timers.get(this.id);
    if (timer) timer.held = false;
    return this;
  }
  hasRef() {
    return timers.get(this.id)?.held === true;
  }
  refresh() {
    const timer = timers.get(this.id);
    if (timer) timer.due = performance.now() + timer.delay;
    return this;
  }
  close() {
    timers.delete(this.id);
    return this;
  }
  [Symbol.toPrimitive]() {
    return this.id;
  }
}
function addTimer(callback, delay, repeat, args) {
  if (typeof callback !== "function")
    throw codedError(
      TypeError,
      "ERR_INVALID_ARG_TYPE",
      'The "callback" argument must be of type function. Received ' +
        (callback === undefined ? "undefined" : inspect(callback)),
    );
  const wait = !(delay >= 1) || delay > 2147483647 ? 1 : Number(delay);
  const id = ++lastTimer;
  timers.set(id, {
    callback,
    args,
    delay: wait,
    due: performance.now() + wait,
    repeat,
    held: true,
    order: id,
  });
  return new Timeout(id);
}
export const setTimeout = (callback, delay, ...args) => addTimer(callback, delay, false, args);
export const setInterval = (callback, delay, ...args) => addTimer(callback, delay, true, args);
export const setImmediate = (callback, ...args) => {
  const timer = addTimer(callback, 0, false, args);
  const held = timers.get(timer.id);
  held.due = performance.now() - 1;
  held.immediate = true;
  return timer;
};
export const clearTimeout = (timer) => {
  if (timer !== undefined && timer !== null)
    timers.delete(typeof timer === "object" ? timer.id : Number(timer));
};
/** Milliseconds until the next timer is due; -1 if nothing keeps the program alive. */
export function untilNext() {
  let due = Infinity;
  let held = false;
  for (const timer of timers.values()) {
    due = Math.min(due, timer.due);
    held ||= timer.held;
  }
  return held ? Math.max(0, due - performance.now()) : -1;
}
export function runTimer() {
  const now = performance.now();
  let first;
  for (const [id, timer] of timers) {
    if (
      timer.due <= now &&
      (!first || timer.due < first[1].due || (timer.due === first[1].due && timer.order < first[1].order))
    )
      first = [id, timer];
  }
  if (!first) return;
  const [id, timer] = first;
  if (timer.repeat) timer.due = Math.max(now, timer.due) + timer.delay;
  else timers.delete(id);
  timer.callback(...timer.args);
}
