import { wrap } from "./buffer.js";
import { options } from "./calls.js";
import { EventEmitter } from "./events.js";
import { nextTick } from "./ticks.js";
import { setTimeout } from "./timers.js";

export class Stream extends EventEmitter {
  constructor(fd) {
    super();
    this.fd = fd;
    this.writable = true;
    if (options.tty) {
      this.isTTY = true;
      this.columns = 80;
      this.rows = 24;
    }
  }
  write(chunk, encoding, callback) {
    host(
      "write",
      this.fd,
      typeof chunk === "string" ? chunk : new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength),
    );
    const done = typeof encoding === "function" ? encoding : callback;
    if (done) nextTick(done);
    return true;
  }
  end(chunk) {
    if (chunk !== undefined) this.write(chunk);
  }
}
export class Input extends EventEmitter {
  constructor() {
    super();
    this.fd = 0;
    this.readable = true;
    this.isTTY = options.tty && options.stdinSize === 0 ? true : undefined;
    this.encodingName = null;
    this.started = false;
  }
  setEncoding(name) {
    this.encodingName = name;
    return this;
  }
  on(name, listener) {
    super.on(name, listener);
    if (name === "data" || name === "readable" || name === "end") this.resume();
    return this;
  }
  resume() {
    if (this.started) return this;
    this.started = true;
    setTimeout(() => this.next(), 0);
    return this;
  }
  /** Where lines are asked for, one; else all there is, and the end. */
  next() {
    if (!this.started || this.ended) return;
    const bytes = this.takeLine();
    if (bytes.length > 0) this.give(this.encodingName ? bytes.toString(this.encodingName) : bytes);
    if (bytes.length > 0 && options.asks) {
      setTimeout(() => this.next(), 0);
      return;
    }
    this.ended = true;
    this.emit("end");
    this.emit("close");
  }
  give(chunk) {
    if (this.listenerCount("readable") === 0) {
      this.emit("data", chunk);
      return;
    }
    this.given = chunk;
    this.emit("readable");
  }
  takeLine() {
    return wrap(host("line"));
  }
  take() {
    return wrap(host("stdin"));
  }
  read() {
    if (this.listenerCount("readable") > 0) {
      const chunk = this.given ?? null;
      this.given = null;
      return chunk;
    }
    if (this.ended) return null;
    this.ended = true;
    return this.encodingName ? this.take().toString(this.encodingName) : this.take();
  }
  pause() {
    if (options.asks) this.started = false;
    return this;
  }
  pipe(target) {
    this.on("data", (chunk) => target.write(chunk));
    // Standard output stays open.
    if (target.fd === undefined) this.on("end", () => target.end());
    return target;
  }
  unref() {
    return this;
  }
  ref() {
    return this;
  }
  async *[Symbol.asyncIterator]() {
    for (let bytes = this.takeLine(); bytes.length > 0; bytes = this.takeLine())
      yield this.encodingName ? bytes.toString(this.encodingName) : bytes;
  }
}
