import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readArchive } from "../../src/tar/read.js";
import { fromBytes, toBytes } from "../../src/vfs/data.js";
import { describeWith } from "../components.js";
import { fixture } from "../fixtures.js";
import { cases, SEED } from "../random.js";
import { type Dockerd, startDockerd } from "./dockerd.js";
import { entries, ourSide, realSide, type Side } from "./sides.js";

const IMAGES = cases(2);
/** Each container stands on what the one before left. */
const GENERATIONS = 3;

const path = fc.constantFrom(
  ..."a.txt b.txt link-a olddir olddir/one olddir/two olddir/new sub sub/c.txt sub/deep sub/deep/er n1 n2 n3 n1/x n1/y n2/x"
    .split(" ")
    .map((name) => `/data/${name}`),
  "/app",
  "/app/z",
  "/empty/e",
  "/tmp/t",
  "/etc/conf",
  "/rootfile",
);
/**
 * Two paths, neither in the other: of a thing into itself, or to where it is, busybox and GNU's programs say
 * different things, and layers are what is compared here.
 */
const two = fc
  .tuple(path, path)
  .filter(([from, to]) => !`${from}/`.startsWith(`${to}/`) && !`${to}/`.startsWith(`${from}/`));
const mode = fc.constantFrom("600", "755", "4755", "1777", "000");
const owner = fc.constantFrom("1000:1000", "0:5", "70000:70000");
const word = fc.constantFrom("one", "two words", "");

/** A line for a shell that has only the programs of the base image. */
const operation = fc.oneof(
  fc.tuple(word, path).map(([text, to]) => `echo '${text}' > ${to}`),
  fc.tuple(word, path).map(([text, to]) => `echo '${text}' >> ${to}`),
  path.map((to) => `rm ${to}`),
  path.map((to) => `rm -rf ${to} || :`),
  path.map((to) => `mkdir ${to}`),
  path.map((to) => `mkdir -p ${to}`),
  two.map(([from, to]) => `mv ${from} ${to}`),
  two.map(([from, to]) => `cp ${from} ${to}`),
  two.map(([from, to]) => `rm -rf ${to} || :; cp -p ${from} ${to}`),
  two.map(([from, to]) => `ln ${from} ${to}`),
  two.map(([from, to]) => `ln -s ${from} ${to}`),
  two.map(([from, to]) => `ln -sfn ${from} ${to}`),
  fc.tuple(mode, path).map(([bits, to]) => `chmod ${bits} ${to}`),
  fc.tuple(owner, path).map(([who, to]) => `chown ${who} ${to}`),
  path.map((to) => `touch ${to}`),
  path.map((to) => `touch -d '2020-02-02 00:00:00' ${to}`),
  path.map((to) => `rm -rf ${to} || :; mkdir ${to}`),
  // Of its own name: who opens a fifo waits for the other end.
  fc.constantFrom(
    "busybox mkfifo /data/fifo",
    "rm /data/fifo",
    "chmod 600 /data/fifo",
    "ln /data/fifo /app/fifo",
  ),
  path.map((to) => `busybox rmdir ${to}`),
  path.map((to) => `cat ${to}`),
);
const script = fc.array(operation, { minLength: 2, maxLength: 10 });

/**
 * Other changes in each run: what real Docker and we call changed, and what goes into the layer, has to be equal.
 * A failure names its seed.
 */
describeWith(["dockerd"], `random changes in real Docker and here, seed ${SEED}`, (component) => {
  let dockerd: Dockerd;
  let sides: readonly [real: Side, ours: Side];

  beforeAll(async () => {
    dockerd = await startDockerd(component("dockerd"));
    sides = [realSide(dockerd), ourSide()];
    const base = fixture("docker-ops/tiny-base.tar");
    for (const side of sides) {
      writeFileSync(join(side.directory, "base.tar"), base);
      await succeed(side, "docker import base.tar tiny");
    }
  });
  afterAll(async () => {
    for (const side of sides ?? []) side.close();
    await dockerd?.stop();
  });

  for (const [at, scripts] of fc
    .sample(fc.array(script, { minLength: GENERATIONS, maxLength: GENERATIONS }), IMAGES)
    .entries())
    test(`image ${at + 1} of ${IMAGES.numRuns}`, async () => {
      for (const [generation, lines] of scripts.entries()) {
        // Docker compares times in whole seconds once they have been in a layer: what changes within the second
        // of its commit goes unseen, and on which side is chance.
        await nextSecond();
        const image = generation === 0 ? "tiny" : `i${at}-${generation}`;
        const name = `c${at}-${generation}`;
        const [real, ours] = await Promise.all(
          sides.map((side) => change(side, { image, name, lines, made: `i${at}-${generation + 1}` })),
        );
        expect(ours, `LAYERLAB_TEST_SEED=${SEED}, after: ${lines.join("\n")}\n`).toEqual(real);
      }
    }, 60_000);
});

interface Round {
  readonly image: string;
  readonly name: string;
  readonly lines: readonly string[];
  readonly made: string;
}

/** Which lines failed, what `docker diff` says, and what the committed layer holds. */
async function change(side: Side, { image, name, lines, made }: Round) {
  const numbered = lines.map((line, at) => `{ ${line}; } 2>/dev/null || echo ${at} failed`).join("\n");
  // A word of a docker line in single quotes, so a quote in it ends them, is escaped, and begins them again.
  const quoted = `'${numbered.replaceAll("'", `'\\''`)}'`;
  const printed = await succeed(side, `docker run --network none --name ${name} ${image} sh -c ${quoted}`);
  const diff = (await succeed(side, `docker diff ${name}`)).split("\n").sort();
  await succeed(side, `docker commit ${name} ${made}`);
  await succeed(side, `docker save -o saved.tar ${made}`);
  const before = Number(await succeed(side, `docker inspect -f '{{len .RootFS.Layers}}' ${image}`));
  const layers = layersOf(readFileSync(join(side.directory, "saved.tar")));
  return { printed, diff, layers: layers.slice(before).map((layer) => entries(layer)) };
}

function nextSecond(): Promise<void> {
  return wait(1000 - (Date.now() % 1000));
}

async function succeed(side: Side, line: string): Promise<string> {
  const { stdout, stderr, exitCode } = await side.docker(line);
  if (exitCode !== 0) throw new Error(`${line}\nexit ${exitCode}: ${stderr}`);
  return stdout.toString();
}

/** The layer archives of a saved image, lowest first, whatever the archive's layout. */
function layersOf(archive: Uint8Array): readonly Uint8Array[] {
  const files = new Map([...readArchive(fromBytes(archive))].map((entry) => [entry.name, entry]));
  const content = (name: string): Uint8Array => {
    const found = files.get(name);
    if (found === undefined) throw new Error(`${name} is not in the archive`);
    // The old layout has a layer once, and links to it.
    return found.type === "symlink" ? content(join(name, "..", found.linkname)) : toBytes(found.data);
  };
  const [image] = JSON.parse(Buffer.from(content("manifest.json")).toString());
  return image.Layers.map(content);
}
