import { expect, test } from "vitest";
import { PullPrinter } from "../../src/cli/transfer-progress/pull.js";
import { transferredBundle } from "../../src/display/transfer.js";
import type { LayerTransfer, PullProgress } from "../../src/engine/registry.js";
import { asDiffId, sha256 } from "../../src/oci/digest.js";
import { recordingIO } from "../cli/recording-io.js";

const EVENTS: readonly PullProgress[] = [
  { kind: "pulling-from", repository: "team/app", tag: "1", registry: "localhost:5000" },
  { kind: "layer", id: "aaaaaaaaaaaa", status: "Already exists" },
  { kind: "layer", id: "bbbbbbbbbbbb", status: "Pulling fs layer" },
  { kind: "layer", id: "cccccccccccc", status: "Pulling fs layer" },
  { kind: "layer", id: "cccccccccccc", status: "Waiting" },
  { kind: "layer", id: "bbbbbbbbbbbb", status: "Downloading", current: 1_234_567, total: 2_469_134 },
  { kind: "layer", id: "bbbbbbbbbbbb", status: "Verifying Checksum" },
  { kind: "layer", id: "bbbbbbbbbbbb", status: "Pull complete" },
];

function printed(options: { isTTY?: boolean; columns?: number }): string {
  const { io, stdout } = recordingIO(options.isTTY === undefined ? {} : { isTTY: options.isTTY });
  const place = options.columns === undefined ? io : { ...io, columns: options.columns };
  const printer = new PullPrinter(place, (text) => io.stdout(text));
  for (const event of EVENTS) printer.event(event);
  return stdout();
}

test("where nothing can be rewritten: every change is a line, and bars are left out", () => {
  expect(printed({})).toBe(`1: Pulling from team/app
aaaaaaaaaaaa: Already exists
bbbbbbbbbbbb: Pulling fs layer
cccccccccccc: Pulling fs layer
cccccccccccc: Waiting
bbbbbbbbbbbb: Verifying Checksum
bbbbbbbbbbbb: Pull complete
`);
});

test("in a terminal: each layer has one line, rewritten in its place, with a bar where there is room", () => {
  expect(printed({ isTTY: true, columns: 80 })).toContain(
    "\x1b[2A\x1b[2K\rbbbbbbbbbbbb: Downloading  1.235MB/2.469MB\r\x1b[2B",
  );
  expect(printed({ isTTY: true, columns: 120 })).toContain(
    `\x1b[2A\x1b[2K\rbbbbbbbbbbbb: Downloading [${"=".repeat(25)}>${" ".repeat(25)}]  1.235MB/2.469MB\r\x1b[2B`,
  );
});

test("in a notebook: a table that changes in place, and at its end says what was moved", () => {
  const shown: string[] = [];
  const { io } = recordingIO();
  const notebook = {
    ...io,
    isNotebook: true,
    live: () => (bundle: { readonly "text/plain": string }) => void shown.push(bundle["text/plain"]),
  };
  const text: string[] = [];
  const printer = new PullPrinter(notebook, (line) => void text.push(line));
  for (const event of EVENTS) printer.event(event);
  const digest = sha256("layer");
  const layers: readonly LayerTransfer[] = [
    { id: "aaaaaaaaaaaa", diffId: asDiffId(digest), digest, size: 3_000_000, transferred: 0, how: "there" },
    {
      id: "bbbbbbbbbbbb",
      diffId: asDiffId(digest),
      digest,
      size: 5_000_000,
      transferred: 2_469_134,
      how: "transferred",
    },
  ];
  printer.end({ id: digest, digest, reference: "localhost:5000/team/app:1", upToDate: false, layers });
  expect(text).toEqual([
    "1: Pulling from team/app\n",
    `Digest: ${digest}\n`,
    "Status: Downloaded newer image for localhost:5000/team/app:1\n",
  ]);
  expect(shown).toHaveLength(8);
  expect(shown.at(-2)).toBe(
    "aaaaaaaaaaaa: Already exists\nbbbbbbbbbbbb: Pull complete\ncccccccccccc: Waiting\n",
  );
  expect(shown.at(-1)).toBe(`LAYER          SIZE OF ITS FILES   RECEIVED   WHY
bbbbbbbbbbbb   5MB                 2.47MB     received
aaaaaaaaaaaa   3MB                 0B         already here
2 layers: 1 received, 1 already here. Over the network: 2.47MB, compressed.
`);
  expect(transferredBundle(layers, "sent")["text/html"]).toContain("already in the registry");
});
