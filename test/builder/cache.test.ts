import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CacheMiss } from "../../src/builder/miss.js";
import type { FileSystem } from "../../src/vfs/filesystem.js";
import { createMemoryFileSystem } from "../../src/vfs/memory.js";
import { fixturePath } from "../fixtures.js";
import { TestBuilder } from "./context.js";

const folder = fixturePath("docker-build-cache");
const names = readdirSync(folder).filter((name) => name.endsWith(".txt"));
const encode = (text: string) => new TextEncoder().encode(text);

const FIRST = `FROM tiny-base
ENV NONCE=@
ARG USED=1
ARG UNUSED=1
ENV A=1
LABEL l=1
COPY src.txt /src.txt
RUN echo $USED > /r1
RUN echo second > /r2
COPY dir /dir
RUN echo third > /r3
CMD ["x"]
`;

function context(): FileSystem {
  const fs = createMemoryFileSystem({ now: () => 1704153600 });
  fs.writeFile("/.dockerignore", encode("ignored.log\n"));
  fs.writeFile("/ignored.log", encode("log\n"));
  fs.writeFile("/src.txt", encode("src\n"));
  fs.writeFile("/src2.txt", encode("src\n"));
  fs.mkdir("/dir");
  fs.writeFile("/dir/a", encode("a\n"));
  return fs;
}

/** What each recorded scenario changed besides the Dockerfile, and why its first miss happens. */
const scenarios: Record<
  string,
  { change?: (fs: FileSystem) => void; reason?: CacheMiss["reason"]; detail?: object }
> = {
  "01-no-change": {},
  "02-swap-RUN-order": { reason: "instruction-moved", detail: { after: "RUN echo second > /r2" } },
  "03-COPY-source-content": {
    change: (fs) => fs.writeFile("/src.txt", encode("new\n")),
    reason: "files-changed",
    detail: { changes: [expect.objectContaining({ path: "/src.txt", change: "content" })] },
  },
  "04-COPY-source-mtime-only": { change: (fs) => fs.utimes("/src.txt", 1) },
  "05-COPY-source-mode-only": {
    change: (fs) => fs.chmod("/src.txt", 0o755),
    reason: "files-changed",
    detail: { changes: [expect.objectContaining({ path: "/src.txt", change: "mode" })] },
  },
  "06-COPY-source-owner-only": { change: (fs) => fs.chown("/src.txt", 1, 1) },
  "07-ENV-value-before-RUN": { reason: "env-changed", detail: { name: "A", before: "1", after: "2" } },
  "08-build-arg-USED": { reason: "build-arg-changed", detail: { name: "USED", before: "1", after: "9" } },
  "09-build-arg-declared-but-UNUSED": {
    reason: "build-arg-changed",
    detail: { name: "UNUSED", before: "1", after: "9" },
  },
  "10-build-arg-undeclared": {},
  "11-LABEL-value-before-RUN": {},
  "12-dockerfile-comment-and-blank-lines": {},
  "13-unrelated-context-file": { change: (fs) => fs.writeFile("/other.txt", encode("x")) },
  "14-COPY-same-content-other-name": {
    reason: "instruction-changed",
    detail: { before: "COPY src.txt /src.txt", after: "COPY src2.txt /src.txt" },
  },
  "15-RUN-extra-space": { reason: "instruction-changed" },
  "16-keyword-lowercase": {},
  "17-ARG-default-USED-changed": {
    reason: "build-arg-changed",
    detail: { name: "USED", before: "1", after: "2" },
  },
  "18-ARG-default-UNUSED-changed": {
    reason: "build-arg-changed",
    detail: { name: "UNUSED", before: "1", after: "2" },
  },
  "19-COPY-dir-new-empty-file": {
    change: (fs) => fs.writeFile("/dir/empty", encode("")),
    reason: "files-changed",
    detail: { changes: [expect.objectContaining({ path: "/dir/empty", change: "added" })] },
  },
  "20-COPY-dir-mtime-of-dir-only": { change: (fs) => fs.utimes("/dir", 1) },
  "21-dockerignored-file-changed": { change: (fs) => fs.writeFile("/ignored.log", encode("more\n")) },
  "22-CMD-changed-last": {},
  "23-late-RUN-inserted": { reason: "instruction-added", detail: { after: "RUN echo ins > /ins" } },
  "24-COPY-chown-added": { reason: "instruction-changed" },
  "25-RUN-removed-middle": { reason: "instruction-removed", detail: { before: "RUN echo second > /r2" } },
};

function parse(name: string) {
  const text = readFileSync(join(folder, name), "utf8");
  const dockerfile = /--- Dockerfile \(2nd build\)\n([\s\S]*?)--- extra args/.exec(text)?.[1] ?? "";
  const nonce = /NONCE=(\S+)/.exec(dockerfile)?.[1] ?? "";
  const args = [...(/--- extra args (.*)/.exec(text)?.[1] ?? "").matchAll(/'--build-arg', '(\w+)=(\w+)'/g)];
  const steps = (/--- parsed\n([\s\S]*?)---/.exec(text)?.[1] ?? "")
    .trim()
    .split("\n")
    .map((line) => line.replace(/^(HIT|MISS)\s+/, "$1 "));
  return {
    dockerfile,
    first: FIRST.replace("@", nonce),
    buildArgs: Object.fromEntries(args.map(([, key = "", value = ""]) => [key, value] as const)),
    steps,
  };
}

test("all 25 scenarios are there", () => {
  expect(names.map((name) => name.replace(".txt", ""))).toEqual(Object.keys(scenarios));
});

describe("second builds: BuildKit's hits and misses, and the reason for the first miss", () => {
  test.each(Object.entries(scenarios))("%s", async (name, { change, reason, detail }) => {
    const { dockerfile, first: before, buildArgs, steps } = parse(`${name}.txt`);
    const lab = new TestBuilder();
    const fs = context();
    await lab.build(before, fs);
    change?.(fs);
    const built = await lab.build(dockerfile, fs, {
      buildArgs,
    });
    expect(
      built.steps.map(({ step, miss }) => `${miss === undefined ? "HIT" : "MISS"} ${step.name}`),
    ).toEqual(steps);
    const misses = built.steps.flatMap(({ miss }) => (miss === undefined ? [] : [miss]));
    expect(misses[0]?.reason).toBe(reason);
    // Everything above the first miss was rebuilt because of it; a variable reaches every later RUN by itself.
    const [first] = misses;
    const cause = built.steps.find(({ miss }) => miss !== undefined)?.label;
    for (const miss of misses.slice(1))
      expect([first, { reason: "parent-changed", cause }]).toContainEqual(miss);
    if (detail !== undefined) expect(misses[0]).toMatchObject(detail);
  });
});
