/**
 * A build of five small steps and the same once more with everything in the cache: ours, in one process (in an empty
 * store, then in one of many images) and as a command, and real BuildKit where `dockerd` is there (as root). Medians of
 * several runs, one after another.
 *
 *     npm run bench -- build
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { machineTree } from "../src/cli/disk/machine.js";
import { EmbeddedEngine } from "../src/engine/embedded/engine.js";
import { createRuntime } from "../src/programs/runtime.js";
import { stream } from "../test/archives.js";

const RUNS = 7;
/** What takes milliseconds is repeated more often, and its compilation is not measured. */
const IN_PROCESS = { runs: 60, unmeasured: 30 };
const IMAGES = 200;
const project = fileURLToPath(new URL("../../../", import.meta.url));
const base = readFileSync(join(project, "test/fixtures/docker-ops/tiny-base.tar"));
const folder = mkdtempSync(join(tmpdir(), "layerlab-bench-"));

/** A number in it makes every step another one. */
function dockerfile(nonce: string): string {
  return `FROM tiny\nENV NONCE=${nonce}\nRUN echo 1 > /1\nCOPY a.txt /\nRUN echo 2 > /2\nWORKDIR /w\nRUN cat /a.txt > b.txt\n`;
}

const rows: [string, string, string][] = [];

async function measure(
  name: string,
  build: (text: string) => Promise<void> | void,
  { runs, unmeasured } = { runs: RUNS, unmeasured: 1 },
): Promise<void> {
  const fresh: number[] = [];
  const cached: number[] = [];
  for (let run = 0; run < unmeasured + runs; run++) {
    const text = dockerfile(`${process.pid}-${run}-${name.replace(/\W/g, "")}`);
    for (const times of [fresh, cached]) {
      const start = performance.now();
      await build(text);
      if (run >= unmeasured) times.push(performance.now() - start);
    }
  }
  rows.push([name, summary(fresh), summary(cached)]);
}

function summary(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  return `${at(0.5)} ms (${at(0)} to ${at(1)})`;
}

async function ours(): Promise<void> {
  const engine = new EmbeddedEngine({ runtime: createRuntime() });
  await engine.import(stream(base), { reference: "tiny", changes: ["ENV PATH=/bin"] });
  const build = async (text: string, tag = "out") => {
    await engine.build({ dockerfile: text, context: machineTree(folder), tags: [tag] });
  };
  await measure("layerlab, in a process", (text) => build(text), IN_PROCESS);
  for (let image = 0; image < IMAGES; image++) await build(dockerfile(`image-${image}`), `image-${image}`);
  await measure(`layerlab, ${IMAGES} images more`, (text) => build(text), IN_PROCESS);
  const home = mkdtempSync(join(tmpdir(), "layerlab-bench-home-"));
  const bin = fileURLToPath(new URL("../kernel/bin.js", import.meta.url));
  const command = (args: readonly string[], input: string | Buffer) => {
    const ran = spawnSync(process.execPath, [bin, ...args], {
      cwd: folder,
      input,
      env: { ...process.env, LAYERLAB_HOME: home },
    });
    if (ran.status !== 0) throw new Error(ran.stderr.toString());
  };
  command(["import", "-c", "ENV PATH=/bin", "-", "tiny"], base);
  await measure("layerlab build, the command", (text) =>
    command(["build", "-q", "-t", "out", "-f", "-", "."], text),
  );
  rmSync(home, { recursive: true });
}

async function buildKit(): Promise<void> {
  const client = existsSync("/usr/bin/docker") ? "/usr/bin/docker" : "docker";
  if (process.getuid?.() !== 0 || spawnSync("dockerd", ["--version"]).status !== 0) {
    rows.push(["BuildKit", "not measured: no dockerd, or not root", ""]);
    return;
  }
  const directory = mkdtempSync(join(tmpdir(), "layerlab-bench-dockerd-"));
  const socket = `unix://${directory}/docker.sock`;
  const options = [
    "--data-root",
    `${directory}/data`,
    "--exec-root",
    `${directory}/exec`,
    "--pidfile",
    `${directory}/pid`,
    "-H",
    socket,
  ];
  const flags = [
    "--storage-driver=overlay2",
    "--bridge=none",
    "--iptables=false",
    "--ip6tables=false",
    "--ip-forward=false",
  ];
  const daemon = spawn("dockerd", [...options, ...flags], { stdio: "ignore" });
  const env = { ...process.env, DOCKER_HOST: socket, DOCKER_BUILDKIT: "1" };
  const docker = (args: readonly string[], input: string | Buffer) =>
    spawnSync(client, args, { cwd: folder, input, env });
  for (let tries = 0; docker(["version"], "").status !== 0 && tries < 200; tries++) await wait(100);
  try {
    docker(["import", "-c", "ENV PATH=/bin", "-", "tiny"], base);
    const version = docker(["version", "--format", "{{.Server.Version}}"], "").stdout.toString().trim();
    await measure(`BuildKit in Docker ${version}, the command`, (text) => {
      const ran = docker(["build", "-q", "--network=none", "-t", "out", "-f", "-", "."], text);
      if (ran.status !== 0) throw new Error(ran.stderr.toString());
    });
  } finally {
    const ended = new Promise((resolve) => daemon.once("exit", resolve));
    daemon.kill("SIGTERM");
    await ended;
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

writeFileSync(join(folder, "a.txt"), "a\n");
await ours();
await buildKit();
rmSync(folder, { recursive: true });
const width = Math.max(...rows.map(([name]) => name.length));
console.log(`\n${RUNS} runs each, ${IN_PROCESS.runs} in a process: median (fastest to slowest)\n`);
console.log(`${"".padEnd(width)}  ${"five steps built".padEnd(34)}all of them reused`);
for (const [name, fresh, cached] of rows) console.log(`${name.padEnd(width)}  ${fresh.padEnd(34)}${cached}`);
