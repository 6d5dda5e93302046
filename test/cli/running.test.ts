import { describe, expect, test } from "vitest";
import { type Outcome, run, type TestLab, ubuntuLab } from "./engine.js";

const QUIET = /^layerlab: .*\n/gm;

async function said(lab: TestLab, line: string): Promise<Outcome> {
  const { stdout, stderr, exitCode } = await run(`docker ${line}`, lab);
  return { stdout, stderr: stderr.replace(QUIET, ""), exitCode };
}

async function printed(lab: TestLab, line: string): Promise<string> {
  const { stdout, stderr, exitCode } = await said(lab, line);
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  return stdout;
}

/** Asks until the answer is the one, which a program that runs beside has to bring about. */
async function becomes(lab: TestLab, line: string, wanted: string): Promise<void> {
  await expect.poll(() => printed(lab, line), { timeout: 20_000, interval: 10 }).toBe(wanted);
}

describe("pause and unpause", () => {
  test("hold a container and let it go on", async () => {
    const lab = await ubuntuLab();
    const id = (await printed(lab, "run -dit --name box ubuntu")).trim();
    expect(await printed(lab, "pause box")).toBe("box\n");
    expect(await printed(lab, "ps --format '{{.State}} {{.Status}}'")).toBe(
      "paused Up Less than a second (Paused)\n",
    );
    expect(
      await printed(lab, "inspect -f '{{.State.Status}} {{.State.Paused}} {{.State.Running}}' box"),
    ).toBe("paused true true\n");
    const refused = async (line: string, message: string) =>
      expect(await said(lab, line)).toEqual({
        stdout: "",
        stderr: `Error response from daemon: ${message}\n`,
        exitCode: 1,
      });
    await refused("exec box true", `Container ${id} is paused, unpause the container before exec`);
    await refused("pause box", `Container ${id} is already paused`);
    expect(await printed(lab, "unpause box")).toBe("box\n");
    await refused("unpause box", `Container ${id} is not paused`);
    expect(await printed(lab, "exec box echo on")).toBe("on\n");
    await printed(lab, "pause box");
    await printed(lab, "stop box");
    await refused("pause box", `container ${id} is not running`);
    await printed(lab, "start box");
    expect(await printed(lab, "inspect -f {{.State.Status}} box")).toBe("running\n");
  });
});

describe("top and stats", () => {
  test("show what runs", async () => {
    const lab = await ubuntuLab();
    await printed(lab, "run -dit --name box -m 64m ubuntu");
    expect(await printed(lab, "top box -o pid,comm")).toBe(
      "PID                 COMMAND\n1                   bash\n",
    );
    expect(await printed(lab, "top box")).toMatch(
      /^UID {17}PID {17}PPID {16}C {19}STIME {15}TTY {17}TIME {16}CMD\nroot {16}1 {19}0 {19}- {19}12:00 {15}pts\/0 {15}- {19}\/bin\/bash\n$/,
    );
    expect(
      await printed(lab, "stats --no-stream --format '{{.Name}} {{.MemUsage}} {{.NetIO}} {{.PIDs}}'"),
    ).toBe("box -- / 64MiB 0B / 0B 1\n");
    await printed(lab, "stop box");
    expect((await said(lab, "top box")).stderr).toMatch(/container [0-9a-f]{64} is not running/);
    expect(await printed(lab, "stats --no-stream")).toBe(
      "CONTAINER ID   NAME      CPU %     MEM USAGE / LIMIT   MEM %     NET I/O   BLOCK I/O   PIDS\n",
    );
  });
});

describe("update", () => {
  test("changes limits and the restart policy", async () => {
    const lab = await ubuntuLab();
    await printed(lab, "create --name box -m 64m ubuntu");
    expect(await printed(lab, "update -m 32m --restart always box")).toBe("box\n");
    expect(
      await printed(lab, "inspect -f '{{.HostConfig.Memory}} {{.HostConfig.RestartPolicy.Name}}' box"),
    ).toBe("33554432 always\n");
    expect(await said(lab, "update box")).toMatchObject({
      stderr: "you must provide one or more flags when using this command\n",
      exitCode: 1,
    });
    expect((await said(lab, "update -m 4m box")).stderr).toMatch(
      /^Error response from daemon: Cannot update container [0-9a-f]{64}: Minimum memory limit allowed is 6MB\n$/,
    );
    expect((await said(lab, "update -m 1g box")).stderr).toContain("already set memoryswap limit");
  });
});

