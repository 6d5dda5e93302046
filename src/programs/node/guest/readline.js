import { options } from "./calls.js";
import { EventEmitter } from "./events.js";
import { process } from "./process.js";
import { setImmediate } from "./timers.js";

/** @returns {string[]} */
function linesOf(text) {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

/** @type {Record<string, any>} */
export const readline = {
  createInterface(given) {
    const from = given.input || given;
    /** @type {EventEmitter & Record<string | symbol, any>} */
    const face = new EventEmitter();
    /** @type {string[] | undefined} */
    let read;
    const asks = options.asks && from.takeLine !== undefined;
    const nextLine = () => {
      if (asks) {
        const line = from.takeLine().toString();
        return line === "" ? undefined : line.replace(/\r?\n$/, "");
      }
      read ??= linesOf(from.take ? from.take().toString() : "");
      return read.shift();
    };
    face.question = (query, given, done = given) => {
      if (query && given !== undefined) process.stdout.write(query);
      const line = nextLine();
      if (line !== undefined) setImmediate(() => done(line));
      else face.close();
    };
    face.close = () => {
      if (!face.closed) {
        face.closed = true;
        setImmediate(() => face.emit("close"));
      }
    };
    face.setPrompt = (text) => {
      face.text = text;
    };
    face.prompt = () => {
      process.stdout.write(face.text === undefined ? "> " : face.text);
    };
    face.on = (name, listener) => {
      EventEmitter.prototype.addListener.call(face, name, listener);
      if (name === "line")
        setImmediate(function next() {
          // What a line sets off comes before the next is asked for.
          if (asks) {
            if (face.closed) return;
            const line = nextLine();
            if (line === undefined) return face.close();
            face.emit("line", line);
            return setImmediate(next);
          }
          for (let line = nextLine(); line !== undefined && !face.closed; line = nextLine())
            face.emit("line", line);
          face.close();
        });
      return face;
    };
    face[Symbol.asyncIterator] = async function* () {
      for (let line = nextLine(); line !== undefined; line = nextLine()) yield line;
    };
    return face;
  },
};
readline.promises = {
  createInterface(given) {
    const face = readline.createInterface(given);
    const ask = face.question;
    face.question = (query) => new Promise((resolve) => ask(query, {}, resolve));
    return face;
  },
};
