import { describe, expect, test } from "vitest";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import { stream } from "../archives.js";
import { recordingIO } from "../cli/recording-io.js";
import { engine } from "./archives.js";
import { A, B, config, idOf, LOADS, saved, VERSION_1 } from "./saved-archives.js";

describe("load says what Docker says of", () => {
  test.each(LOADS.map(([what, archive, says, fails]) => ({ what, archive, says, fails })))(
    "$what",
    async ({ archive, says, fails }) => {
      const { io, stdout, stderr } = recordingIO({ readAll: async () => archive });
      const code = await runCommandLine(["load"], { engine: engine(), io });
      expect({ code, stdout: stdout(), stderr: stderr() }).toEqual(
        fails === undefined ? { code: 0, stdout: says, stderr: "" } : { code: 1, stdout: "", stderr: says },
      );
    },
  );
});

test("an image knows the one it was made from, where the archive says so", async () => {
  const [parent, child] = [config([A]), config([A, B])];
  const lab = engine();
  await lab.load(
    stream(
      saved(
        { tags: ["p:1"], layers: [A], config: parent },
        { tags: ["p:2"], layers: [A, B], config: child, more: { Parent: idOf(parent) } },
      ),
    ),
  );
  expect((await lab.inspectImage("p:2")).Parent).toBe(idOf(parent));
  expect((await lab.history("p:2")).map(({ image }) => image.known && image.id)).toEqual([
    idOf(child),
    idOf(parent),
  ]);
});

test("a parent whose history is another is refused", async () => {
  const [parent, child] = [config([B]), config([A, B], { history: [] })];
  const archive = saved(
    { tags: ["p:1"], layers: [B], config: parent },
    { tags: ["p:2"], layers: [A, B], config: child, more: { Parent: idOf(parent) } },
  );
  await expect(engine().load(stream(archive))).rejects.toThrow(
    `image ${idOf(parent)} is not a valid parent for ${idOf(child)}`,
  );
});

test("images of before Docker 1.10 get the ids that Docker gives them", async () => {
  const lab = engine();
  for (const archive of VERSION_1.archives) await lab.load(stream(archive));
  for (const [name, id] of Object.entries(VERSION_1.ids)) expect((await lab.inspectImage(name)).Id).toBe(id);
  expect((await lab.history("old/one:top")).map(({ createdBy, size }) => [createdBy, size])).toEqual([
    ["step1", 2],
    ["step0", 1],
  ]);
});

test("a name that came with an image leaves no time of tagging", async () => {
  const lab = engine();
  await lab.load(stream(saved({ tags: ["n:1"], layers: [A], config: config([A]) })));
  expect((await lab.inspectImage("n:1")).Metadata.LastTagTime).toBe("0001-01-01T00:00:00Z");
});

test("unknown members of a configuration stay in the image, and Docker's rarer ones are shown", async () => {
  const lab = engine();
  const odd = config([A], {
    config: { Cmd: ["sh"], StopTimeout: 7, NetworkDisabled: true, Memory: 5 },
    Foo: 1,
  });
  await lab.load(stream(saved({ tags: ["n:1"], layers: [A], config: odd })));
  const { Id, Config } = await lab.inspectImage("n:1");
  expect(Id).toBe(idOf(odd));
  expect(Config).toMatchObject({ StopTimeout: 7, NetworkDisabled: true });
  expect(Config).not.toHaveProperty("Memory");
});
