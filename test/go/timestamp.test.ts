import { expect, test } from "vitest";
import { parseTimestamp } from "../../src/go/timestamp.js";
import { outcome, recorded } from "./recorded.js";

const { timestamps } = recorded<{
  readonly timestamps: readonly { text: string; timestamp?: string; error?: string }[];
}>("time");

test("points in time are read, and refused, as Docker does", () => {
  const reference = new Date("2026-11-20T12:34:56.700Z");
  const ours = timestamps.map(({ text }) => {
    const result = outcome(() => parseTimestamp(text, reference));
    return "error" in result
      ? { text, ...result }
      : { text, timestamp: `${result.value.seconds} ${result.value.nanoseconds}` };
  });
  expect(ours).toEqual(timestamps);
});
