import { expect, test } from "vitest";
import { compareOutputs } from "../../src/lesson/compare.js";
import type { Notebook } from "../../src/lesson/notebook.js";

function notebook(text: string, tags: readonly string[] = []): Notebook {
  return {
    cells: [
      { cell_type: "markdown", metadata: {}, source: "text" },
      {
        cell_type: "code",
        id: "one",
        metadata: { tags },
        source: "$ docker images",
        execution_count: 1,
        outputs: [{ output_type: "stream", name: "stdout", text }],
      },
    ],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  };
}

test.each([
  [
    "node  latest  0123456789ab  5 seconds ago  195MB",
    "node  latest  ba9876543210  About a minute ago  195MB",
  ],
  [`sha256:${"0".repeat(64)}\n`, `sha256:${"1f".repeat(32)}\n`],
  ["root@0123456789ab:/# ls\n", "root@ba9876543210:/# ls\n"],
  ["#5 0.022 Get:1\n#5 DONE 0.4s\n", "#5 1.204 Get:1\n#5 DONE 1.7s\n"],
  ["0.000 /bin/sh: not found\n", "0.001 /bin/sh: not found\n"],
  ["62.8/62.8 KB 7.3 MB/s eta 0:00:00", "62.8/62.8 KB 21.6 MB/s eta 0:00:00"],
  ["5 MB copied, 0.0123456 s, 405 MB/s", "5 MB copied, 0.01234567 s, 4.1 GB/s"],
  ["  ━━━━━━━━ 62.5/62.5 KB 7.3 MB/s", "  ━━━━━━━━━━━╸━━ 62.5/62.5 KB 17.3 MB/s"],
  ["\u001b[31mred\u001b[0m  \r\n", "red\n"],
])("the same but for ids and times: %j", (saved, now) => {
  expect(compareOutputs(notebook(saved), notebook(now))).toEqual([]);
});

test.each([
  ["195MB", "196MB"],
  ["3 layers", "4 layers"],
  ["Hello", ""],
  ["same id: true", "same id: false"],
])("not the same: %j and %j", (saved, now) => {
  const [difference, ...more] = compareOutputs(notebook(saved), notebook(now));
  expect(more).toEqual([]);
  expect(difference).toMatchObject({ index: 1, cell: { id: "one" }, saved, now });
});

test("in a cell tagged varies numbers do not count, words do", () => {
  expect(compareOutputs(notebook("118B sent", ["varies"]), notebook("1,117B sent", ["varies"]))).toEqual([]);
  expect(compareOutputs(notebook("118B sent", ["varies"]), notebook("118B here", ["varies"]))).toHaveLength(
    1,
  );
});
