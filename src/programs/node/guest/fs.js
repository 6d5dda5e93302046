import { codedError } from "./calls.js";
import { Dirent, Stats } from "./fs-stats.js";
import { createReadStream, createWriteStream } from "./fs-streams.js";
import { sync } from "./fs-sync.js";
import { inspect } from "./inspect.js";
import { setImmediate } from "./timers.js";

export const fs = {
  constants: { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, COPYFILE_EXCL: 1, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2 },
  Stats,
  Dirent,
  promises: {},
};
Object.assign(fs, fs.constants);
for (const [name, act] of Object.entries(sync)) {
  const syncName = `${name}Sync`;
  fs[syncName] = Object.defineProperty(act, "name", { value: syncName });
  if (!["read", "write", "open", "close", "fstat", "fsync", "exists"].includes(name))
    fs.promises[name] = (...args) =>
      new Promise((resolve, reject) =>
        setImmediate(() => {
          try {
            resolve(act(...args));
          } catch (error) {
            reject(error);
          }
        }),
      );
  fs[name] = (...args) => {
    const done = args.pop();
    if (typeof done !== "function")
      throw codedError(
        TypeError,
        "ERR_INVALID_ARG_TYPE",
        `The "cb" argument must be of type function. Received ${inspect(done)}`,
      );
    setImmediate(() => {
      let result;
      try {
        result = act(...args);
      } catch (error) {
        done(error);
        return;
      }
      if (name === "exists") done(result);
      else if (name === "read") done(null, result, args[1]);
      else done(null, result);
    });
  };
}
fs.realpathSync.native = fs.realpathSync;
fs.promises.constants = fs.constants;
fs.createWriteStream = createWriteStream;
fs.createReadStream = createReadStream;
fs.watch = () => {
  throw new Error("fs.watch is not available in this small node");
};