describe("restart policies", () => {
  test("on-failure:2 starts it again twice", async () => {
    const lab = await ubuntuLab();
    await printed(lab, "run -d --name box --restart on-failure:2 ubuntu sh -c 'echo ran; exit 3'");
    await becomes(
      lab,
      "inspect -f '{{.RestartCount}} {{.State.Status}} {{.State.ExitCode}}' box",
      "2 exited 3\n",
    );
    expect(await printed(lab, "logs box")).toBe("ran\nran\nran\n");
  });

  test("always goes on until it is stopped, and a success ends on-failure", async () => {
    const lab = await ubuntuLab();
    await printed(lab, "run -d --name box --restart always ubuntu true");
    await expect
      .poll(async () => Number(await printed(lab, "inspect -f {{.RestartCount}} box")), { timeout: 20_000 })
      .toBeGreaterThan(0);
    await printed(lab, "stop box");
    await printed(lab, "rm box");
    await printed(lab, "run --name once --restart on-failure ubuntu true");
    expect(await printed(lab, "inspect -f '{{.RestartCount}} {{.State.Status}}' once")).toBe("0 exited\n");
  });
});

describe("health checks", () => {
  test("run, and are shown by ps and inspect", async () => {
    const lab = await ubuntuLab();
    await printed(
      lab,
      "run -dit --name box --health-cmd 'cat /ok' --health-interval 20ms --health-retries 1 ubuntu",
    );
    expect(await printed(lab, "ps --format {{.Status}}")).toBe("Up Less than a second (health: starting)\n");
    await becomes(lab, "inspect -f {{.State.Health.Status}} box", "unhealthy\n");
    expect(
      await printed(
        lab,
        "inspect -f '{{(index .State.Health.Log 0).ExitCode}} {{(index .State.Health.Log 0).Output}}' box",
      ),
    ).toBe("1 cat: /ok: No such file or directory\n\n");
    await printed(lab, "exec box touch /ok");
    await becomes(lab, "ps --format {{.Status}}", "Up Less than a second (healthy)\n");
    expect(await printed(lab, "diff box")).toBe("A /ok\n");
    await printed(lab, "stop box");
  });

  test("are told of as commands, and their outcome only when it changes", async () => {
    const lab = await ubuntuLab();
    await printed(lab, "run -dit --name box --health-cmd 'echo ok' --health-interval 20ms ubuntu");
    await becomes(lab, "inspect -f '{{len .State.Health.Log}}' box", "3\n");
    await printed(lab, "stop box");
    const told = await printed(
      lab,
      "events --since 10m --until 0s --filter container=box --format {{.Action}}",
    );
    const [create, start, ...checks] = told.split("\n");
    expect([create, start]).toEqual(["create", "start"]);
    const probe = ["exec_create: /bin/sh -c echo ok", "exec_start: /bin/sh -c echo ok", "exec_die"];
    expect(checks.slice(0, 7)).toEqual([...probe, "health_status: healthy", ...probe]);
    expect(checks.filter((action) => action.startsWith("health_status"))).toHaveLength(1);
  });
});

describe("contexts", () => {
  test("there is one", async () => {
    const lab = await ubuntuLab();
    expect(await printed(lab, "context show")).toBe("default\n");
    expect(await printed(lab, "context ls -q")).toBe("default\n");
    expect(await printed(lab, "context ls")).toContain("default *");
    expect(await printed(lab, "context inspect -f '{{.Name}} {{.Endpoints.docker.Host}}'")).toBe(
      "default layerlab\n",
    );
    expect((await said(lab, "context use remote")).exitCode).toBe(1);
  });
});

describe("what belongs to a cluster", () => {
  test.each([
    "swarm init",
    "service ls",
    "stack deploy -c x y",
    "node ls",
    "secret ls",
    "config ls",
    "plugin ls",
    "compose up",
  ])("docker %s says so in one sentence", async (line) => {
    const { stderr, exitCode } = await said(await ubuntuLab(), line);
    expect(exitCode).toBe(1);
    expect(stderr.split("\n\n")[0]).toMatch(
      /^docker: 'docker \w+' is a command of Docker's that layerlab does not have: [^\n]+$/,
    );
  });
});
