import { decodeText, encodeText } from "./encoding.js";

export class Buffer extends Uint8Array {
  static from(value, encoding, length) {
    if (typeof value === "string") return wrap(encodeText(value, encoding));
    if (value instanceof ArrayBuffer) return new Buffer(value, encoding, length);
    if (value && value.type === "Buffer" && Array.isArray(value.data))
      return wrap(Uint8Array.from(value.data));
    return wrap(Uint8Array.from(value));
  }
  static alloc(size, fill, encoding) {
    const made = new Buffer(size);
    if (fill !== undefined) made.fill(fill, 0, size, encoding);
    return made;
  }
  static allocUnsafe(size) {
    return new Buffer(size);
  }
  static isBuffer(value) {
    return value instanceof Buffer;
  }
  static isEncoding(name) {
    return /^(utf-?8|hex|base64(url)?|latin1|binary|ascii|utf-?16le|ucs-?2)$/i.test(name);
  }
  static byteLength(value, encoding) {
    return typeof value === "string" ? encodeText(value, encoding).length : value.byteLength;
  }
  static concat(list, total) {
    const size = total === undefined ? list.reduce((sum, one) => sum + one.length, 0) : total;
    const out = new Buffer(size);
    let at = 0;
    for (const one of list) {
      if (at >= size) break;
      out.set(one.subarray(0, size - at), at);
      at += one.length;
    }
    return out;
  }
  static compare(a, b) {
    for (let at = 0; at < Math.min(a.length, b.length); at++)
      if (a[at] !== b[at]) return a[at] < b[at] ? -1 : 1;
    return Math.sign(a.length - b.length);
  }
  toString(encoding, start = 0, end = this.length) {
    return decodeText(super.subarray(start, end), encoding);
  }
  toJSON() {
    return { type: "Buffer", data: Array.from(this) };
  }
  equals(other) {
    return Buffer.compare(this, other) === 0;
  }
  compare(other) {
    return Buffer.compare(this, other);
  }
  slice(start, end) {
    return this.subarray(start, end);
  }
  write(text, offset = 0, length, encoding) {
    const bytes = encodeText(text, typeof length === "string" ? length : encoding).subarray(
      0,
      this.length - offset,
    );
    this.set(bytes, offset);
    return bytes.length;
  }
  copy(target, at = 0, start = 0, end = this.length) {
    const part = this.subarray(start, Math.min(end, start + target.length - at));
    target.set(part, at);
    return part.length;
  }
  fill(value, start = 0, end = this.length, encoding) {
    if (typeof value !== "string") return super.fill(value, start, end);
    const bytes = encodeText(value, encoding);
    for (let at = start; at < end && bytes.length > 0; at++) this[at] = bytes[(at - start) % bytes.length];
    return this;
  }
  indexOf(value, from = 0) {
    if (typeof value === "number") return super.indexOf(value, from);
    const needle = typeof value === "string" ? encodeText(value) : value;
    outer: for (let at = from; at <= this.length - needle.length; at++) {
      for (let k = 0; k < needle.length; k++) if (this[at + k] !== needle[k]) continue outer;
      return at;
    }
    return -1;
  }
  includes(value, from) {
    return this.indexOf(value, from) >= 0;
  }
  view() {
    return new DataView(this.buffer, this.byteOffset, this.byteLength);
  }
  readUInt8(at = 0) {
    return this[at];
  }
  readInt8(at = 0) {
    return this.view().getInt8(at);
  }
  writeUInt8(value, at = 0) {
    this[at] = value;
    return at + 1;
  }
}
/** @type {[string, number][]} */
const NUMBERS = [
  ["Int16", 2],
  ["Uint16", 2],
  ["Int32", 4],
  ["Uint32", 4],
  ["Float32", 4],
  ["Float64", 8],
];
for (const [name, size] of NUMBERS) {
  const nodeName = { Uint16: "UInt16", Uint32: "UInt32", Float32: "Float", Float64: "Double" }[name] || name;
  for (const little of [true, false]) {
    const suffix = nodeName + (little ? "LE" : "BE");
    Buffer.prototype[`read${suffix}`] = function (at = 0) {
      return this.view()[`get${name}`](at, little);
    };
    Buffer.prototype[`write${suffix}`] = function (value, at = 0) {
      this.view()[`set${name}`](at, value, little);
      return at + size;
    };
  }
}
for (const key of Object.getOwnPropertyNames(Buffer.prototype)) {
  if (key !== "constructor") Object.defineProperty(Buffer.prototype, key, { enumerable: false });
}
export function wrap(bytes) {
  return new Buffer(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
