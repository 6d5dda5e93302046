import { expect, test } from "vitest";
import { imageFields } from "../../src/display/text/images.js";
import { sha256 } from "../../src/oci/digest.js";

const [ONE, TWO] = [sha256("1"), sha256("2")];
const NOW = new Date("2026-11-29T00:00:00Z");

/** Lines of `docker images`, as the client 28.2.2 printed them for images with these names. */
function lines(tags: readonly string[], digests: readonly string[], withDigests: boolean): string[] {
  const image = { id: ONE, tags, digests, created: "2020-01-02T03:04:05Z", size: 1 };
  return imageFields(image, { now: NOW, digests: withDigests }).map(
    ({ Repository, Tag, Digest }) => `${Repository} ${Tag} ${Digest}`,
  );
}

test("a repository that the image has by digest alone has its line beside the tags of others", () => {
  expect(lines(["other:1"], [`reg/r@${ONE}`], false)).toEqual(["other 1 <none>", "reg/r <none> "]);
  expect(lines(["other:1"], [`reg/r@${ONE}`], true)).toEqual(["other 1 <none>", `reg/r <none> ${ONE}`]);
});

test("a digest stands beside the tags of its repository, and each of several has a line", () => {
  expect(lines(["reg/r:2", "reg/r:two"], [`reg/r@${ONE}`], false)).toEqual([
    "reg/r 2 <none>",
    "reg/r two <none>",
  ]);
  expect(lines(["reg/r:2"], [`reg/r@${ONE}`, `reg/r@${TWO}`], true)).toEqual([
    `reg/r 2 ${ONE}`,
    `reg/r 2 ${TWO}`,
  ]);
});

test("an image without any name has one line", () => {
  expect(lines([], [], true)).toEqual(["<none> <none> <none>"]);
});
