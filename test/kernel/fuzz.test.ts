import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cases } from "../random.js";
import { type Channel, dataOf, frame, KernelClient } from "./client.js";

/**
 * What comes over the wire is not always what the protocol has. Whatever it is: a proper cell runs after it, with its
 * messages in their order, and every request that could be read was answered.
 */

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start();
}, 30_000);
afterAll(() => kernel?.close());

/** Frames, and the id of the request in them if a reply must come. */
interface Hostile {
  readonly frames: readonly (string | Uint8Array)[];
  readonly answered?: string;
}

const CHANNELS: readonly Channel[] = ["shell", "control", "stdin"];
const REQUESTS = [
  ...[
    "execute",
    "complete",
    "inspect",
    "is_complete",
    "history",
    "comm_info",
    "kernel_info",
    "debug",
    "dance",
  ].map((name) => `${name}_request`),
  ...["comm_open", "comm_msg", "comm_close", "input_reply", "execute_reply", "status", "", "constructor"],
];

/** Members that requests have, so that values of the wrong kind stand where they are read. */
const MEMBERS = [
  ...[
    "cursor_pos",
    "detail_level",
    "silent",
    "store_history",
    "allow_stdin",
    "stop_on_error",
    "user_expressions",
  ],
  ...["hist_access_type", "output", "raw", "session", "start", "stop", "n", "pattern", "unique"],
  ...["comm_id", "target_name", "data", "value", "command", "seq", "restart", "__proto__", "toString"],
];

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(-1, 2 ** 53, 1e308, -0.5, "tail", "range", "search", "*[", "\ud800", "\u0000", {}, []),
);
const content = fc
  .array(fc.tuple(fc.constantFrom(...MEMBERS), value), { maxLength: 6 })
  // Code that a machine made up could be anything: it is of the wrong kind, or harmless.
  .chain((members) =>
    fc
      .oneof(
        fc.constantFrom<unknown>(
          "1",
          "",
          "  ",
          "$ ",
          "%%sh",
          "%%",
          "?",
          "\ud83d",
          "a.",
          "`",
          7,
          null,
          [],
          {},
        ),
        value,
      )
      .map((code) =>
        JSON.stringify(
          Object.fromEntries([...members, ["code", typeof code === "string" && code.length > 4 ? 0 : code]]),
        ),
      ),
  );

/** Read by the kernel: signed, and a header with an id and a type. What else is in it may be anything. */
const readable = fc
  .record({
    type: fc.constantFrom(...REQUESTS.filter((type) => type !== "")),
    date: value,
    session: value,
    version: value,
    extra: value,
    parent: fc.oneof(fc.constant({}), fc.constant({ msg_id: "x", msg_type: "y" })),
    metadata: fc.dictionary(fc.string(), value, { maxKeys: 3 }),
    content,
    buffers: fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 3 }),
  })
  .map(({ type, parent, metadata, content, buffers, ...rest }): Hostile => {
    const id = randomUUID();
    const header = { ...rest, msg_id: id, msg_type: type };
    const parts = [header, parent, metadata].map((part) => JSON.stringify(part));
    const frames = [...frame([...parts, content]), ...buffers];
    return type.endsWith("_request") ? { frames, answered: id } : { frames };
  });

/** Signed, and its parts are not what they should be. */
const illFormed = fc
  .array(fc.oneof(fc.json(), fc.string(), fc.uint8Array({ maxLength: 40 })), { minLength: 0, maxLength: 6 })
  .map((parts): Hostile => ({ frames: frame(parts) }));

/** A proper message of which something was changed on the way. */
const damaged = fc
  .record({
    at: fc.nat(5),
    how: fc.constantFrom("drop", "double", "flip", "cut", "replace"),
    by: fc.uint8Array(),
  })
  // A frame more at the end is a buffer, which nothing is wrong with.
  .filter(({ at, how }) => !(at === 5 && how === "double"))
  .map(({ at, how, by }): Hostile => {
    const header = {
      msg_id: randomUUID(),
      msg_type: "execute_request",
      session: "s",
      username: "u",
      version: "5.4",
    };
    const parts = [header, {}, {}, { code: "globalThis.forged = true" }].map((part) => JSON.stringify(part));
    const frames = frame(parts).map((each) => Buffer.from(each));
    const part = frames[at] ?? Buffer.alloc(0);
    const change = {
      drop: [],
      double: [part, part],
      flip: [Buffer.from(part.map((byte, index) => (index === part.length >> 1 ? byte ^ 1 : byte)))],
      cut: [part.subarray(0, part.length >> 1)],
      replace: [Buffer.from(by)],
    };
    return { frames: frames.toSpliced(at, 1, ...change[how]) };
  });

