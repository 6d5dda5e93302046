/**
 * Pull and push of an image of about 286 MB, beside skopeo and Docker where they are installed, against one registry
 * (Debian's `docker-registry`) on this machine. Prints a table. Starting dockerd takes root.
 *
 * ```
 * npm run bench -- registry
 * ```
 */
import { execFile, execFileSync } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { DiskMedium } from "../src/content/disk-medium.js";
import { EmbeddedEngine } from "../src/engine/embedded/engine.js";
import { createRuntime } from "../src/programs/runtime.js";
import { NO_CREDENTIALS } from "../src/registry/distribution/credentials.js";
import type { Entry } from "../src/tar/entry.js";
import { writeArchive } from "../src/tar/write.js";
import { entry, stream, file as tarFile } from "../test/archives.js";
import { type Dockerd, startDockerd } from "../test/differential/dockerd.js";
import { startRegistry } from "../test/registry/registry.js";

const MB = 1_000_000;
/** Sizes of the image's layers, in MB: one large base and what an application puts on it. */
const LAYERS = [69, 126, 60, 30, 1];
const RUNS = 3;

const run = promisify(execFile);

/** Files that compress about as well as programs and texts do: runs of noise between runs of words. */
function archive(layer: number, size: number): AsyncIterable<Uint8Array> {
  const file = new Uint8Array(MB);
  let state = layer + 1;
  const words = new TextEncoder().encode("the quick brown fox jumps over the lazy dog; ");
  function* entries(): Generator<Entry> {
    yield entry(`layer${layer}/`);
    for (let at = 0; at < size; at++) {
      for (let byte = 0; byte < file.length; byte++) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        file[byte] = byte % 1000 < 400 ? state >>> 24 : (words[byte % words.length] ?? 0);
      }
      yield tarFile(`layer${layer}/f${at}`, file.slice());
    }
  }
  return stream(writeArchive(entries()));
}

function found(program: string): boolean {
  try {
    execFileSync("which", [program], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Seconds: the best of several runs, since the machine has other things to do. */
async function best(act: (at: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < RUNS; at++) {
    const start = performance.now();
    await act(at);
    times.push((performance.now() - start) / 1000);
  }
  return Math.min(...times);
}

/** The same of pushes, each to a registry of its own: what one has is not sent again, whoever sent it. */
async function bestPush(
  prepare: (target: string, at: number) => Promise<() => Promise<unknown> | undefined>,
): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < RUNS; at++) {
    const empty = await startRegistry("docker-registry");
    try {
      const push = await prepare(`${empty.domain}/bench/pushed:1`, at);
      const start = performance.now();
      await push();
      times.push((performance.now() - start) / 1000);
    } finally {
      await empty.stop();
    }
  }
  return Math.min(...times);
}

const folder = mkdtempSync(join(tmpdir(), "layerlab-bench-registry-"));
const runtime = createRuntime();
const engine = (name: string) =>
  new EmbeddedEngine({
    runtime,
    medium: new DiskMedium(join(folder, name)),
    registry: { credentials: NO_CREDENTIALS },
  });

if (!found("docker-registry")) {
  console.error("this needs a registry: apt install docker-registry");
  process.exit(1);
}
const registry = await startRegistry("docker-registry");
let dockerd: Dockerd | undefined;
try {
  const lab = engine("source");
  const source = `${registry.domain}/bench/source:1`;
  let reference = `${registry.domain}/bench/base:1`;
  await lab.import(archive(0, LAYERS[0] ?? 0), { reference, platform: "linux/amd64" });
  for (const [at, size] of LAYERS.entries()) {
    if (at === 0) continue;
    const container = await lab.create({ image: reference, command: ["none"] });
    await lab.copyInto(container, "/", archive(at, size));
    reference = at === LAYERS.length - 1 ? source : `${registry.domain}/bench/step${at}:1`;
    await lab.commit(container, { reference });
  }
  const { Size } = await lab.inspectImage(source);
  const file = join(folder, "image.tar");
  await pipeline(lab.save([source]), createWriteStream(file));
  // A store that knows nothing of any registry, so that every push is a whole one.
  const push = async (at: number) => {
    const other = engine(`push${at}`);
    await other.load((await import("node:fs")).createReadStream(file));
    return other;
  };
  const rows: Record<string, Record<string, string>> = {};
  const row = (name: string, pushed: number, pulled: number, again: number) => {
    rows[name] = {
      "push s": pushed.toFixed(2),
      "push MB/s": (Size / MB / pushed).toFixed(0),
      "pull s": pulled.toFixed(2),
      "pull MB/s": (Size / MB / pulled).toFixed(0),
      "pull again s": again.toFixed(2),
    };
  };

  const pushers: EmbeddedEngine[] = [];
  for (let at = 0; at < RUNS; at++) pushers.push(await push(at));
  const pushed = await bestPush(async (target, at) => {
    await pushers[at]?.tag(source, target);
    return () => pushers[at]?.push(target);
  });
  const name = source;
  const compressed = (await lab.push(name)).layers.reduce((sum, layer) => sum + layer.transferred, 0);
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const pulled = await best((at) => engine(`pull${at}`).pull(name));
  clearInterval(watch);
  const last = engine("pull0");
  row("layerlab", pushed, pulled, await best(() => last.pull(name)));

  if (found("skopeo")) {
    const copy = (from: string, to: string) =>
      run("skopeo", ["copy", "--src-tls-verify=false", "--dest-tls-verify=false", from, to]);
    const skopeoPush = await bestPush(
      async (target) => () => copy(`docker-archive:${file}`, `docker://${target}`),
    );
    const skopeoPull = await best((at) => copy(`docker://${name}`, `dir:${join(folder, `skopeo${at}`)}`));
    // It keeps layers compressed, so it has less to do.
    row(
      "skopeo (to a directory)",
      skopeoPush,
      skopeoPull,
      await best(() => copy(`docker://${name}`, `dir:${join(folder, "skopeo0")}`)),
    );
  }
  if (found("dockerd") && process.getuid?.() === 0) {
    const docker = await startDockerd("dockerd");
    dockerd = docker;
    docker.docker(["load", "-i", file]);
    const dockerPush = await bestPush(async (target) => {
      docker.docker(["tag", source, target]);
      return async () => {
        const { exitCode, stderr } = docker.docker(["push", target]);
        if (exitCode !== 0) throw new Error(stderr);
      };
    });
    const dockerPull = await best(async () => {
      docker.docker(["image", "prune", "-af"]);
      const { exitCode, stderr } = docker.docker(["pull", name]);
      if (exitCode !== 0) throw new Error(stderr);
    });
    row(
      `docker ${docker.version}`,
      dockerPush,
      dockerPull,
      await best(async () => docker.docker(["pull", name])),
    );
  }
  console.log(
    `An image of ${LAYERS.length} layers, ${(Size / MB).toFixed(0)} MB, ${(compressed / MB).toFixed(0)} MB compressed; best of ${RUNS}.`,
  );
  console.table(rows);
  console.log(
    `Memory of layerlab while it pulled: ${(before / MB).toFixed(0)} MB before, ${(peak / MB).toFixed(0)} MB at most.`,
  );
} finally {
  await dockerd?.stop();
  await registry.stop();
  rmSync(folder, { recursive: true, force: true });
}
