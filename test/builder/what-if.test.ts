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
  expect(preview.data.roots.map(({ rebuilt }) => rebuilt.steps)).toEqual([3]);
  expect(preview[DISPLAY]()["text/plain"]).toContain("/requirements.txt: its content changed");

  const real = await docker.build({ tag: "app", dockerfile, context: changed });
  const reasons = (steps: typeof real.explanation.steps) => steps.map(({ label, miss }) => [label, miss]);
  expect(reasons(preview.data.steps)).toEqual(reasons(real.explanation.steps));
  expect((await build.whatIf({})).data.steps.every(({ hit }) => hit)).toBe(true);
});

test("what if a stage changed: what is copied from it cannot be known, and it says so", async () => {
  const { docker } = await createLab();
  const dockerfile = "FROM ubuntu AS one\nRUN echo 1 > /out\nFROM ubuntu\nCOPY --from=one /out /\n";
  const build = await docker.build({ dockerfile, context: {} });
  const { data } = await build.whatIf({ dockerfile: dockerfile.replace("echo 1", "echo 2") });
  expect(data.steps.map(({ hit }) => hit)).toEqual([false, false]);
  expect(data.steps[1]?.miss).toEqual({ reason: "parent-changed", cause: "[one 2/2] RUN echo 2 > /out" });
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
