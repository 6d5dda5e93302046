import { availableParallelism, totalmem } from "node:os";
import { beforeAll, expect, test } from "vitest";
import { run, type TestLab, ubuntuLab } from "./engine.js";

let lab: TestLab;
beforeAll(async () => {
  lab = await ubuntuLab();
});

async function inside(command: string, options = ""): Promise<string> {
  const { stdout } = await run(`docker run --rm ${options} ubuntu sh -c '${command}'`, lab);
  return stdout;
}

test("/proc has the memory and the processors of the machine", async () => {
  const total = Math.floor(totalmem() / 1024);
  expect(await inside("head -1 /proc/meminfo")).toBe(`MemTotal:       ${String(total).padStart(8)} kB\n`);
  expect(await inside("grep -c ^processor /proc/cpuinfo")).toBe(`${availableParallelism()}\n`);
  expect(await inside("cat /proc/loadavg")).toMatch(/^(\d+\.\d\d ){3}\d+\/\d+ \d+\n$/);
  expect(await inside("cat /proc/uptime")).toMatch(/^\d+\.\d\d \d+\.\d\d\n$/);
});

test.each([
  ["-b", (bytes: number) => Math.floor(bytes / 1024) * 1024],
  ["", (bytes: number) => Math.floor(bytes / 1024)],
  ["-m", (bytes: number) => Math.floor(bytes / 1024 ** 2)],
  ["-g", (bytes: number) => Math.floor(bytes / 1024 ** 3)],
])("free %s adds up to it", async (option, shown) => {
  const [head, memory, swap] = (await inside(`free ${option}`)).split("\n");
  expect(head).toMatch(/^ +total +used +free +shared +buff\/cache +available$/);
  expect(memory?.split(/\s+/).slice(0, 2)).toEqual(["Mem:", String(shown(totalmem()))]);
  expect(swap).toMatch(/^Swap: +0 +0 +0$/);
});

test("uptime has the load of /proc", async () => {
  expect(await inside("uptime")).toMatch(
    /^ [\d:]{8} up .*, {2}0 users, {2}load average: [\d.]+, [\d.]+, [\d.]+\n$/,
  );
  expect(await inside("uptime -s")).toMatch(/^\d{4}-\d\d-\d\d [\d:]{8}\n$/);
});

test.each([
  ["", "max\nmax 100000\nmax\n"],
  ["-m 64m --cpus 1.5 --pids-limit 20", "67108864\n150000 100000\n20\n"],
  ["--cpu-period 50000 --cpu-quota 25000", "max\n25000 50000\nmax\n"],
])("the limits of %j are in /sys/fs/cgroup", async (options, shown) => {
  const files = "/sys/fs/cgroup/memory.max /sys/fs/cgroup/cpu.max /sys/fs/cgroup/pids.max";
  expect(await inside(`cat ${files}`, options)).toBe(shown);
});

test("a program file whose program is not here says so", async () => {
  const { stderr, exitCode } = await run("docker run --rm ubuntu top", lab);
  expect(exitCode).toBe(126);
  expect(stderr).toContain("layerlab: /usr/bin/top stands in for a program that layerlab does not have.\n");
});

test("a built-in image is there by its digest, too", async () => {
  const digest = (await run("docker inspect -f '{{index .RepoDigests 0}}' ubuntu", lab)).stdout.trim();
  const { stdout, exitCode } = await run(`docker pull ${digest}`, lab);
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`Status: Image is up to date for ${digest}\n`);
});
