import { expect, test } from "vitest";
import { DISPLAY } from "../../src/display/displayable.js";
import { createLab } from "../../src/lab/lab.js";
import { createMemoryFileSystem } from "../../src/vfs/memory.js";
import { TestBuilder } from "./context.js";

const text = (value: string) => new TextEncoder().encode(value);

function context(requirements: string) {
  const fs = createMemoryFileSystem({ now: () => 1 });
  fs.writeFile("/requirements.txt", text(requirements));
  fs.writeFile("/app.py", text("print('hi')\n"));
  return fs;
}

const DOCKERFILE =
  "FROM tiny-base\nCOPY requirements.txt /\nRUN cat /requirements.txt > /installed\nCOPY app.py /\n";

/** Texts of a table have no seconds that are the same each time. */
const withoutTimes = (shown: unknown) =>
  String(shown)
    .replace(/\b\d+(\.\d+)?m?s\b/g, "TIME")
    .replace(/ {2,}/g, "  ");

test("a changed text file is shown line by line", async () => {
  const lab = new TestBuilder();
  await lab.build(DOCKERFILE, context("flask\nrequests==2.28.1\n"));
  const built = await lab.build(DOCKERFILE, context("flask\nrequests==2.29.0\n"));
  const [miss] = built.steps.flatMap((step) => (step.miss === undefined ? [] : [step.miss]));
  if (miss?.reason !== "files-changed") throw new Error(`the reason is ${miss?.reason}`);
  expect(miss.changes[0]?.diff).toContain("-requests==2.28.1\n+requests==2.29.0\n");
  expect(miss.changes[0]?.diff).toContain(" flask\n");
});

test("what if: the same answer that the build then gives, and nothing is done", async () => {
  const { docker, engine } = await createLab();
  const files = { "requirements.txt": "requests==2.28.1\n", "app.py": "1\n" };
  const dockerfile = DOCKERFILE.replace("tiny-base", "ubuntu");
  const build = await docker.build({ tag: "app", dockerfile, context: files });
  const before = { images: await engine.images({ all: true }), cache: await engine.buildCache() };
  const changed = { ...files, "requirements.txt": "requests==2.29.0\n" };
  const preview = await build.whatIf({ context: changed });
  expect({ images: await engine.images({ all: true }), cache: await engine.buildCache() }).toEqual(before);
  expect(preview.data.steps.map(({ hit }) => hit)).toEqual([false, false, false]);
  expect(preview.data.roots.map(({ wouldBuild }) => wouldBuild.steps)).toEqual([3]);
  expect(preview[DISPLAY]()["text/plain"]).toContain("/requirements.txt: its content changed");

  const real = await docker.build({ tag: "app", dockerfile, context: changed });
  type Told = (typeof real.explanation.steps | typeof preview.data.steps)[number];
  const reasons = (steps: readonly Told[]) => steps.map(({ label, miss }) => [label, miss]);
  expect(reasons(preview.data.steps)).toEqual(reasons(real.explanation.steps));
  expect((await build.whatIf({})).data.steps.every(({ hit }) => hit)).toBe(true);
});

