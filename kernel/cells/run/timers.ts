import { boundToTask, currentContext } from "./task-context.js";

/** A timer belongs to the task that set it: see {@link boundToTask}. */
export function bindTimersToTasks(): void {
  const originals = { setTimeout, setInterval, setImmediate };
  for (const [name, original] of Object.entries(originals)) {
    // A proxy, so that `util.promisify(setTimeout)` finds what it needs on the function.
    const bound = new Proxy(original, {
      apply(target, self, [callback, ...rest]) {
        currentContext()?.throwIfInterrupted();
        return Reflect.apply(target, self, [
          typeof callback === "function" ? boundToTask(callback) : callback,
          ...rest,
        ]);
      },
    });
    Object.defineProperty(globalThis, name, { value: bound, configurable: true, writable: true });
  }
}
