// Run by kills.test.ts: works in a store for ever. Says on stdout what it is about to do, and what was acknowledged.
import { writeSync } from "node:fs";
import { createLab } from "../../dist/src/index.js";

const [home = "", seed = "0", label = "w"] = process.argv.slice(2);
const { engine, docker } = await createLab({ home });
const say = (/** @type {string[]} */ ...words) => void writeSync(1, `${words.join(" ")}\n`);
const silent = { stdout: () => {}, stderr: () => {} };
let state = Number(seed) >>> 0;
const below = (/** @type {number} */ limit) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return (state >>> 8) % limit;
};
/** @type {string[]} */
const names = [];
const box = `box-${label}`;
await engine.create({ image: "tiny", name: box, command: ["/bin/sh"], interactive: true });
await engine.start(box);
say("ready");

/** @type {readonly ((name: string, step: number) => Promise<string>)[]} */
const makers = [
  async (name, step) => {
    const line = `busybox seq ${step} ${step + 500} > /data/n${step % 5}; echo ${step} > /step`;
    await engine.exec(box, { command: ["/bin/sh", "-c", line], stdio: silent });
    return engine.commit(box, { reference: name });
  },
  async (name, step) => {
    const dockerfile = `FROM tiny\nRUN echo ${step} > /data/built\nRUN busybox seq 1 ${step} > /data/more\n`;
    return (await docker.build({ dockerfile, tags: [name] })).image.id;
  },
  async (name) => {
    const [loaded] = await engine.load(engine.save(["tiny"]));
    if (loaded === undefined) throw new Error("nothing was loaded");
    await engine.tag(loaded.id, name);
    return loaded.id;
  },
  async (name) => {
    await engine.tag("tiny", name);
    return (await engine.inspectImage(name)).Id;
  },
];

for (let step = 0; ; step++) {
  const name = `${label}-${step}:1`;
  const make = makers[below(makers.length)];
  if (make === undefined) continue;
  say("making", name);
  say("made", name, await make(name, step));
  names.push(name);
  if (below(3) === 0) {
    const [old = ""] = names.splice(below(names.length), 1);
    say("removing", old);
    await engine.removeImage(old);
    say("removed", old);
  }
  if (below(6) === 0) {
    await engine.create({
      image: "tiny",
      name: `${box}-${step}`,
      command: ["/bin/sh", "-c", "echo 1 > /one"],
    });
    await engine.start(`${box}-${step}`).then(
      (main) => main.wait(),
      (/** @type {unknown} */ error) => {
        // The other process prunes as well, and one that was not started yet goes with it.
        if (!(error instanceof Error && error.name === "NoSuchContainerError")) throw error;
      },
    );
    await engine.prune({ kind: "system" });
  }
}
