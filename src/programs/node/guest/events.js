import { codedError } from "./calls.js";
import { inspect } from "./inspect.js";

export class EventEmitter {
  static defaultMaxListeners = 10;
  static once(emitter, name) {
    return new Promise((resolve, reject) => {
      emitter.once(name, (...args) => resolve(args));
      if (name !== "error") emitter.once("error", reject);
    });
  }
  on(name, listener) {
    return this.addListener(name, listener);
  }
  addListener(name, listener) {
    if (typeof listener !== "function")
      throw codedError(
        TypeError,
        "ERR_INVALID_ARG_TYPE",
        'The "listener" argument must be of type function. Received ' +
          (listener === null ? "null" : typeof listener),
      );
    if (name !== "newListener") this.emit("newListener", name, listener);
    events(this).set(name, [...(events(this).get(name) || []), listener]);
    return this;
  }
  prependListener(name, listener) {
    events(this).set(name, [listener, ...(events(this).get(name) || [])]);
    return this;
  }
  once(name, listener) {
    const wrapped = (...args) => {
      this.removeListener(name, wrapped);
      return listener.apply(this, args);
    };
    wrapped.listener = listener;
    return this.on(name, wrapped);
  }
  off(name, listener) {
    return this.removeListener(name, listener);
  }
  removeListener(name, listener) {
    const list = (events(this).get(name) || []).slice();
    const at = list.findLastIndex((one) => one === listener || one.listener === listener);
    if (at >= 0) list.splice(at, 1);
    if (list.length > 0) events(this).set(name, list);
    else events(this).delete(name);
    return this;
  }
  removeAllListeners(name) {
    if (name === undefined) events(this).clear();
    else events(this).delete(name);
    return this;
  }
  emit(name, ...args) {
    const list = events(this).get(name);
    if (!list) {
      if (name === "error")
        throw args[0] instanceof Error
          ? args[0]
          : codedError(Error, "ERR_UNHANDLED_ERROR", `Unhandled error. (${inspect(args[0])})`);
      return false;
    }
    for (const listener of list) listener.apply(this, args);
    return true;
  }
  listeners(name) {
    return (events(this).get(name) || []).map((one) => one.listener || one);
  }
  listenerCount(name) {
    return (events(this).get(name) || []).length;
  }
  eventNames() {
    return [...events(this).keys()];
  }
  setMaxListeners() {
    return this;
  }
  getMaxListeners() {
    return 10;
  }
}
EventEmitter.EventEmitter = EventEmitter;
const eventTables = new WeakMap();
function events(emitter) {
  const table = eventTables.get(emitter) ?? new Map();
  eventTables.set(emitter, table);
  return table;
}
