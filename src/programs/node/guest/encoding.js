import { codedError } from "./calls.js";

export const utf8 = {
  encode(text) {
    const out = [];
    for (let at = 0; at < text.length; at++) {
      let code = text.charCodeAt(at);
      if (code < 0x80) {
        out.push(code);
        continue;
      }
      if (code >= 0xd800 && code <= 0xdbff && at + 1 < text.length) {
        const next = text.charCodeAt(at + 1);
        if (next >= 0xdc00 && next <= 0xdfff) {
          code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
          at++;
        }
      }
      if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
      if (code < 0x800) out.push(0xc0 | (code >> 6), 0x80 | (code & 63));
      else if (code < 0x10000) out.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      else
        out.push(
          0xf0 | (code >> 18),
          0x80 | ((code >> 12) & 63),
          0x80 | ((code >> 6) & 63),
          0x80 | (code & 63),
        );
    }
    return Uint8Array.from(out);
  },
  decode(bytes) {
    return host("decode", bytes);
  },
};
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
export function encodeText(text, encoding = "utf8") {
  switch (String(encoding).toLowerCase()) {
    case "utf8":
    case "utf-8":
      return utf8.encode(String(text));
    case "hex":
      // Up to the first pair that is not hexadecimal.
      return Uint8Array.from(/^(?:[0-9a-f]{2})*/i.exec(text)?.[0].match(/../g) ?? [], (pair) =>
        Number.parseInt(pair, 16),
      );
    case "latin1":
    case "binary":
    case "ascii":
      return Uint8Array.from({ length: text.length }, (_, at) => text.charCodeAt(at) & 255);
    case "utf16le":
    case "utf-16le":
    case "ucs2":
    case "ucs-2": {
      const out = new Uint8Array(text.length * 2);
      for (let i = 0; i < text.length; i++) {
        out[i * 2] = text.charCodeAt(i) & 255;
        out[i * 2 + 1] = text.charCodeAt(i) >> 8;
      }
      return out;
    }
    case "base64":
    case "base64url": {
      const clean = text
        .replace(/=.*$/s, "")
        .replace(/-/g, "+")
        .replace(/_/g, "/")
        .replace(/[^A-Za-z0-9+/]/g, "");
      const out = [];
      let bits = 0,
        held = 0;
      for (const c of clean) {
        held = (held << 6) | ALPHABET.indexOf(c);
        bits += 6;
        if (bits >= 8) {
          bits -= 8;
          out.push((held >> bits) & 255);
        }
      }
      return Uint8Array.from(out);
    }
    default:
      throw codedError(TypeError, "ERR_UNKNOWN_ENCODING", `Unknown encoding: ${encoding}`);
  }
}
export function decodeText(bytes, encoding = "utf8") {
  switch (String(encoding).toLowerCase()) {
    case "utf8":
    case "utf-8":
      return utf8.decode(bytes);
    case "hex":
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    case "ascii":
      return Array.from(bytes, (byte) => String.fromCharCode(byte & 127)).join("");
    case "latin1":
    case "binary":
      return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    case "utf16le":
    case "utf-16le":
    case "ucs2":
    case "ucs-2": {
      let out = "";
      for (let i = 0; i + 1 < bytes.length; i += 2)
        out += String.fromCharCode(bytes[i] | (bytes[i + 1] << 8));
      return out;
    }
    case "base64":
    case "base64url": {
      let out = "";
      for (let at = 0; at < bytes.length; at += 3) {
        const n = (bytes[at] << 16) | ((bytes[at + 1] || 0) << 8) | (bytes[at + 2] || 0);
        out +=
          ALPHABET[n >> 18] +
          ALPHABET[(n >> 12) & 63] +
          (at + 1 < bytes.length ? ALPHABET[(n >> 6) & 63] : "=") +
          (at + 2 < bytes.length ? ALPHABET[n & 63] : "=");
      }
      return encoding === "base64url" ? out.replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "") : out;
    }
    default:
      throw codedError(TypeError, "ERR_UNKNOWN_ENCODING", `Unknown encoding: ${encoding}`);
  }
}
export class TextEncoder {
  get encoding() {
    return "utf-8";
  }
  encode(text = "") {
    return utf8.encode(String(text));
  }
}
export class TextDecoder {
  constructor(label = "utf-8") {
    this.encoding = label;
  }
  decode(bytes) {
    return bytes === undefined
      ? ""
      : decodeText(
          bytes instanceof ArrayBuffer
            ? new Uint8Array(bytes)
            : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
          this.encoding,
        );
  }
}
