import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { DiskMedium } from "../../src/content/disk-medium.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { stream } from "../archives.js";
import { describeWith } from "../components.js";
import { fixture } from "../fixtures.js";
import { temporaryFolder } from "../temporary-folder.js";
import { unaccounted } from "./store-steps.js";
import { rounds, TIMEOUT } from "./stress.js";

const worker = fileURLToPath(new URL("./worker.mjs", import.meta.url));
const runtime = createRuntime();

/** Which names there are, by what a process said before it was killed. */
class Told {
  readonly images = new Map<string, string>();
  /** Being made or removed at that moment. */
  readonly uncertain = new Set<string>();
  said = 0;

  hear(line: string): void {
    const [word, name = "", id = ""] = line.split(" ");
    this.said += 1;
    if (word === "making" || word === "removing") {
      this.uncertain.add(name);
      this.images.delete(name);
    } else this.uncertain.delete(name);
    if (word === "made") this.images.set(name, id);
  }
}

/** Lets a process work until it has said so much, then kills it `delay` ms later. */
async function workAndDie(args: readonly string[], told: Told, until: number, delay: number): Promise<void> {
  const child = spawn(process.execPath, [worker, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<string>((resolve) =>
    child.once("exit", (code, signal) => resolve(signal ?? `${code}`)),
  );
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  let timer: NodeJS.Timeout | undefined;
  let lines = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    told.hear(line);
    lines += 1;
    if (lines >= until) timer ??= setTimeout(() => child.kill("SIGKILL"), delay);
  }
  clearTimeout(timer);
  expect([await ended, errors]).toEqual(["SIGKILL", ""]);
}

describeWith(["build"], "processes killed at any moment, one or two at a time", () => {
  test("lose nothing that was acknowledged, and leave nothing", TIMEOUT, async () => {
    const home = temporaryFolder();
    const open = () => new EmbeddedEngine({ runtime, medium: new DiskMedium(home) });
    const tiny = await open().import(stream(fixture("docker-ops/tiny-base.tar")), {
      reference: "tiny",
      changes: ["CMD /bin/sh"],
    });
    const counts = await rounds({ part: "kills", name: "kills", few: 4 }, async (random, at) => {
      const told = [new Told(), new Told()].slice(0, 1 + random.below(2));
      await Promise.all(
        told.map((each, which) =>
          workAndDie(
            [home, String(random.below(2 ** 31)), `r${at}${"ab"[which]}`],
            each,
            1 + random.below(12),
            random.next() * 80,
          ),
        ),
      );
      const heldLocks = readdirSync(home).includes("lock") ? 1 : 0;
      const engine = open();
      const images = await engine.images({ all: true });
      const found = new Map(images.flatMap(({ id, tags }) => tags.map((tag) => [tag, `${id}`] as const)));
      for (const { images: made, uncertain } of told) {
        for (const [name, id] of made) expect([name, found.get(name)]).toEqual([name, id]);
        for (const name of uncertain) made.set(name, "");
      }
      const known = new Set(["tiny:latest", ...told.flatMap(({ images: made }) => [...made.keys()])]);
      // The pipe may have had no time for what was said last.
      expect([...found.keys()].filter((name) => !known.has(name)).length).toBeLessThanOrEqual(told.length);
      for (const { id } of images) {
        for (const layer of (await engine.inspectImage(id)).RootFS.Layers) engine.content.open(layer);
        await engine.history(id);
      }
      for (const { name } of await engine.containers({ all: true })) {
        await engine.diff(name);
        await engine.removeContainer(name, { force: true });
      }
      for (const name of found.keys())
        if (name !== "tiny:latest") await engine.removeImage(name, { force: true });
      await engine.prune({ kind: "images", all: false });
      await engine.pruneBuildCache();
      expect((await engine.images({ all: true })).map(({ id }) => id)).toEqual([tiny]);
      expect(unaccounted(home)).toEqual({ garbage: [], lost: [] });
      for (const folder of ["ingest", "leases", "containers"])
        expect(readdirSync(join(home, folder))).toEqual([]);
      expect(readdirSync(home).filter((name) => /lock|garbage/.test(name))).toEqual([]);
      const acknowledged = told.reduce((sum, { said }) => sum + said, 0);
      return {
        kills: told.length,
        "kills with the lock held": heldLocks,
        "lines acknowledged": acknowledged,
      };
    });
    expect(counts["lines acknowledged"]).toBeGreaterThan(0);
  });
});