test("what would be built has no size and no time but those of an earlier run, and no word says that it was built", async () => {
  const { docker } = await createLab();
  const lines = (bytes: number) =>
    `FROM ubuntu\nRUN head -c ${bytes} /dev/zero > /big\nRUN echo 12345 > /five\nRUN false | true\n`;
  const build = await docker.build({ tag: "m", dockerfile: lines(5000), context: {} });
  const preview = await build.whatIf({ dockerfile: lines(3000) });
  const [big, five] = preview.data.steps;
  expect(big).toMatchObject({ result: "would be built", hit: false });
  for (const step of [big, five])
    for (const member of ["size", "seconds"]) expect(step).not.toHaveProperty(member);
  expect(big).not.toHaveProperty("before");
  expect(five).toMatchObject({ before: { size: 6 } });
  expect(preview.data.roots).toMatchObject([
    { wouldBuild: { steps: 3, uncertain: 0, before: { steps: 2, size: 6 } } },
  ]);
  const shown = preview[DISPLAY]();
  expect(withoutTimes(shown["text/plain"])).toMatchInlineSnapshot(`
    "STEP  RESULT  TIME  SIZE  WHY
    [2/4] RUN head -c 3000 /dev/zero > /big  would be built  unknown  unknown  the instruction changed: was RUN head -c 5000 /dev/zero > /big
    [3/4] RUN echo 12345 > /five  would be built  was TIME before  was 6B before  it stands on [2/4] RUN head -c 3000 /dev/zero > /big, which would be built
    [4/4] RUN false | true  would be built  was TIME before  was 0B before  it stands on [2/4] RUN head -c 3000 /dev/zero > /big, which would be built

    Because of [2/4] RUN head -c 3000 /dev/zero > /big: 3 steps would be built; what that takes is unknown (before, it was at least TIME and 6B: 2 of 3 steps had run). If they came before RUN head -c 3000 /dev/zero > /big and need nothing that it makes, these steps would be reused: RUN echo 12345 > /five; RUN false | true.
    "
  `);
  for (const part of [shown["text/plain"], shown["text/html"]])
    expect(String(part)).not.toMatch(/(?<!would be )(?<!may be )\bbuilt\b|(?<!was )\b0B\b/);
  // A step that nobody has built, and that no build would get past: nothing is known of it.
  const failing = await build.whatIf({ dockerfile: "FROM ubuntu\nRUN false\n" });
  expect(withoutTimes(failing[DISPLAY]()["text/plain"])).toMatchInlineSnapshot(`
    "STEP  RESULT  TIME  SIZE  WHY
    [2/2] RUN false  would be built  unknown  unknown  the instruction changed: was RUN head -c 5000 /dev/zero > /big

    Because of [2/2] RUN false: 1 step would be built; what that takes is unknown.
    "
  `);
});

test("what if a stage changed: what is copied from it cannot be known, and it says so", async () => {
  const { docker } = await createLab();
  const dockerfile =
    "FROM ubuntu AS one\nCOPY note /\nRUN echo 1 > /out\nFROM ubuntu\nCOPY --from=one /out /\nRUN cat /out > /copy\n";
  const build = await docker.build({ dockerfile, context: { note: "1" } });
  const preview = await build.whatIf({ context: { note: "2" } });
  const cause = "[one 2/3] COPY note /";
  expect(preview.data.steps.map(({ result }) => result)).toEqual([
    "would be built",
    "would be built",
    "may be built",
    "may be built",
  ]);
  expect(preview.data.steps[2]?.miss).toEqual({ reason: "source-unknown", cause });
  expect(preview.data.roots).toMatchObject([{ label: cause, wouldBuild: { steps: 4, uncertain: 2 } }]);
  expect(withoutTimes(preview[DISPLAY]()["text/plain"])).toMatchInlineSnapshot(`
    "STEP  RESULT  TIME  SIZE  WHY
    [one 2/3] COPY note /  would be built  was TIME before  was 1B before  /note: its content changed
    [one 3/3] RUN echo 1 > /out  would be built  was TIME before  was 2B before  it stands on [one 2/3] COPY note /, which would be built
    [stage-1 2/3] COPY --from=one /out /  may be built  was TIME before  was 2B before  it reads what [one 2/3] COPY note / makes, which would be built: what comes out is unknown
    [stage-1 3/3] RUN cat /out > /copy  may be built  was TIME before  was 2B before  it stands on [stage-1 2/3] COPY --from=one /out /, which may be built

    Because of [one 2/3] COPY note /: 2 steps would be built, 2 may be built; what that takes is unknown (before, it was TIME and 7B). If it came before COPY note / and needs nothing that it makes, this step would be reused: RUN echo 1 > /out.
    "
  `);
  // And so it was: the stage puts out what it did, and what is copied from it is reused.
  const real = await docker.build({ dockerfile, context: { note: "2" } });
  expect(real.explanation.steps.map(({ result }) => result)).toEqual(["built", "built", "reused", "reused"]);
  // What has a reason of its own is built, whatever comes out.
  const both = await build.whatIf({
    context: { note: "3" },
    dockerfile: dockerfile.replace("> /copy", "> /other"),
  });
  expect(both.data.steps.map(({ result }) => result).slice(2)).toEqual(["may be built", "would be built"]);
});

test("what a build read survives the image, until the cache is pruned", async () => {
  const { docker, engine } = await createLab();
  const request = { tag: "app", dockerfile: "FROM ubuntu\nCOPY a /\n", context: { a: "1\n" } };
  await docker.build(request);
  await docker.rmi("app");
  expect((await docker.build(request)).reused).toBe(1);
  await engine.pruneBuildCache();
  const [step] = (await docker.build({ ...request, tag: "other" })).explanation.steps;
  expect(step?.hit).toBe(false);
});
