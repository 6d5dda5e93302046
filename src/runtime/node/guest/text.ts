/** UTF-8, base64, hex; `Buffer`, `TextEncoder`, `TextDecoder` in the guest. */
export const TEXT = String.raw`
const utf8 = {
  encode(text) {
    const out = [];
    for (let at = 0; at < text.length; at++) {
      let code = text.charCodeAt(at);
      if (code < 0x80) { out.push(code); continue; }
      if (code >= 0xd800 && code <= 0xdbff && at + 1 < text.length) {
        const next = text.charCodeAt(at + 1);
        if (next >= 0xdc00 && next <= 0xdfff) { code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00); at++; }
      }
      if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
      if (code < 0x800) out.push(0xc0 | (code >> 6), 0x80 | (code & 63));
      else if (code < 0x10000) out.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      else out.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }
    return Uint8Array.from(out);
  },
  decode(bytes) {
    return host("decode", bytes);
  },
};
class Buffer extends Uint8Array {
  static from(value, encoding, length) {
    if (typeof value === "string") return wrap(encodeText(value, encoding));
    if (value instanceof ArrayBuffer) return new Buffer(value, encoding, length);
    if (value && value.type === "Buffer" && Array.isArray(value.data)) return wrap(Uint8Array.from(value.data));
    return wrap(Uint8Array.from(value));
  }
  static alloc(size, fill, encoding) { const made = new Buffer(size); if (fill !== undefined) made.fill(fill, 0, size, encoding); return made; }
  static allocUnsafe(size) { return new Buffer(size); }
  static isBuffer(value) { return value instanceof Buffer; }
  static isEncoding(name) { return /^(utf-?8|hex|base64(url)?|latin1|binary|ascii|utf-?16le|ucs-?2)$/i.test(name); }
  static byteLength(value, encoding) { return typeof value === "string" ? encodeText(value, encoding).length : value.byteLength; }
  static concat(list, total) {
    const size = total === undefined ? list.reduce((sum, one) => sum + one.length, 0) : total;
    const out = new Buffer(size);
    let at = 0;
    for (const one of list) { if (at >= size) break; out.set(one.subarray(0, size - at), at); at += one.length; }
    return out;
  }
  static compare(a, b) {
    for (let at = 0; at < Math.min(a.length, b.length); at++) if (a[at] !== b[at]) return a[at] < b[at] ? -1 : 1;
    return Math.sign(a.length - b.length);
  }
  toString(encoding, start = 0, end = this.length) { return decodeText(super.subarray(start, end), encoding); }
  toJSON() { return { type: "Buffer", data: Array.from(this) }; }
  equals(other) { return Buffer.compare(this, other) === 0; }
  compare(other) { return Buffer.compare(this, other); }
  slice(start, end) { return this.subarray(start, end); }
  write(text, offset = 0, length, encoding) { const bytes = encodeText(text, typeof length === "string" ? length : encoding).subarray(0, this.length - offset); this.set(bytes, offset); return bytes.length; }
  copy(target, at = 0, start = 0, end = this.length) { const part = this.subarray(start, Math.min(end, start + target.length - at)); target.set(part, at); return part.length; }
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
  includes(value, from) { return this.indexOf(value, from) >= 0; }
  view() { return new DataView(this.buffer, this.byteOffset, this.byteLength); }
  readUInt8(at = 0) { return this[at]; }
  readInt8(at = 0) { return this.view().getInt8(at); }
  writeUInt8(value, at = 0) { this[at] = value; return at + 1; }
}
for (const [name, size] of [["Int16", 2], ["Uint16", 2], ["Int32", 4], ["Uint32", 4], ["Float32", 4], ["Float64", 8]]) {
  const nodeName = { Uint16: "UInt16", Uint32: "UInt32", Float32: "Float", Float64: "Double" }[name] || name;
  for (const little of [true, false]) {
    const suffix = nodeName + (little ? "LE" : "BE");
    Buffer.prototype["read" + suffix] = function (at = 0) { return this.view()["get" + name](at, little); };
    Buffer.prototype["write" + suffix] = function (value, at = 0) { this.view()["set" + name](at, value, little); return at + size; };
  }
}
for (const key of Object.getOwnPropertyNames(Buffer.prototype)) {
  if (key !== "constructor") Object.defineProperty(Buffer.prototype, key, { enumerable: false });
}
function wrap(bytes) { return new Buffer(bytes.buffer, bytes.byteOffset, bytes.byteLength); }
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
function encodeText(text, encoding = "utf8") {
  switch (String(encoding).toLowerCase()) {
    case "utf8": case "utf-8": return utf8.encode(String(text));
    case "hex": return Uint8Array.from(text.match(/[0-9a-fA-F]{2}/g) || [], (pair) => Number.parseInt(pair, 16));
    case "latin1": case "binary": case "ascii": return Uint8Array.from(text, (c) => c.charCodeAt(0) & 255);
    case "utf16le": case "utf-16le": case "ucs2": case "ucs-2": { const out = new Uint8Array(text.length * 2); for (let i = 0; i < text.length; i++) { out[i * 2] = text.charCodeAt(i) & 255; out[i * 2 + 1] = text.charCodeAt(i) >> 8; } return out; }
    case "base64": case "base64url": {
      const clean = text.replace(/-/g, "+").replace(/_/g, "/").replace(/[^A-Za-z0-9+/]/g, "");
      const out = [];
      let bits = 0, held = 0;
      for (const c of clean) { held = (held << 6) | ALPHABET.indexOf(c); bits += 6; if (bits >= 8) { bits -= 8; out.push((held >> bits) & 255); } }
      return Uint8Array.from(out);
    }
    default: throw internal.codedError(TypeError, "ERR_UNKNOWN_ENCODING", "Unknown encoding: " + encoding);
  }
}
function decodeText(bytes, encoding = "utf8") {
  switch (String(encoding).toLowerCase()) {
    case "utf8": case "utf-8": return utf8.decode(bytes);
    case "hex": return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    case "ascii": return Array.from(bytes, (byte) => String.fromCharCode(byte & 127)).join("");
    case "latin1": case "binary": return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    case "utf16le": case "utf-16le": case "ucs2": case "ucs-2": { let out = ""; for (let i = 0; i + 1 < bytes.length; i += 2) out += String.fromCharCode(bytes[i] | (bytes[i + 1] << 8)); return out; }
    case "base64": case "base64url": {
      let out = "";
      for (let at = 0; at < bytes.length; at += 3) {
        const n = (bytes[at] << 16) | ((bytes[at + 1] || 0) << 8) | (bytes[at + 2] || 0);
        out += ALPHABET[n >> 18] + ALPHABET[(n >> 12) & 63] + (at + 1 < bytes.length ? ALPHABET[(n >> 6) & 63] : "=") + (at + 2 < bytes.length ? ALPHABET[n & 63] : "=");
      }
      return encoding === "base64url" ? out.replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "") : out;
    }
    default: throw internal.codedError(TypeError, "ERR_UNKNOWN_ENCODING", "Unknown encoding: " + encoding);
  }
}
class TextEncoder {
  get encoding() { return "utf-8"; }
  encode(text = "") { return utf8.encode(String(text)); }
}
class TextDecoder {
  constructor(label = "utf-8") { this.encoding = label; }
  decode(bytes) { return bytes === undefined ? "" : decodeText(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), this.encoding); }
}
`;
