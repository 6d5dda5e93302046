import { beforeAll, describe, expect, test } from "vitest";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import { recordings } from "../display/recorded.js";
import { type Outcome, run, type TestLab, testLab, ubuntuLab } from "./engine.js";
import { recordingIO } from "./recording-io.js";

const ok = (stdout: string): Outcome => ({ stdout, stderr: "", exitCode: 0 });

describe("refusals, as the real client prints them", () => {
  /** What the recording's stand-in for a daemon, or a machine without a terminal, answered for itself. */
  const OF_THE_RECORDING = new Set([
    "exec -t base-container ls",
    "start base-container",
    "stop base-container",
    "rm base-container",
    "stop -t 1 base-container",
    "ps -f frob=1",
    "images -f frob=1",
    "logs --tail=x base-container",
    // The stand-in did not look at names as a daemon does.
    "image inspect UPPER",
    "history UPPER",
    "exec -d base-container",
  ]);
  let lab: TestLab;
  beforeAll(async () => {
    lab = await ubuntuLab();
    await run("docker run -dit --name base-container ubuntu", lab);
    await run("docker create --name stopped ubuntu", lab);
  });

  for (const { args, stdout, stderr, exitCode } of recordings("errors")) {
    const line = args.join(" ");
    if (OF_THE_RECORDING.has(line)) continue;
    test(`docker ${line}`, async () => {
      const { io, ...said } = recordingIO();
      const ours = await runCommandLine(args, { engine: lab.engine, io, now: lab.now });
      expect({ stdout: said.stdout(), stderr: said.stderr(), exitCode: ours }).toEqual({
        stdout,
        stderr,
        exitCode,
      });
    });
  }
});

describe("the guide's experiment", () => {
  test("run, change, commit, history, run the image, remove the container", async () => {
    const lab = await ubuntuLab();
    expect(
      await run("docker run --name=app ubuntu bash -c 'echo hello from an app > /app.txt'", lab),
    ).toEqual(ok(""));
    expect(await run("docker diff app", lab)).toEqual(ok("A /app.txt\n"));
    const commit = await run('docker container commit -m "Add app" app sample-app', lab);
    expect(commit.stdout).toMatch(/^sha256:[0-9a-f]{64}\n$/);
    lab.advance(12);
    const history = await run("docker image history sample-app", lab);
    const [heading, first, second] = history.stdout.split("\n");
    expect(heading).toMatch(/^IMAGE +CREATED +CREATED BY +SIZE +COMMENT$/);
    expect(first).toMatch(
      /^[0-9a-f]{12} {3}12 seconds ago {3}bash -c echo hello from an app > \/app\.txt +18B +Add app$/,
    );
    expect(second).toMatch(/CMD \["\/bin\/bash"\] +0B +$/);
    expect(await run("docker rm -f app", lab)).toEqual(ok("app\n"));
    expect(await run("docker run --rm sample-app cat /app.txt", lab)).toEqual(ok("hello from an app\n"));
    expect((await run("docker ps -aq", lab)).stdout).toBe("");
  });

  test("a default command by commit -c", async () => {
    const lab = await ubuntuLab();
    await run("docker run --name c1 ubuntu true", lab);
    await run('docker commit -c "CMD echo from the default command" c1 with-cmd', lab);
    expect(await run("docker run with-cmd", lab)).toEqual(ok("from the default command\n"));
    expect((await run("docker inspect -f '{{json .Config.Cmd}}' with-cmd", lab)).stdout).toBe(
      '["/bin/sh","-c","echo from the default command"]\n',
    );
  });
});

