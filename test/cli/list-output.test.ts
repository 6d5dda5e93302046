import { expect, test } from "vitest";
import { listText } from "../../src/cli/list-output.js";
import { containerFields, containersFormat } from "../../src/display/text/containers.js";
import { imageFields, imagesFormat } from "../../src/display/text/images.js";
import type { ContainerSummary } from "../../src/engine/containers.js";
import type { ImageSummary } from "../../src/engine/images.js";
import { UsageError } from "../../src/errors/cli.js";
import { parseDigest } from "../../src/oci/digest.js";
import { recorded } from "../go/recorded.js";

/** What docker/cli's own formatter printed for the same images and containers (test/fixtures/go/record/list.go). */
const { lists } = recorded<{
  readonly lists: readonly {
    readonly kind: "images" | "containers";
    readonly format: string;
    readonly quiet?: boolean;
    readonly output: string;
    readonly error?: string;
  }[];
}>("list");

const now = new Date("2026-11-21T00:00:00Z");
const id = (digit: string) => parseDigest(`sha256:${digit.repeat(64)}`);
const CREATED = "2026-11-20T03:37:49Z";
const image = (digit: string, name: string | undefined, created: string, size: number): ImageSummary => ({
  id: id(digit),
  tags: name === undefined ? [] : [name],
  digests: [],
  created,
  size,
});
const IMAGES = [
  image("1", "me/app:1.2", CREATED, 69195123),
  image("2", "old:latest", "1970-01-01T00:00:00Z", 0),
  image("3", "zero:latest", "0001-01-01T00:00:00Z", 1000),
  image("4", undefined, CREATED, 999999),
];

const container = (digit: string, rest: Partial<ContainerSummary>): ContainerSummary => ({
  id: digit.repeat(64),
  name: "",
  imageId: id("1"),
  image: "",
  command: "",
  mounts: [],
  created: CREATED,
  status: "created",
  exitCode: 0,
  labels: {},
  ports: {},
  paused: false,
  networks: [],
  ...rest,
});
const CONTAINERS = [
  container("a", {
    name: "box",
    image: "ubuntu",
    command: "/bin/bash -c 'echo <a>&b'",
    labels: { "com.example.some-label": "yes" },
  }),
  container("b", { name: "two", image: "me/app:1.2", command: "x", created: "1970-01-01T00:00:00Z" }),
];

function print(kind: "images" | "containers", format: string, quiet: boolean): string {
  if (kind === "images") {
    const shown = /^\{\{\.(?:ID|CreatedAt)\}\}$/.test(format) ? IMAGES : IMAGES.slice(0, 1);
    const rows = shown.flatMap((one) => imageFields(one, { now }));
    return listText(imagesFormat(), rows, { quiet, format });
  }
  const rows = CONTAINERS.map((one) => containerFields(one, { now }));
  return listText(containersFormat(), rows, {
    quiet,
    format,
    labels: CONTAINERS.map(({ labels }) => labels),
  });
}

test("lists in formats of all kinds are the client's, and so are its refusals", () => {
  const ours = lists.map(({ kind, format, quiet = false }) => {
    const row = { kind, format, ...(quiet ? { quiet } : {}) };
    try {
      return { ...row, output: print(kind, format, quiet) };
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return { ...row, output: "", error: error.message };
    }
  });
  expect(ours).toEqual(lists);
});
