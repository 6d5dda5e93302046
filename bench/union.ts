/**
 * What looking, listing, starting and committing cost as layers and files grow. Prints a table.
 *
 * ```
 * npm run bench -- union
 * ```
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DiskMedium } from "../src/content/disk-medium.js";
import { EmbeddedEngine } from "../src/engine/embedded/engine.js";
import { createRuntime } from "../src/programs/runtime.js";
import type { Entry } from "../src/tar/entry.js";
import { writeArchive } from "../src/tar/write.js";
import { entry, file, stream } from "../test/archives.js";

const runtime = createRuntime();
const DIRECTORIES = 1000;

/** An archive of `files` small files in 1000 directories. */
function archive(files: number): AsyncIterable<Uint8Array> {
  function* entries(): Generator<Entry> {
    yield entry("files/");
    for (let at = 0; at < DIRECTORIES; at++) {
      yield entry(`files/d${at}/`);
      for (let number = 0; number < files / DIRECTORIES; number++)
        yield file(`files/d${at}/f${number}`, `${number}\n`);
    }
  }
  return stream(writeArchive(entries()));
}

/** Milliseconds of one call: the median of several. */
async function time(act: () => unknown, runs = 9): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await act();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[runs >> 1] ?? 0;
}

const PATHS = Array.from({ length: 1000 }, (_, at) => `/files/d${(at * 7) % DIRECTORIES}/f${at % 10}`);

async function measure(
  layers: number,
  files: number,
  home: string | undefined,
): Promise<Record<string, number>> {
  const engine = new EmbeddedEngine({
    runtime,
    ...(home === undefined ? {} : { medium: new DiskMedium(home) }),
  });
  const importing = await time(() => engine.import(archive(files), { reference: "image" }), 1);
  for (let layer = 1; layer < layers; layer++) {
    const id = await engine.create({ image: "image", command: ["none"] });
    const fs = await engine.fileSystem(id);
    fs.writeFile(`/files/d${layer}/of-layer-${layer}`, new TextEncoder().encode(`${layer}\n`));
    fs.unlink(`/files/d${layer + 200}/f0`);
    await engine.commit(id, { reference: "image" });
    await engine.removeContainer(id);
  }
  const id = await engine.create({ image: "image", command: ["none"] });
  const fs = await engine.fileSystem(id);
  const lookups = await time(() => PATHS.map((path) => fs.lstatIfExists(path)?.size));
  const listings = await time(() =>
    PATHS.map((path) => fs.readdir(path.slice(0, path.lastIndexOf("/"))).length),
  );
  const creating = await time(() => engine.create({ image: "image", command: ["none"] }));
  let step = 0;
  const committing = await time(async () => {
    step += 1;
    fs.writeFile("/files/d1/changed", new TextEncoder().encode(`${step}\n`));
    await engine.commit(id);
  });
  return {
    layers,
    files,
    "import ms": importing,
    "lookup µs": lookups,
    "readdir µs": listings,
    "create ms": creating,
    "commit 1 file ms": committing,
  };
}

const rows: Record<string, string>[] = [];
for (const kept of [false, true])
  for (const [layers, files] of [
    [1, 1000],
    [124, 1000],
    [1, 100_000],
    [124, 100_000],
  ] as const) {
    const home = kept ? mkdtempSync(join(tmpdir(), "layerlab-bench-")) : undefined;
    try {
      const row = await measure(layers, files, home);
      rows.push({
        store: kept ? "disk" : "memory",
        ...Object.fromEntries(Object.entries(row).map(([name, value]) => [name, format(value)])),
      });
    } finally {
      if (home !== undefined) rmSync(home, { recursive: true, force: true });
    }
  }
console.table(rows);

function format(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 0);
}
