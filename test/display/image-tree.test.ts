import { expect, test } from "vitest";
import { imageTreeText } from "../../src/display/text/image-tree.js";
import type { ImageSummary } from "../../src/engine/images.js";
import { parseDigest } from "../../src/oci/digest.js";

const image = (start: string, tags: readonly string[], size: number): ImageSummary => ({
  id: parseDigest(`sha256:${start.repeat(32)}`),
  ...{ tags, digests: [], created: "2023-11-14T22:13:20Z", size },
});

const LONG = "registry.example.com:5000/some/very/long/repository/name/indeed:with-a-long-tag-of-its-own";
const IMAGES = [
  image("a1", ["ubuntu:latest", "ubuntu:22.04"], 69_157_824),
  image("b2", ["mine:latest"], 195_000_000),
  image("c3", [], 1234),
  image("d4", [LONG], 5),
];

/**
 * What the command line 28.2.2 printed to a pipe for these images, when a server without data on platforms answered it,
 * but for the colours of the headings.
 */
const WARNING =
  "WARNING: This is an experimental feature. The output may change and shouldn't be depended on.\n";
const RECORDED = `${WARNING}                                                              Info ->  U In Use 

IMAGE                           ID             DISK USAGE   CONTENT SIZE   EXTRA
ubuntu:latest
ubuntu:22.04                    a1a1a1a1a1a1       69.2MB             0B        
mine:latest                     b2b2b2b2b2b2        195MB             0B        
registry.example.com:5000/so…   d4d4d4d4d4d4           5B             0B        
`;

test("the tree of images is the client's", () => {
  expect(imageTreeText(IMAGES, false)).toBe(RECORDED);
  const untagged = "<untagged>                      c3c3c3c3c3c3       1.23kB             0B        \n";
  expect(imageTreeText(IMAGES, true)).toBe(RECORDED.replace("registry.", `${untagged}registry.`));
});

test("a wider terminal has room for longer names, and no image leaves the headings", () => {
  expect(imageTreeText(IMAGES, false, 120).split("\n").at(-2)).toBe(
    "registry.example.com:5000/some/very/long/repository/name/indeed:with…   d4d4d4d4d4d4           5B             0B        ",
  );
  expect(imageTreeText([], false).split("\n").slice(3)).toEqual([
    "IMAGE   ID             DISK USAGE   CONTENT SIZE   EXTRA",
    "",
  ]);
});
