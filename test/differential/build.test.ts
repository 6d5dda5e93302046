import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { machineTree } from "../../src/cli/disk/machine.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { stream } from "../archives.js";
import { describeWith } from "../components.js";
import { fixture } from "../fixtures.js";
import { cases, SEED } from "../random.js";
import { type Dockerd, startDockerd } from "./dockerd.js";
import { savedLayers } from "./saved-layers.js";
import { entries } from "./sides.js";

const SEQUENCES = cases(2);
const BUILDS = 3;
const base = fixture("docker-ops/tiny-base.tar");

const instruction = fc.oneof(
  fc
    .tuple(fc.constantFrom("a", "b"), fc.constantFrom("1", "2"))
    .map(([name, text]) => `RUN echo ${text} >> /${name}`),
  fc.constantFrom(
    "RUN rm -rf /data/olddir",
    "RUN echo $V$A > /v",
    "RUN rm -f /a; mkdir -p /a/b",
    "RUN ln -s /data /sl; ln /data/a.txt /hard",
    "RUN --mount=type=tmpfs,target=/data/sub echo x > /data/sub/new; ls /data/sub > /listed",
  ),
  fc.constantFrom(
    "COPY x /x",
    "COPY . /all/",
    "COPY --chown=1:2 y /sub/",
    "ADD x y /many/",
    "COPY dir /data/olddir",
    "COPY dir/z /data/sub/c.txt",
  ),
  fc.constantFrom(
    "WORKDIR /w",
    "WORKDIR sub",
    "ENV V=1",
    "ENV V=2",
    "ARG A=1",
    "ARG A=2",
    "LABEL l=1",
    'CMD ["x"]',
  ),
);
const dockerfile = fc
  .array(instruction, { minLength: 1, maxLength: 7 })
  .map((lines) => `FROM tiny\n${lines.join("\n")}\n`);
// Of different lengths: BuildKit takes a file of the same size and time for the one it has.
const context = fc.record({ x: fc.constantFrom("1", "22"), y: fc.constantFrom("1", "22") });

/**
 * Other Dockerfiles in each run, built by real BuildKit and here, one after another with their caches: which steps
 * are reused, what the layers hold and what history says has to be equal.
 */
describeWith(["dockerd"], `random Dockerfiles in real BuildKit and here, seed ${SEED}`, (component) => {
  let dockerd: Dockerd;
  let engine: EmbeddedEngine;
  let directory: string;

  beforeAll(async () => {
    dockerd = await startDockerd(component("dockerd"));
    directory = mkdtempSync(join(tmpdir(), "layerlab-build-"));
    engine = new EmbeddedEngine({ runtime: createRuntime() });
    writeFileSync(join(directory, "base.tar"), base);
    const made = dockerd.docker(["import", "-c", "ENV PATH=/bin", "base.tar", "tiny"], { cwd: directory });
    if (made.exitCode !== 0) throw new Error(made.stderr);
    await engine.import(stream(base), { reference: "tiny", changes: ["ENV PATH=/bin"] });
  });
  afterAll(async () => {
    if (directory !== undefined) rmSync(directory, { recursive: true });
    await dockerd?.stop();
  });

  const sequences = fc.sample(
    fc.array(fc.tuple(dockerfile, context), { minLength: BUILDS, maxLength: BUILDS }),
    SEQUENCES,
  );
  for (const [at, builds] of sequences.entries()) {
    test(`${BUILDS} builds, sequence ${at + 1} of ${SEQUENCES.numRuns}`, async () => {
      for (const [number, [text, files]] of builds.entries()) {
        const folder = join(directory, `context-${at}`);
        writeContext(folder, files);
        const real = await realBuild(dockerd, folder, text);
        const told = `LAYERLAB_TEST_SEED=${SEED}, build ${number + 1}:\n${text}`;
        const building = engine.build({
          dockerfile: text,
          context: machineTree(folder),
          tags: [`out-${at}`],
        });
        if (real === "failed") {
          await expect(building, told).rejects.toThrow("did not complete successfully");
          continue;
        }
        const built = await building;
        const { history, layers } = await savedLayers(engine.save([built.id]), 1);
        const ours = {
          steps: built.steps.map(
            ({ label, miss }) => `${miss === undefined ? "CACHED" : "DONE"} ${withoutStage(label)}`,
          ),
          history: history.map(withoutFlags),
          layers: layers.map((layer) => withoutNoise(entries(layer))),
        };
        expect(ours, told).toEqual(real);
      }
    }, 120_000);
  }
});