const noise = fc
  .array(fc.uint8Array({ maxLength: 60 }), { minLength: 1, maxLength: 8 })
  .map((frames): Hostile => ({ frames }));

const hostile = fc.oneof({ arbitrary: readable, weight: 4 }, illFormed, damaged, noise);

async function expectAlive(): Promise<void> {
  const { messages, reply } = await kernel.execute('console.log("alive"); Reflect.has(globalThis, "forged")');
  expect(messages.map(({ type, content }) => [type, content.execution_state ?? ""])).toEqual([
    ["status", "busy"],
    ["execute_input", ""],
    ["stream", ""],
    ["execute_result", ""],
    ["status", "idle"],
  ]);
  expect(reply.status).toBe("ok");
  expect(dataOf({ messages, reply }, "execute_result")).toEqual({ "text/plain": "false" });
}

describe.each(CHANNELS)("on %s", (channel) => {
  test("whatever comes, the next cell runs and every request is answered", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 5 }), async (messages) => {
        const replies = messages.flatMap(({ answered }) =>
          // Nothing is asked on stdin: there are answers only.
          answered !== undefined && channel !== "stdin" ? [kernel.replyTo(answered)] : [],
        );
        for (const { frames } of messages) await kernel.sendFrames(channel, frames);
        // Before the cell is sent: one that fails takes those with it that wait behind it.
        for (const reply of await Promise.all(replies)) expect(reply).not.toBeUndefined();
        await expectAlive();
      }),
      { ...cases(30), interruptAfterTimeLimit: 60_000 },
    );
  });

  test("a message that is sent again is heard once", async () => {
    const header = {
      msg_id: randomUUID(),
      msg_type: "execute_request",
      session: "s",
      username: "u",
      version: "5.4",
    };
    const code = "globalThis.heard = (Reflect.get(globalThis, 'heard') ?? 0) + 1;";
    const frames = frame([header, {}, {}, { code }].map((part) => JSON.stringify(part)));
    const reply = kernel.replyTo(header.msg_id);
    await kernel.sendFrames("shell", frames);
    await reply;
    for (let time = 0; time < 3; time++) await kernel.sendFrames(channel, frames);
    const execution = await kernel.execute(
      "const heard = Reflect.get(globalThis, 'heard'); delete globalThis.heard; heard",
    );
    expect(dataOf(execution, "execute_result")).toEqual({ "text/plain": "1" });
  });

  const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  const wide = JSON.stringify("x".repeat(32 * 1024 * 1024));

  test.each([
    ["deep as a well", deep],
    ["of 32 MB", wide],
  ])("a header %s is dropped", { timeout: 60_000 }, async (_, member) => {
    const header = `{"msg_id":"${randomUUID()}","msg_type":"dance_request","extra":${member}}`;
    await kernel.sendFrames(channel, frame([header, "{}", "{}", "{}"]));
    await expectAlive();
  });

  test.each([
    ["deep as a well", deep],
    ["of 32 MB", wide],
  ])("content and metadata %s harm nobody", { timeout: 60_000 }, async (_, member) => {
    for (const type of ["dance_request", "history_request", "debug_request", "comm_open"]) {
      const id = randomUUID();
      const header = `{"msg_id":"${id}","msg_type":"${type}"}`;
      const content = `{"comm_id":"c","target_name":"t","data":{"deep":${member}},"pattern":${member},"command":${member}}`;
      const reply = type !== "comm_open" && channel !== "stdin" ? kernel.replyTo(id) : undefined;
      await kernel.sendFrames(channel, frame([header, "{}", `{"deep":${member}}`, content]));
      await reply;
    }
    await expectAlive();
  });
});
