// Run by kill.test.ts: changes and commits for ever, and tells each image on stdout once the engine has acknowledged it.
import { writeSync } from "node:fs";
import { createLab } from "../../../dist/src/index.js";

const [home = "", start = "0"] = process.argv.slice(2);
const { engine } = await createLab({ home });
const say = (/** @type {string} */ line) => void writeSync(1, `${line}\n`);
const silent = { stdout: () => {}, stderr: () => {} };

const name = `box${start}`;
await engine.create({ image: "tiny", name, command: ["/bin/sh"], interactive: true });
await engine.start(name);
say("ready");
/** @type {string[]} */
const own = [];
for (let step = Number(start); ; step++) {
  const line = `busybox seq ${step} ${step + 700} > /data/n${step % 7}; echo ${step} > /step; rm -f /data/n${(step + 3) % 7}`;
  await engine.exec(name, { command: ["/bin/sh", "-c", line], stdio: silent });
  const reference = `made:${step}`;
  const id = await engine.commit(name, { reference });
  own.push(id);
  say(`image ${id} ${step}`);
  if (step % 4 === 3) {
    const old = own.shift();
    say(`removing ${old}`);
    await engine.removeImage(old ?? "", { force: true });
    say(`removed ${old}`);
  }
}
