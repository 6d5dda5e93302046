import { Buffer, wrap } from "./buffer.js";
import { call } from "./calls.js";
import { decodeText, encodeText } from "./encoding.js";

export const cryptoModule = {
  randomBytes: (size) => wrap(host("random", size)),
  randomUUID: () => {
    const b = host("random", 16);
    b[6] = (b[6] & 15) | 64;
    b[8] = (b[8] & 63) | 128;
    const h = decodeText(b, "hex");
    return [h.slice(0, 8), h.slice(8, 12), h.slice(12, 16), h.slice(16, 20), h.slice(20)].join("-");
  },
  randomInt: (low, high) => {
    if (high === undefined) {
      high = low;
      low = 0;
    }
    const b = host("random", 6);
    let n = 0;
    for (const byte of b) n = n * 256 + byte;
    return low + (n % (high - low));
  },
  getRandomValues: (array) => {
    array.set(host("random", array.length));
    return array;
  },
  createHash: (name) => {
    const parts = [];
    const hash = {
      update(data, encoding) {
        parts.push(typeof data === "string" ? encodeText(data, encoding) : data);
        return hash;
      },
      digest(encoding) {
        const out = call("hash", String(name), Buffer.concat(parts));
        return encoding ? decodeText(out, encoding) : wrap(out);
      },
    };
    return hash;
  },
};
