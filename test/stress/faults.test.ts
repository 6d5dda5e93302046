import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { DiskMedium } from "../../src/content/disk-medium.js";
import { selfName } from "../../src/content/disk-process.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { LayerlabError } from "../../src/errors/base.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { NO_CREDENTIALS } from "../../src/registry/distribution/credentials.js";
import { SEED } from "../random.js";
import { type Call, type Fault, type FaultKind, KilledError } from "./faulty-fs.js";
import {
  ProgramFailed,
  prepare,
  REGISTRY,
  SCENARIOS,
  type Step,
  stateOf,
  unaccounted,
} from "./store-steps.js";
import { Random, rounds, TIMEOUT } from "./stress.js";

const disk = await vi.hoisted(async () => {
  const { FaultyFs: Disk } = await import("./faulty-fs.js");
  return new Disk(await vi.importActual<typeof import("node:fs")>("node:fs"));
});
vi.mock("node:fs", () => ({ ...disk.fs, default: disk.fs }));
// Nothing here goes by the clock. The timers of a process that was killed would go on in this one, on a disk that refuses.
vi.mock("#platform/timers", async (original) => {
  const real = await original<typeof import("../../src/platform/node/timers.js")>();
  return { ...real, setInterval: () => real.setInterval(() => {}, 60_000).unref() };
});

/** Of each scenario in a usual run; there are about 400. */
const FEW = 8;
const runtime = createRuntime();
const NOW = Date.UTC(2024, 0, 1) / 1000;
const root = mkdtempSync(join(tmpdir(), "layerlab-faults-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function open(home: string): EmbeddedEngine {
  return new EmbeddedEngine({
    runtime,
    medium: new DiskMedium(home),
    clock: () => NOW,
    registry: { fetch: REGISTRY, credentials: NO_CREDENTIALS, sleep: async () => {} },
  });
}

/** A process that was killed: its name stays in the files, but nobody has it any more. */
function bury(home: string): void {
  const self = selfName();
  const dead = self.replace(/^\d+ \S+/, `${2 ** 22 + 1} 1`);
  for (const path of readdirSync(home, { recursive: true, encoding: "utf8" })) {
    const full = join(home, path);
    if (/^ingest\/./.test(path))
      renameSync(
        full,
        full.replace(/[^/]*$/, (name) => name.replace(/^\d+/, `${2 ** 22 + 1}`)),
      );
    else if (/(^lock[^/]*|^leases\/.*|\/owner)$/.test(path))
      writeFileSync(full, readFileSync(full, "utf8").replaceAll(self, dead));
  }
}

/** Faults that make a difference at this call. */
function kinds({ does }: Call): readonly FaultKind[] {
  if (does === "looks") return ["EIO"];
  if (does === "changes") return ["EIO", "killed", "torn"];
  return ["EIO", "ENOSPC", "full", "killed", "torn"];
}

/** A step that went well: the store it began with, the calls it took, what was there before and after. */
interface Known {
  readonly step: Step;
  readonly home: string;
  readonly calls: readonly Call[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

let start: string;
beforeAll(async () => {
  start = join(root, "start");
  await prepare(open(start));
});

/** The scenario without a fault. */
async function reference(name: string, steps: readonly Step[]): Promise<readonly Known[]> {
  const home = join(root, name);
  cpSync(start, home, { recursive: true });
  const known: Known[] = [];
  for (const [at, step] of steps.entries()) {
    const begin = join(root, `${name}-${at}`);
    cpSync(home, begin, { recursive: true });
    const before = known.at(-1)?.after ?? (await stateOf(open(home)));
    const disarm = disk.arm(home);
    await step.run(open(home));
    const calls = disarm();
    known.push({ step, home: begin, calls, before, after: await stateOf(open(home)) });
  }
  return known;
}

class StuckError extends Error {}

async function settled(work: Promise<unknown>): Promise<{ readonly error?: unknown }> {
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new StuckError("it never ends")), 20_000);
  });
  return Promise.race([work, stuck])
    .then(
      () => ({}),
      (error: unknown) => ({ error }),
    )
    .finally(() => clearTimeout(timer));
}

