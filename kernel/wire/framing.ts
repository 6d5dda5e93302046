import { MalformedMessageError } from "../errors.js";
import type { Header, JsonObject, Message } from "./message.js";
import type { SeenSignatures } from "./seen-signatures.js";
import type { Signer } from "./signing.js";

const DELIMITER = Buffer.from("<IDS|MSG>");

/** The limit for a header, which goes back with everything that its message causes; known ones have 300 bytes. */
const MAX_HEADER_BYTES = 64 * 1024;

/** `[identities…, "<IDS|MSG>", signature, header, parent header, metadata, content, buffers…]` */
export function encode(message: Message, signer: Signer): Uint8Array[] {
  const parts = [message.header, message.parentHeader, message.metadata, message.content].map((part) =>
    Buffer.from(wellFormed(JSON.stringify(part))),
  );
  return [...message.identities, DELIMITER, Buffer.from(signer.sign(parts)), ...parts, ...message.buffers];
}

/**
 * Half a character (a lone surrogate, as in `"😀".slice(0, 1)`) becomes U+FFFD, as in any encoder to UTF-8. JSON can
 * carry it as an escape, but Python cannot write it to a file: a notebook with such an output could not be saved.
 */
function wellFormed(json: string): string {
  // JSON.stringify escapes only lone surrogates.
  if (!json.includes("\\ud")) return json;
  return json.replace(/\\(?:u(d[89a-f][0-9a-f]{2})|.)/g, (escaped, alone) =>
    alone === undefined ? escaped : "\ufffd",
  );
}

/**
 * The message in `frames`; throws {@link MalformedMessageError} for anything that is not one, and for one that was
 * `seen` before.
 */
export function decode(frames: readonly Uint8Array[], signer: Signer, seen?: SeenSignatures): Message {
  const delimiter = frames.findIndex((frame) => DELIMITER.equals(frame));
  if (delimiter < 0) throw new MalformedMessageError("it has no <IDS|MSG> delimiter");
  const [signature, ...rest] = frames.slice(delimiter + 1);
  const parts = rest.slice(0, 4);
  const [header, parent, metadata, content] = parts;
  if (!signature || !header || !parent || !metadata || !content) {
    throw new MalformedMessageError(`it has ${rest.length} of the 4 parts that follow the signature`);
  }
  // Before anything is parsed: an unsigned message is not looked at.
  if (!signer.verify(signature, parts)) throw new MalformedMessageError("its signature is not ours");
  if (seen?.take(signature) === false) throw new MalformedMessageError("it was sent before");
  if (header.length > MAX_HEADER_BYTES)
    throw new MalformedMessageError(
      `its header has ${header.length} bytes, and may have ${MAX_HEADER_BYTES}`,
    );
  const parentHeader = object("parent header", parent);
  return {
    identities: frames.slice(0, delimiter),
    header: toHeader(object("header", header)),
    parentHeader: "msg_id" in parentHeader ? toHeader(parentHeader) : {},
    metadata: object("metadata", metadata),
    content: object("content", content),
    buffers: rest.slice(4),
  };
}

function object(name: string, part: Uint8Array): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(part).toString("utf8"));
  } catch (cause) {
    throw new MalformedMessageError(`its ${name} is not JSON`, { cause });
  }
  if (!isObject(value)) throw new MalformedMessageError(`its ${name} is not a JSON object`);
  return value;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function toHeader(value: JsonObject): Header {
  const text = (key: string): string => {
    const member = value[key];
    return typeof member === "string" ? member : "";
  };
  if (text("msg_id") === "" || text("msg_type") === "") {
    throw new MalformedMessageError("its header has no msg_id or no msg_type");
  }
  return {
    // Members unknown to us go back to the sender in the parent header, as the protocol requires.
    ...writable(value),
    msg_id: text("msg_id"),
    msg_type: text("msg_type"),
    session: text("session"),
    username: text("username"),
    date: text("date"),
    version: text("version"),
  };
}

/** Something nested too deep can be read, but not written. */
function writable(value: JsonObject): JsonObject {
  try {
    JSON.stringify(value);
    return value;
  } catch (cause) {
    throw new MalformedMessageError("its header is nested too deep", { cause });
  }
}