describe("run", () => {
  test("pulls what is not here, and says so on stderr only", async () => {
    const lab = testLab();
    const { stdout, stderr, exitCode } = await run("docker run ubuntu echo hi", lab);
    expect({ stdout, exitCode }).toEqual({ stdout: "hi\n", exitCode: 0 });
    expect(stderr).toMatch(
      /^Unable to find image 'ubuntu:latest' locally\nlatest: Pulling from library\/ubuntu\n(?:[0-9a-f]{12}: [A-Z].*\n)+Digest: sha256:[0-9a-f]{64}\nStatus: Downloaded newer image for ubuntu:latest\n$/,
    );
    expect((await run("docker run ubuntu echo again", lab)).stderr).toBe("");
  });

  test("ends with the exit code of the program; 127 and 126 when there is none to run", async () => {
    const lab = await ubuntuLab();
    expect(await run("docker run ubuntu sh -c 'echo out; echo err >&2; exit 3'", lab)).toEqual({
      stdout: "out\n",
      stderr: "err\n",
      exitCode: 3,
    });
    const missing = await run("docker run ubuntu /no/such/cmd", lab);
    expect(missing.exitCode).toBe(127);
    expect(missing.stderr).toBe(
      "docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: \"/no/such/cmd\": stat /no/such/cmd: no such file or directory: unknown\n\nRun 'docker run --help' for more information\n",
    );
    const notExecutable = await run("docker run ubuntu /etc/passwd", lab);
    expect(notExecutable.exitCode).toBe(126);
    expect(notExecutable.stderr).toContain('exec: "/etc/passwd": permission denied: unknown');
  });

  test("-w, -e, -u, --entrypoint, --hostname reach the process", async () => {
    const lab = await ubuntuLab();
    expect(
      (
        await run(
          "docker run --rm -w /tmp -e A=1 -u 1000 -h box --entrypoint sh ubuntu -c 'pwd; echo $A; id -u; hostname'",
          lab,
        )
      ).stdout,
    ).toBe("/tmp\n1\n1000\nbox\n");
  });

  test("-d prints the id; logs keep the output", async () => {
    const lab = await ubuntuLab();
    const { stdout } = await run(
      "docker run -d --name bg ubuntu sh -c 'echo one; echo two >&2; echo three'",
      lab,
    );
    expect(stdout).toMatch(/^[0-9a-f]{64}\n$/);
    await (await lab.engine.start("bg")).wait();
    expect(await run("docker logs -n 2 bg", lab)).toMatchObject({ exitCode: 0 });
    const logs = await run("docker logs bg", lab);
    expect(logs.stdout).toContain("one\nthree\n");
    expect(logs.stderr).toContain("two\n");
  });

  test("times that are none are refused in Docker's words", async () => {
    const lab = await ubuntuLab();
    await run("docker create --name box ubuntu", lab);
    const refusals = {
      "logs --since 1d box": 'invalid value for "since": failed to parse value as time or duration: "1d"\n',
      "logs --until 2026-13-01 box":
        'invalid value for "until": parsing time "2026-13-01": month out of range\n',
      "container prune -f --filter until=soon":
        'Error response from daemon: failed to parse value as time or duration: "soon"\n',
      "images -f reference=ubuntu:[": "Error response from daemon: syntax error in pattern\n",
    };
    for (const [line, stderr] of Object.entries(refusals))
      expect(await run(`docker ${line}`, lab)).toEqual({ stdout: "", stderr, exitCode: 1 });
  });

  test("a name that is taken", async () => {
    const lab = await ubuntuLab();
    await run("docker run --name c1 ubuntu true", lab);
    const id = (await run("docker ps -aq --no-trunc", lab)).stdout.trim();
    expect(await run("docker run --name c1 ubuntu true", lab)).toEqual({
      stdout: "",
      stderr: `docker: Error response from daemon: Conflict. The container name "/c1" is already in use by container "${id}". You have to remove (or rename) that container to be able to reuse that name.\n\nRun 'docker run --help' for more information\n`,
      exitCode: 125,
    });
  });

  test("an interrupt stops the program; the command says 130 or 137, and nothing hangs", async () => {
    const lab = await ubuntuLab();
    const abort = new AbortController();
    const { io } = recordingIO({ signal: abort.signal });
    const code = runCommandLine(["run", "--name", "long", "ubuntu", "sleep", "1000"], {
      engine: lab.engine,
      io,
    });
    await untilRunning(lab, "long");
    abort.abort();
    expect([130, 137, 143]).toContain(await code);
    expect((await lab.engine.inspectContainer("long")).State.Running).toBe(false);
  });
});