interface Round {
  readonly step: Step;
  readonly call: Call;
  readonly fault: Fault;
  /** The store it begins with. */
  readonly from: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

let count = 0;
async function round({ step, fault, from, before, after }: Round): Promise<readonly string[]> {
  const wrong: string[] = [];
  const place = join(root, `round-${count++}`);
  cpSync(from, place, { recursive: true });
  const looked = async (engine: EmbeddedEngine) =>
    (await stateOf(engine).catch((error: unknown) => [`cannot be read: ${error}`])).join("\n");
  const [old, wanted] = [before.join("\n"), after.join("\n")];
  const engine = open(place);
  const disarm = disk.arm(place, fault);
  const { error } = await settled(step.run(engine));
  const { isDead } = disk;
  const home = isDead ? `${place}-found` : place;
  disarm(home);
  const failed = error instanceof ProgramFailed || (error !== undefined && step.inParts === true);
  if (
    !(
      error === undefined ||
      error instanceof ProgramFailed ||
      error instanceof LayerlabError ||
      error instanceof KilledError
    )
  )
    wrong.push(`not a refusal of ours: ${error instanceof Error ? error.stack : error}`);
  const possible = error === undefined ? [wanted] : [old, wanted];
  let own: string | undefined;
  if (!isDead) {
    own = await looked(engine);
    if (!failed && !possible.includes(own))
      wrong.push(`after ${error} this engine shows\n${unlike(own, old, wanted)}`);
  }
  bury(home);
  const next = open(home);
  const seen = await looked(next);
  if (own !== undefined && seen !== own) wrong.push(`another engine shows\n${unlike(seen, own)}`);
  if (!failed && !possible.includes(seen))
    wrong.push(`after ${error} another engine shows\n${unlike(seen, old, wanted)}`);
  if (seen !== wanted) {
    const again = await settled(step.run(next));
    if (again.error !== undefined) wrong.push(`the second time: ${again.error}`);
    const then = await looked(next);
    if (then !== wanted && !(failed && seen !== old))
      wrong.push(`the second time this comes of it:\n${unlike(then, wanted)}`);
  }
  await next.images();
  wrong.push(...leftovers(home, (await next.containers({ all: true })).length));
  rmSync(home, { recursive: true, force: true });
  return wrong;
}

/** The lines that are not in both. */
function unlike(seen: string, ...expected: readonly string[]): string {
  const lines = seen.split("\n");
  return expected
    .map((text) => {
      const other = text.split("\n");
      const more = lines.filter((line) => !other.includes(line)).map((line) => `  + ${line}`);
      return [...more, ...other.filter((line) => !lines.includes(line)).map((line) => `  - ${line}`)].join(
        "\n",
      );
    })
    .join("\n or\n");
}

function leftovers(home: string, containers: number): readonly string[] {
  const { garbage, lost } = unaccounted(home);
  const left = readdirSync(home).filter((name) => /lock|garbage/.test(name));
  for (const folder of ["leases", "ingest"])
    left.push(...readdirSync(join(home, folder)).map((name) => `${folder}/${name}`));
  const kept = readdirSync(join(home, "containers")).length;
  return [
    ...lost.map((hex) => `blob ${hex} has other bytes`),
    ...garbage.map((hex) => `nothing needs blob ${hex}`),
    ...left.map((name) => `${name} is left`),
    ...(kept === containers ? [] : [`${kept} directories for ${containers} containers`]),
  ];
}

describe("each call of the disk fails in its turn", () => {
  test.each(Object.entries(SCENARIOS))("%s", TIMEOUT, async (name, steps) => {
    const known = await reference(name.replaceAll(" ", "-"), steps);
    const cases = new Random(SEED, 0).shuffled(known.flatMap(faultsOf));
    const share = 1 / Object.keys(SCENARIOS).length;
    const counts = await rounds(
      { part: "faults", name, few: FEW, all: cases.length, share },
      async (_random, at) => {
        const each = cases[at];
        if (each === undefined) return {};
        const { step, fault, call } = each;
        const title = `${step.name}: ${fault.kind} at its call ${fault.at}, ${call.name}`;
        expect([title, ...(await round(each))]).toEqual([title]);
        return { "disk calls that failed": 1, [fault.kind]: 1 };
      },
    );
    expect(counts["disk calls that failed"]).toBeGreaterThanOrEqual(Math.min(FEW, cases.length));
  });
});

function faultsOf({ step, home: from, calls, before, after }: Known): readonly Round[] {
  return calls.flatMap((call, at) =>
    kinds(call).map((kind) => ({ step, call, fault: { at, kind }, from, before, after })),
  );
}
