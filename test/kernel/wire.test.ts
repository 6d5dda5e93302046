import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MalformedMessageError } from "../../kernel/errors.js";
import { decode, encode } from "../../kernel/wire/framing.js";
import { MessageFactory } from "../../kernel/wire/message.js";
import { SeenSignatures } from "../../kernel/wire/seen-signatures.js";
import { createSigner } from "../../kernel/wire/signing.js";

const signer = createSigner("hmac-sha256", "key");
const messages = new MessageFactory("session");

describe("framing", () => {
  test("what was encoded is decoded, identities and all", () => {
    const request = messages.create("execute_request", { code: "1" }, undefined, {
      identities: [Buffer.from([0, 1, 2]), Buffer.from("topic")],
      metadata: { deep: { list: [1, null] } },
    });
    const reply = messages.create("execute_reply", { status: "ok" }, request);
    expect(reply.identities).toEqual(request.identities);
    expect(decode(encode(reply, signer), signer)).toEqual(reply);
  });

  test("half a character leaves as U+FFFD, in keys too; what only looks like one stays", () => {
    const half = "😀".slice(0, 1);
    const content = { [`k${half}`]: [`a${half}b`, "😀", "\\ud83d", `\\${half}`, '"\n\u0000'] };
    const text = encode(messages.create("stream", content), signer).at(-1);
    expect(JSON.parse(Buffer.from(text ?? "").toString("utf8"))).toEqual({
      "k\ufffd": ["a\ufffdb", "😀", "\\ud83d", "\\\ufffd", '"\n\u0000'],
    });
  });

  test("a changed part is refused", () => {
    const frames = encode(messages.create("x", { code: "1" }), signer);
    for (let index = 2; index < frames.length; index++) {
      const forged = frames.map((frame, at) => (at === index ? Buffer.from('{"msg_id":"a"}') : frame));
      expect(() => decode(forged, signer)).toThrow("A message was dropped: its signature is not ours.");
    }
  });

  test("what was heard is refused when it comes again; without a key nothing is signed", () => {
    const seen = new SeenSignatures();
    const frames = encode(messages.create("x", { code: "1" }), signer);
    decode(frames, signer, seen);
    expect(() => decode(frames, signer, seen)).toThrow("A message was dropped: it was sent before.");
    // The next one, with the same content.
    decode(encode(messages.create("x", { code: "1" }), signer), signer, seen);
    const open = createSigner("hmac-sha256", "");
    const unsigned = encode(messages.create("x", { code: "1" }), open);
    for (const _ of [1, 2]) decode(unsigned, open, seen);
  });

  test("frames of any kind either are a message or throw MalformedMessageError", () => {
    const open = createSigner("hmac-sha256", "");
    const part = fc.oneof(fc.string(), fc.json(), fc.constant("<IDS|MSG>"));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        try {
          decode(
            parts.map((text) => Buffer.from(text)),
            open,
          );
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedMessageError);
        }
      }),
    );
  });
});

describe("signing", () => {
  // RFC 4231, test case 2, cut into four parts as a message is.
  test("is HMAC-SHA256 over the parts as one text", () => {
    const parts = ["what do ", "ya want ", "for ", "nothing?"].map((text) => Buffer.from(text));
    const jefe = createSigner("hmac-sha256", "Jefe");
    const expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    expect(jefe.sign(parts)).toBe(expected);
    expect(jefe.verify(Buffer.from(expected), parts)).toBe(true);
    expect(jefe.verify(Buffer.from(expected.toUpperCase()), parts)).toBe(false);
    expect(jefe.verify(Buffer.alloc(0), parts)).toBe(false);
  });
});
