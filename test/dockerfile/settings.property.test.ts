import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SettingCommand } from "../../src/dockerfile/command.js";
import { commandOf } from "../../src/dockerfile/commands.js";
import { expandCommand } from "../../src/dockerfile/expand.js";
import { settingHistory } from "../../src/dockerfile/history.js";
import { parseDockerfile } from "../../src/dockerfile/parse.js";
import { recordedSetting } from "../../src/dockerfile/recorded.js";
import { instructionText } from "../../src/dockerfile/write.js";
import { cases } from "../random.js";

/** Anything but a line's end, which no Dockerfile can say. */
const word = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
  .filter((text) => !/[\r\n\0]/.test(text));
const hard = fc
  .array(fc.constantFrom("$A", "$", "\\", '"', "'", " ", "a", "#", "=", "{A}", "[", ",", "ü", "\t"), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(""));
const any = fc.oneof(word, hard);
const name = any.map((text) => text.replaceAll("=", "")).filter((text) => text !== "");
const trimmed = any.filter((text) => text === text.trim());
const port = fc.tuple(fc.nat(65_535), fc.constantFrom("tcp", "udp", "sctp")).map(([at, by]) => `${at}/${by}`);
const words = fc.array(any, { minLength: 1, maxLength: 4 });
const nanoseconds = fc.integer({ min: 1, max: 100_000 }).map((milliseconds) => milliseconds * 1_000_000);
const retries = fc.integer({ min: 1, max: 300 });

const setting: fc.Arbitrary<SettingCommand> = fc
  .oneof(
    fc.record({
      keyword: fc.constant("ENV"),
      pairs: fc.array(fc.tuple(name, any), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      keyword: fc.constant("LABEL"),
      pairs: fc.array(fc.tuple(name, any), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      keyword: fc.constantFrom("CMD", "ENTRYPOINT"),
      line: fc.record({ words, shell: fc.constant(false) }),
    }),
    fc.record({ keyword: fc.constant("USER"), user: any }),
    fc.record({ keyword: fc.constant("WORKDIR"), path: any }),
    fc.record({
      keyword: fc.constant("EXPOSE"),
      ports: fc.uniqueArray(port, { minLength: 1, maxLength: 4 }).map((ports) => ports.sort()),
    }),
    fc.record({ keyword: fc.constant("VOLUME"), paths: fc.array(trimmed, { minLength: 1, maxLength: 3 }) }),
    fc.record({ keyword: fc.constant("STOPSIGNAL"), signal: any }),
    fc.record({ keyword: fc.constant("SHELL"), words }),
    fc.record({
      keyword: fc.constant("HEALTHCHECK"),
      check: fc.record(
        {
          Test: fc.oneof(
            fc.constant(["NONE"]),
            words.map((each) => ["CMD", ...each]),
          ),
          Interval: nanoseconds,
          StartInterval: nanoseconds,
          Retries: retries,
        },
        { requiredKeys: ["Test"] },
      ),
    }),
  )
  .map((command) =>
    // NONE takes nothing else.
    command.keyword === "HEALTHCHECK" && command.check.Test[0] === "NONE"
      ? { keyword: "HEALTHCHECK", check: { Test: ["NONE"] } }
      : command,
  ) as fc.Arbitrary<SettingCommand>;

const variables = (variable: string) => (variable === "A" ? "expanded" : undefined);

describe("a setting", () => {
  test("as a Dockerfile's line says itself again", () => {
    fc.assert(
      fc.property(setting, (command) => {
        const text = instructionText(command);
        const { instructions, escapeCharacter } = parseDockerfile(text);
        const read = instructions.map((instruction) => commandOf(instruction));
        expect(read, text).toHaveLength(1);
        const [first] = read;
        if (first === undefined || first.keyword === "FROM") throw new Error(text);
        expect(expandCommand(first, { variables, escapeCharacter }), text).toEqual(command);
      }),
      cases(75),
    );
  });

  test("as BuildKit's history has it says itself again, where nothing needs quotes", () => {
    const plain = setting.filter((command) => {
      if (command.keyword === "CMD" || command.keyword === "ENTRYPOINT") return true;
      if (command.keyword === "HEALTHCHECK" || command.keyword === "EXPOSE") return true;
      if (/[\\\s]/.test(JSON.stringify(command))) return false;
      return !("pairs" in command) || command.pairs.every(([each]) => /^[\w.\-/]+$/.test(each));
    });
    fc.assert(
      fc.property(plain, (command) => {
        const text = settingHistory(command, {});
        if (text === undefined) return;
        expect(recordedSetting(text), text).toEqual(command);
      }),
      cases(75),
    );
  });
});

test("what a value with white space was shows by the next name", () => {
  expect(recordedSetting("ENV A=one two B=3")).toEqual({
    keyword: "ENV",
    pairs: [
      ["A", "one two"],
      ["B", "3"],
    ],
  });
});

test.each([
  ['/bin/sh -c #(nop)  CMD ["bash"]', { keyword: "CMD", line: { words: ["bash"], shell: false } }],
  ['CMD ["a", "b"] # buildkit', { keyword: "CMD", line: { words: ["a", "b"], shell: false } }],
  ["/bin/sh -c #(nop)  EXPOSE 80 443", { keyword: "EXPOSE", ports: ["80", "443"] }],
  ["/bin/sh -c #(nop)  VOLUME [/a]", { keyword: "VOLUME", paths: ["/a"] }],
  ["RUN /bin/sh -c true # buildkit", undefined],
  ["/bin/sh -c apt-get update", undefined],
  ["COPY x / # buildkit", undefined],
  ["CMD [1]", undefined],
  ['HEALTHCHECK &{[] "soon" "0s" "0s" \'\\x00\'}', undefined],
])("%s", (text, command) => expect(recordedSetting(text)).toEqual(command));