/** BuildKit names the only stage when a RUN has mounts; that of Docker 20.10 does not yet. */
function withoutStage(label: string): string {
  return label.replace("[stage-0 ", "[");
}

function writeContext(folder: string, { x, y }: { x: string; y: string }): void {
  mkdirSync(join(folder, "dir"), { recursive: true });
  const files: readonly (readonly [string, string])[] = [
    ["x", x],
    ["y", y],
    ["dir/z", "z\n"],
  ];
  for (const [name, text] of files) {
    writeFileSync(join(folder, name), text);
    utimesSync(join(folder, name), 1704153600, 1704153600);
  }
  for (const name of ["dir", "."]) utimesSync(join(folder, name), 1704153600, 1704153600);
}

async function realBuild(dockerd: Dockerd, folder: string, text: string) {
  const { stderr, stdout, exitCode } = dockerd.docker(
    ["build", "--progress=plain", "--network=none", "-t", "out", "-f", "-", "."],
    {
      cwd: folder,
      stdin: Buffer.from(text),
      env: { DOCKER_BUILDKIT: "1" },
    },
  );
  if (exitCode !== 0) {
    if (!/did not complete successfully|executor failed running/.test(stderr)) throw new Error(stderr);
    return "failed";
  }
  const saved = dockerd.docker(["save", "out"]);
  const { history, layers } = await savedLayers(stream(saved.stdout), 1);
  return {
    steps: stepsOf(`${stderr}${stdout}`),
    history,
    layers: layers.map((layer) => withoutNoise(entries(layer))),
  };
}

/** `#5 [2/3] RUN …` and later `#5 CACHED` or `#5 DONE 0.1s`, in the order of the labels. */
function stepsOf(log: string): readonly string[] {
  const names = new Map<string, string>();
  const results = new Map<string, string>();
  for (const line of log.split("\n")) {
    const [, id = "", text = ""] = /^#(\d+) (.*)$/.exec(line) ?? [];
    if (/^\[\d+\/\d+\] /.test(text) && !names.has(id)) names.set(id, text);
    if (/^(CACHED|DONE)/.test(text) && !results.has(id)) results.set(id, text.split(" ")[0] ?? "");
  }
  return [...names]
    .filter(([, name]) => !/^\[\d+\/\d+\] FROM/.test(name))
    .map(([id, name]) => ({ number: Number(/^\[(\d+)/.exec(name)?.[1]), text: `${results.get(id)} ${name}` }))
    .sort((a, b) => a.number - b.number)
    .map(({ text }) => text);
}

/**
 * The base lacks the mount points a RUN needs, so BuildKit leaves them in the layer. And it keeps the context's files
 * from build to build: a directory has the time at which it last took over a file, not the source's.
 */
function withoutNoise(lines: readonly string[]): readonly string[] {
  return lines
    .filter((line) => !/^directory (dev|etc|proc|sys)\/ /.test(line))
    .map((line) => line.replace(/^(directory \S+ \S+ \S+) \S+/, "$1"));
}

/** 20.10 leaves COPY's flags out of history; 26 has them, and so have we (see test/builder/recorded.test.ts). */
function withoutFlags(line: string): string {
  return line.replace(/^((?:COPY|ADD) )(?:--\S+ )+/, "$1");
}
