import { describe, expect, test } from "vitest";
import { fixture } from "../fixtures.js";
import { type BuildLab, buildLab } from "./build-lab.js";

interface Recorded {
  readonly index: { readonly manifests: readonly { readonly digest: string }[] };
  readonly blobs: Readonly<Record<string, string>>;
}
interface Case {
  readonly dockerfile: string;
  readonly files: Readonly<Record<string, string>>;
}

const json = <Value>(path: string): Value => JSON.parse(new TextDecoder().decode(fixture(path)));
const CASE: Case = json("buildkit-cache/case.json");
const RECORDED: Recorded = json("buildkit-cache/cache.json");

/** A lab that has the base image, and the folder that BuildKit wrote. */
async function recordedLab(): Promise<BuildLab> {
  const lab = await buildLab({ ...CASE.files, Dockerfile: CASE.dockerfile });
  const { disk } = lab;
  const write = (path: string, bytes: Uint8Array) =>
    disk.write(
      path,
      (async function* () {
        yield bytes;
      })(),
    );
  disk.makeDirectory("cache/blobs/sha256");
  await write("cache/index.json", new TextEncoder().encode(JSON.stringify(RECORDED.index)));
  for (const [digest, content] of Object.entries(RECORDED.blobs))
    await write(`cache/blobs/${digest.replace(":", "/")}`, Buffer.from(content, "base64"));
  await write("base.tar", fixture("docker-ops/tiny-base.tar"));
  const imported = await lab.docker(
    `docker import --platform linux/amd64 -c 'ENV PATH=/bin' -c 'CMD ["/bin/sh"]' base.tar tiny-base`,
  );
  expect(imported.exitCode).toBe(0);
  return lab;
}

function records(bytes: string): readonly { readonly digest: string; readonly layers?: unknown }[] {
  return JSON.parse(bytes).records;
}

const recordedConfig = (): string => {
  const blob = (digest = "") => Buffer.from(RECORDED.blobs[digest] ?? "", "base64").toString();
  const manifest = JSON.parse(blob(RECORDED.index.manifests[0]?.digest));
  return blob(manifest.manifests.at(-1).digest);
};

/** Every step that makes a layer, and the two base images. */
const ALL = CASE.dockerfile.match(/^(RUN|COPY|ADD|WORKDIR|FROM tiny-base)/gm)?.length;
const cachedSteps = (stderr: string): number => stderr.match(/^#\d+ CACHED$/gm)?.length ?? 0;

describe("BuildKit's cache", () => {
  test("every step comes from there", async () => {
    const { docker } = await recordedLab();
    const { exitCode, stderr } = await docker("docker build --cache-from type=local,src=cache -t x .");
    expect(exitCode).toBe(0);
    expect(cachedSteps(stderr)).toBe(ALL);
    expect(stderr).not.toMatch(/WARN|ERROR/);
    const listing = await docker("docker build --cache-from type=local,src=cache -o type=tar,dest=- .");
    expect(listing.stdout).toContain("b/y/w");
  });

  test("what is written of the same steps has BuildKit's names", async () => {
    const lab = await recordedLab();
    await lab.docker("docker buildx create --use");
    await lab.docker(
      "docker build --cache-from type=local,src=cache --cache-to type=local,dest=ours,mode=max -o type=cacheonly .",
    );
    const index = JSON.parse((await lab.read("ours/index.json")) ?? "");
    const at = (digest: string) => `ours/blobs/${digest.replace(":", "/")}`;
    const manifest = JSON.parse((await lab.read(at(index.manifests[0].digest))) ?? "");
    const ours = records((await lab.read(at(manifest.manifests.at(-1).digest))) ?? "");
    const theirs = new Map(records(recordedConfig()).map((record) => [record.digest, record]));
    // Each of ours is one of theirs, which has a result where ours has one.
    for (const { digest, layers } of ours)
      expect([digest, theirs.has(digest), layers !== undefined]).toEqual([
        digest,
        true,
        theirs.get(digest)?.layers !== undefined,
      ]);
    // Theirs has one more for each base image: its manifest's.
    expect(theirs.size - new Set(ours.map(({ digest }) => digest)).size).toBe(1);
  });

  test.each<[string, (lab: BuildLab) => Promise<void>]>([
    ["another command", (lab) => lab.write("Dockerfile", CASE.dockerfile.replace("echo q", "echo Q"))],
    ["another variable", (lab) => lab.write("Dockerfile", CASE.dockerfile.replace("X=1", "X=2"))],
    ["another file", (lab) => lab.write("d/e/x", "4\n")],
    ["another name of a file", (lab) => lab.write("d/e/x2", "3\n")],
  ])("%s is another step, which has to run", async (_, change) => {
    const lab = await recordedLab();
    await change(lab);
    const { stderr } = await lab.docker("docker build --cache-from type=local,src=cache .");
    expect(cachedSteps(stderr)).toBeGreaterThan(2);
    expect(cachedSteps(stderr)).toBeLessThan(ALL ?? 0);
  });
});
