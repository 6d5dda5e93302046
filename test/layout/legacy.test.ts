import { expect, test } from "vitest";
import { stream } from "../archives.js";
import { fixture } from "../fixtures.js";
import { engine } from "./archives.js";

const legacy = fixture("docker-save-20/legacy.tar");
const FIRST = "sha256:1107b0a6dc5a7ae85a93ff252be0af27a8916829124aacf0185e702f91ae9f0e";
const SECOND = "sha256:d44c56c698272fa0ee80cbb674f5f9369183d6a67c13c88c021afa2da12a8d5d";
const LOWER = "sha256:770d004d144a48dc7b1f7ee75ea58b581153a187a0eefdda94cf515de7ca6fad";
const UPPER = "sha256:6b3ed33ac825b0250275b771cfbb2bfcc29971a0572739c8adfaad092394d901";

test("what Docker 20.10 saved loads with Docker's ids, names, layers and history", async () => {
  const lab = engine();
  const loaded = await lab.load(stream(legacy));
  expect(loaded.map(({ id, references }) => [id, [...references].sort()])).toEqual([
    [FIRST, ["legacy:1"]],
    [SECOND, ["legacy-too:latest", "legacy:2"]],
  ]);
  expect((await lab.inspectImage("legacy:1")).RootFS.Layers).toEqual([LOWER]);
  expect((await lab.inspectImage("legacy:2")).RootFS.Layers).toEqual([LOWER, UPPER]);
  expect((await lab.history("legacy:2")).map(({ comment }) => comment)).toEqual(["second", "base"]);
});

test("its files are there", async () => {
  const lab = engine();
  await lab.load(stream(legacy));
  const container = await lab.create({ image: "legacy-too" });
  const fs = await lab.fileSystem(container);
  expect(new TextDecoder().decode(fs.readFile("/hi"))).toBe("hi\n");
  expect(new TextDecoder().decode(fs.readFile("/data/new.txt"))).toBe("new\n");
});
