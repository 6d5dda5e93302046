import { EventEmitter } from "./events.js";
import { encodingOf } from "./fs-arguments.js";
import { sync } from "./fs-sync.js";
import { setImmediate } from "./timers.js";

export const createWriteStream = (target, given) => {
  /** @type {EventEmitter & Record<string, any>} */
  const out = new EventEmitter();
  let started = false;
  const put = (chunk) => {
    if (chunk === undefined || chunk === null) {
      if (!started) sync.writeFile(target, "");
    } else if (started || (given && given.flags === "a")) sync.appendFile(target, chunk);
    else sync.writeFile(target, chunk);
    started = true;
  };
  out.write = (chunk, ...rest) => {
    put(chunk);
    const done = rest.find((one) => typeof one === "function");
    if (done) setImmediate(done);
    return true;
  };
  out.end = (chunk, ...rest) => {
    put(typeof chunk === "function" ? undefined : chunk);
    const done = [chunk, ...rest].find((one) => typeof one === "function");
    setImmediate(() => {
      out.emit("finish");
      if (done) done();
      out.emit("close");
    });
  };
  return out;
};
export const createReadStream = (target, given) => {
  /** @type {EventEmitter & Record<string | symbol, any>} */
  const stream = new EventEmitter();
  const encoding = encodingOf(given);
  setImmediate(() => {
    let data;
    try {
      data = sync.readFile(target, encoding);
    } catch (error) {
      stream.emit("error", error);
      return;
    }
    if (data.length > 0) stream.emit("data", data);
    stream.emit("end");
    stream.emit("close");
  });
  stream.setEncoding = () => stream;
  stream.pipe = (to) => {
    stream.on("data", (chunk) => to.write(chunk));
    if (to.fd === undefined) stream.on("end", () => to.end());
    return to;
  };
  stream[Symbol.asyncIterator] = async function* () {
    yield sync.readFile(target, encoding);
  };
  return stream;
};
