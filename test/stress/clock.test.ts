import { expect, test, vi } from "vitest";
import { treeOf } from "../../src/api/build-context.js";
import { DiskMedium } from "../../src/content/disk-medium.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { NO_CREDENTIALS } from "../../src/registry/distribution/credentials.js";
import { stream } from "../archives.js";
import { exec } from "../engine/contract/support.js";
import { fixture } from "../fixtures.js";
import { temporaryFolder } from "../temporary-folder.js";
import { stateOf, unaccounted } from "./store-steps.js";
import { type Random, rounds, TIMEOUT } from "./stress.js";

/**
 * The machine's clock is set between any two commands: a little, by days, by decades, back and forth. What was
 * acknowledged stays, and nothing waits for a time that does not come.
 */
const runtime = createRuntime();
const base = fixture("docker-ops/tiny-base.tar");
const START = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;
const STEPS = 12;

function jump(random: Random): void {
  const far = random.pick([1, 1000, 60_000, 5 * 60_000 + 1, DAY, 400 * DAY, 30 * 365 * DAY]);
  const to = Date.now() + far * (random.next() * 2 - 1);
  vi.setSystemTime(Math.min(Math.max(to, 1000), Date.UTC(2150, 0)));
}

/** What should be there, by what was acknowledged. */
interface Model {
  /** Images by their names. */
  readonly names: Map<string, string>;
  /** In the order they were made, with what their file says. */
  readonly containers: Map<string, string>;
  /** What the file says in containers of an image, by the image's id; nothing where it is missing. */
  readonly said: Map<string, string>;
  /** The name of one of the images. */
  readonly image: () => string;
}

const ACTS: readonly [Act, ...Act[]] = [
  async (engine, { containers, names, said, image }, label) => {
    const from = image();
    await engine.create({ image: from, name: label, command: ["/bin/sh"], interactive: true });
    containers.set(label, said.get(names.get(from) ?? "") ?? "");
    await engine.start(label);
  },
  async (engine, { containers }, label, random) => {
    const name = random.shuffled([...containers.keys()])[0];
    if (name === undefined) return;
    const { exitCode } = await exec(engine, name, `echo ${label} > /data/said; busybox date > /data/date`);
    expect(exitCode).toBe(0);
    containers.set(name, `${label}\n`);
  },
  async (engine, { containers, names, said }, label, random) => {
    const name = random.shuffled([...containers.keys()])[0];
    if (name === undefined) return;
    const id = await engine.commit(name, { reference: `${label}:1` });
    names.set(`${label}:1`, id);
    said.set(id, containers.get(name) ?? "");
  },
  async (engine, { names, image }, label) => {
    await engine.tag(image(), `${label}:2`);
    names.set(`${label}:2`, (await engine.inspectImage(`${label}:2`)).Id);
  },
  async (engine, { containers }, _label, random) => {
    const name = random.shuffled([...containers.keys()])[0];
    if (name === undefined) return;
    await engine.removeContainer(name, { force: true });
    containers.delete(name);
  },
  async (engine, { containers }, _label, random) => {
    // What another terminal prunes while an image is being saved; the clock goes on in between.
    let size = 0;
    for await (const chunk of engine.save(["tiny"])) {
      if (size === 0) {
        jump(random);
        await engine.prune({ kind: "containers", until: 0 });
      }
      size += chunk.length;
    }
    expect(size).toBeGreaterThan(base.length);
    expect((await engine.containers({ all: true })).length).toBe(containers.size);
  },
  async (engine, { names, said, image }, label) => {
    const from = image();
    const { id } = await engine.build({
      dockerfile: `FROM ${from}\nRUN echo ${label} > /data/built\n`,
      context: treeOf({}),
      tags: [`${label}:3`],
    });
    said.set(id, said.get(names.get(from) ?? "") ?? "");
    names.set(`${label}:3`, id);
  },
];
type Act = (engine: EmbeddedEngine, model: Model, label: string, random: Random) => Promise<void>;

test("nothing acknowledged is lost, no command is stuck", TIMEOUT, async () => {
  const home = temporaryFolder();
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(START);
  const open = () =>
    new EmbeddedEngine({ runtime, medium: new DiskMedium(home), registry: { credentials: NO_CREDENTIALS } });
  try {
    let engine = open();
    await engine.import(stream(base), { reference: "tiny", changes: ["CMD /bin/sh"] });
    const names = new Map<string, string>([["tiny:latest", (await engine.inspectImage("tiny")).Id]]);
    const containers = new Map<string, string>();
    const said = new Map<string, string>();
    const counts = await rounds(
      { part: "clock", name: "a clock that is set", few: 8 },
      async (random, at) => {
        const image = () => random.shuffled([...names.keys()])[0] ?? "tiny:latest";
        for (let step = 0; step < STEPS; step++) {
          jump(random);
          const act = random.pick(ACTS);
          await act(engine, { names, containers, said, image }, `n${at}x${step}`, random);
          jump(random);
          // Another process, at another time.
          if (random.below(3) === 0) engine = open();
          const images = await engine.images({ all: true });
          expect(new Map(images.flatMap(({ id, tags }) => tags.map((tag) => [tag, `${id}`])))).toEqual(names);
          // Newest first, by when they were made and not by what the clock said then.
          const listed = await engine.containers({ all: true });
          expect(listed.map(({ name }) => name).reverse()).toEqual([...containers.keys()]);
        }
        for (const [name, text] of containers)
          expect((await exec(engine, name, "cat /data/said 2>/dev/null")).stdout).toBe(text);
        for (const line of await stateOf(engine)) expect(line).not.toContain("DAMAGED");
        // So that a round costs what a round costs.
        for (const name of containers.keys()) await engine.removeContainer(name, { force: true });
        for (const name of names.keys())
          if (name !== "tiny:latest") await engine.removeImage(name, { force: true });
        containers.clear();
        for (const name of [...names.keys()]) if (name !== "tiny:latest") names.delete(name);
        const { garbage, lost } = unaccounted(home);
        expect({ garbage, lost }).toEqual({ garbage: [], lost: [] });
        return { "times the clock was set": 2 * STEPS, commands: STEPS };
      },
    );
    expect(counts.commands).toBeGreaterThan(0);
  } finally {
    vi.useRealTimers();
  }
});
