import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { DiskMedium } from "../../../src/content/disk-medium.js";
import { ContentStore } from "../../../src/content/store.js";
import { EmbeddedEngine } from "../../../src/engine/embedded/engine.js";
import { createRuntime } from "../../../src/programs/runtime.js";
import { stream } from "../../archives.js";
import { describeWith } from "../../components.js";
import { fixture } from "../../fixtures.js";
import { SEED } from "../../random.js";
import { exec } from "../contract/support.js";

const KILLS = 50;
const base = fixture("docker-ops/tiny-base.tar");
const worker = fileURLToPath(new URL("./committing.mjs", import.meta.url));

/** The same numbers for the same seed, so that a failure can be looked into. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What a killed process had acknowledged: images by the step they hold. */
interface Acknowledged {
  readonly images: Map<string, number>;
  /** Being removed when the process was killed: may be there or not. */
  readonly uncertain: Set<string>;
}

/**
 * Lets a process commit `images` images, then kills it `delay` ms later. Counted in images, since on a machine
 * under load a delay alone may be over before the first of them, and nothing was tested.
 */
async function runAndKill(
  home: string,
  start: number,
  { images, delay }: { images: number; delay: number },
  told: Acknowledged,
): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, [worker, home, String(start)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<string>((resolve) =>
    child.once("exit", (code, signal) => resolve(signal ?? `${code}`)),
  );
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  let timer: NodeJS.Timeout | undefined;
  let left = images;
  const killIfDone = () => {
    if (left === 0) timer ??= setTimeout(() => child.kill("SIGKILL"), delay);
  };
  if (child.stdout === null) throw new Error("no pipe");
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, id = "", step = ""] = line.split(" ");
    if (word === "ready") killIfDone();
    else if (word === "image") {
      told.images.set(id, Number(step));
      left -= 1;
      killIfDone();
    } else if (word === "removing") {
      told.images.delete(id);
      told.uncertain.add(id);
    } else if (word === "removed") told.uncertain.delete(id);
  }
  clearTimeout(timer);
  expect([await ended, errors]).toEqual(["SIGKILL", ""]);
}

describeWith(["build"], "a process killed while it commits", () => {
  test(`${KILLS} times: no acknowledged image is lost (LAYERLAB_TEST_SEED=${SEED})`, {
    timeout: 240_000,
  }, async () => {
    const home = mkdtempSync(join(tmpdir(), "layerlab-kill-"));
    const random = randomFrom(SEED);
    const runtime = createRuntime();
    const open = () => new EmbeddedEngine({ runtime, medium: new DiskMedium(home) });
    const told: Acknowledged = { images: new Map(), uncertain: new Set() };
    try {
      await open().import(stream(base), { reference: "tiny" });
      let crashes = 0;
      for (let round = 0; round < KILLS; round++) {
        await runAndKill(
          home,
          round * 1000,
          { images: Math.floor(random() * 5), delay: random() * 60 },
          told,
        );
        if (readdirSync(home).includes("lock")) crashes += 1;
        const engine = open();
        const listed = new Set((await engine.images({ all: true })).map(({ id }) => `${id}`));
        for (const [id, step] of told.images) {
          expect(listed.has(id), `round ${round}: image ${id} of step ${step}`).toBe(true);
          const { RootFS, RepoTags } = await engine.inspectImage(id);
          expect(RepoTags).toEqual([`made:${step}`]);
          for (const layer of RootFS.Layers) engine.content.open(layer);
        }
        // Nothing but acknowledged images, the one the pipe had no time for, and one of each that was being removed.
        expect(listed.size - told.images.size - 1).toBeLessThanOrEqual(round + 1 + told.uncertain.size);
        const name = `box${round * 1000}`;
        const { exitCode, stdout, stderr } = await exec(engine, name, "cat /step 2>/dev/null || echo none");
        expect([exitCode, stderr]).toEqual([0, ""]);
        const last = Math.max(-1, ...[...told.images.values()].filter((step) => step >= round * 1000));
        if (last >= 0) expect(Number(stdout)).toBeGreaterThanOrEqual(last);
        expect(readdirSync(join(home, "ingest"))).toEqual([]);
        await engine.removeContainer(name, { force: true });
      }
      expect(told.images.size).toBeGreaterThan(KILLS / 5);
      // What was stored and never referred to is gone as well.
      const engine = open();
      await engine.prune({ kind: "system" });
      const used = new Set<string>();
      for (const { id } of await engine.images({ all: true })) {
        used.add(id);
        for (const layer of (await engine.inspectImage(id)).RootFS.Layers) used.add(layer);
      }
      const index = JSON.parse(readFileSync(join(home, "index.json"), "utf8"));
      for (const { digest, annotations } of index.manifests) {
        used.add(digest);
        // What was done in the containers that images were committed from.
        for (const kept of annotations["dev.layerlab.image.commands"]?.split(" ") ?? []) used.add(kept);
      }
      expect(new Set(new ContentStore(new DiskMedium(home)).list())).toEqual(used);
      process.stdout.write(
        `kill test: ${told.images.size} images acknowledged and kept; ${crashes} of ${KILLS} kills hit a held lock (seed ${SEED})\n`,
      );
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});