async function untilRunning(lab: TestLab, name: string): Promise<void> {
  for (;;) {
    const found = (await lab.engine.containers()).find((container) => container.name === name);
    if (found !== undefined) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("lists", () => {
  test("ps: states in the daemon's words, filters, -n, -q, --format", async () => {
    const lab = await ubuntuLab();
    await run("docker run --name done ubuntu cat /nosuch", lab);
    await run("docker create --name fresh ubuntu", lab);
    await run("docker run -dit --name up ubuntu", lab);
    lab.advance(300);
    expect((await run("docker ps -a --format '{{.Names}}|{{.Status}}|{{.Command}}'", lab)).stdout).toBe(
      'up|Up 5 minutes|"/bin/bash"\nfresh|Created|"/bin/bash"\ndone|Exited (1) 5 minutes ago|"cat /nosuch"\n',
    );
    expect((await run("docker ps --format '{{.Names}}'", lab)).stdout).toBe("up\n");
    expect((await run("docker ps -a -f status=exited --format '{{.Names}}'", lab)).stdout).toBe("done\n");
    expect((await run("docker ps -f status=created --format '{{.Names}}'", lab)).stdout).toBe("fresh\n");
    expect((await run("docker ps -f name=up -f name=done -a --format '{{.Names}}'", lab)).stdout).toBe(
      "up\ndone\n",
    );
    expect((await run("docker ps -n 2 --format '{{.Names}}'", lab)).stdout).toBe("up\nfresh\n");
    expect((await run("docker ps -lq", lab)).stdout).toMatch(/^[0-9a-f]{12}\n$/);
    expect(
      (await run("docker container ls -a --filter ancestor=ubuntu -q", lab)).stdout.split("\n"),
    ).toHaveLength(4);
    expect(await run("docker ps -f frob=1", lab)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("invalid filter 'frob'"),
    });
  });

  test("images: names, filters, a repository", async () => {
    const lab = await ubuntuLab();
    await run("docker tag ubuntu alias:v1", lab);
    await run("docker run --name c1 ubuntu touch /x", lab);
    await run("docker commit c1", lab);
    const names = async (line: string) =>
      (await run(`${line} --format '{{.Repository}}:{{.Tag}}'`, lab)).stdout;
    expect(await names("docker images")).toBe("<none>:<none>\nalias:v1\nubuntu:latest\n");
    expect(await names("docker images alias")).toBe("alias:v1\n");
    expect(await names("docker images 'al*'")).toBe("alias:v1\n");
    expect(await names("docker images ubuntu:nope")).toBe("");
    expect(await names("docker image ls --filter dangling=true")).toBe("<none>:<none>\n");
    expect(await run("docker images -f frob=1", lab)).toMatchObject({ exitCode: 1 });
  });
});

describe("inspect", () => {
  test("finds containers and images; templates; several names, one missing", async () => {
    const lab = await ubuntuLab();
    await run("docker create --name c1 ubuntu", lab);
    expect((await run("docker inspect -f '{{.Name}} {{.State.Status}}' c1", lab)).stdout).toBe(
      "/c1 created\n",
    );
    expect(
      (await run("docker inspect -f '{{len .RootFS.Layers}} {{index .RepoTags 0}}' ubuntu", lab)).stdout,
    ).toBe("1 ubuntu:latest\n");
    expect(await run("docker inspect nosuch", lab)).toEqual({
      stdout: "[]\n",
      stderr: "Error: No such object: nosuch\n",
      exitCode: 1,
    });
    const two = await run("docker inspect c1 ubuntu", lab);
    expect((JSON.parse(two.stdout) as unknown[]).length).toBe(2);
    expect(await run("docker inspect --type image -f '{{.Os}}' c1", lab)).toEqual({
      stdout: "",
      stderr: "Error response from daemon: No such image: c1:latest\n",
      exitCode: 1,
    });
    expect(await run("docker inspect -f '{{.Nope}}' c1", lab)).toEqual({
      stdout: "\n",
      stderr:
        'template parsing error: template: :1:2: executing "" at <.Nope>: map has no entry for key "Nope"\n',
      exitCode: 1,
    });
    expect((await run("docker inspect -f '{{' c1", lab)).exitCode).toBe(64);
  });
});

describe("in a notebook", () => {
  test("lists and inspects go out rich, and their text is what a terminal prints", async () => {
    const lab = await ubuntuLab();
    await run("docker run --name c1 ubuntu touch /x", lab);
    for (const line of [
      "history ubuntu",
      "images",
      "ps -a",
      "diff c1",
      "inspect c1",
      "image inspect ubuntu",
    ]) {
      const { io, stdout, shown } = recordingIO({ isNotebook: true, rich: true });
      expect(await runCommandLine(line.split(" "), { engine: lab.engine, io, now: lab.now })).toBe(0);
      expect(stdout(), line).toBe("");
      expect(shown.map((bundle) => bundle["text/plain"])).toEqual([
        (await run(`docker ${line}`, lab)).stdout,
      ]);
      expect(shown[0]?.["text/html"], line).toContain("<table");
    }
  });

  test("-q, --format, --no-trunc and -H=false are text", async () => {
    const lab = await ubuntuLab();
    for (const line of [
      "history -q ubuntu",
      "history --no-trunc ubuntu",
      "history -H=false ubuntu",
      "images -q",
      "ps --format {{.ID}}",
    ]) {
      const { io, shown } = recordingIO({ isNotebook: true, rich: true });
      expect(await runCommandLine(line.split(" "), { engine: lab.engine, io })).toBe(0);
      expect(shown, line).toEqual([]);
    }
  });

  test("a pull prints one line for each layer", async () => {
    const lab = testLab();
    const { io, stdout } = recordingIO({ isNotebook: true });
    await runCommandLine(["pull", "ubuntu"], { engine: lab.engine, io });
    expect(stdout()).toMatch(
      /^Using default tag: latest\nlatest: Pulling from library\/ubuntu\n([0-9a-f]{12}: Pull complete\n)+Digest: /,
    );
  });
});

test("version and info say whose engine it is", async () => {
  const lab = await ubuntuLab();
  expect((await run("docker version", lab)).stdout).toContain("no Docker daemon");
  expect((await run("docker info -f '{{.Images}}'", lab)).stdout).toBe("1\n");
  expect((await run("docker --version", lab)).stdout).toMatch(/^layerlab version \d+\.\d+\.\d+/);
});
