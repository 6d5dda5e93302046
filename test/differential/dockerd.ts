import { type ChildProcess, execFile, execFileSync, spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export interface Outcome {
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly exitCode: number;
}

/** A real Docker Engine of a test's own: no images, no containers, nothing shared with one that may run here. */
export interface Dockerd {
  /** `20.10.24+dfsg1` */
  readonly version: string;
  /** Runs the real client: what follows the word `docker`. */
  docker(
    args: readonly string[],
    options?: {
      readonly cwd?: string;
      readonly stdin?: Buffer;
      readonly env?: Readonly<Record<string, string>>;
    },
  ): Outcome;
  /** Runs a line in bash, where `docker` is what {@link docker} runs, and its containers and builds have no network. */
  shell(line: string, cwd: string, stdin?: string): Outcome;
  /** The same while this process goes on with something else: a registry, say, that the daemon talks to. */
  dockerMeanwhile(args: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

const DEADLINE = 40_000;

/**
 * Starts one. It needs root, and a disk that overlayfs can lie on; the network is left alone (containers must be
 * run with `--network none`).
 *
 * @param program `dockerd`, from `test/components.ts`
 */
export async function startDockerd(program: string): Promise<Dockerd> {
  const directory = mkdtempSync(join(tmpdir(), "layerlab-dockerd-"));
  const log = join(directory, "log");
  const socket = join(directory, "docker.sock");
  const out = openSync(log, "w");
  const daemon = spawn(
    program,
    [
      ["--data-root", join(directory, "data")],
      ["--exec-root", join(directory, "exec")],
      ["--pidfile", join(directory, "pid")],
      ["-H", `unix://${socket}`],
      [
        "--storage-driver=overlay2",
        "--bridge=none",
        "--iptables=false",
        "--ip6tables=false",
        "--ip-forward=false",
      ],
    ].flat(),
    { stdio: ["ignore", out, out] },
  );
  closeSync(out);
  const client = clientBeside();
  const env = { ...process.env, DOCKER_HOST: `unix://${socket}`, DOCKER_CLI_HINTS: "false", TZ: "UTC" };
  const stop = () => {
    // A daemon that ends does not wait for ever for a program that minds no signal, and leaves it running.
    const left =
      spawnSync(client, ["ps", "--quiet"], { env }).stdout?.toString().split("\n").filter(Boolean) ?? [];
    if (left.length > 0) spawnSync(client, ["kill", ...left], { env });
    return stopDaemon(daemon, directory);
  };
  try {
    await answering(daemon, () => spawnSync(client, ["version"], { env }).status === 0);
  } catch (error) {
    const last = readFileSync(log, "utf8").split("\n").slice(-8).join("\n");
    await stop();
    throw new Error(`dockerd did not start; its log ends with\n${last}`, { cause: error });
  }
  const run = (
    program: string,
    args: readonly string[],
    cwd: string | undefined,
    { stdin = Buffer.alloc(0), more = {} }: { stdin?: Buffer; more?: Readonly<Record<string, string>> } = {},
  ): Outcome => {
    const ran = spawnSync(program, args, {
      env: { ...env, ...more },
      ...(cwd === undefined ? {} : { cwd }),
      input: stdin,
      maxBuffer: 64 << 20,
      timeout: 30_000,
      // A client passes SIGTERM on to its container, which may not care.
      killSignal: "SIGKILL",
    });
    // A client that needs no input may be gone before all of it is written.
    if (ran.error !== undefined && ran.status === null) throw ran.error;
    return { stdout: ran.stdout, stderr: ran.stderr.toString(), exitCode: ran.status ?? -1 };
  };
  return {
    version: execFileSync(client, ["version", "--format", "{{.Client.Version}}"], {
      env,
      encoding: "utf8",
    }).trim(),
    docker: (args, { cwd, stdin, env: more } = {}) =>
      run(client, args, cwd, { ...(stdin && { stdin }), ...(more && { more }) }),
    shell: (line, cwd, stdin = "") =>
      run("bash", ["-c", `${WITHOUT_NETWORK}\n${line}`], cwd, {
        stdin: Buffer.from(stdin),
        more: { CLIENT: client },
      }),
    dockerMeanwhile: (args) =>
      new Promise((resolve) => {
        // Its exit code is not asked for; the words tell.
        execFile(client, [...args], { env, timeout: 30_000 }, (_, stdout, stderr) =>
          resolve(`${stdout}${stderr}`),
        );
      }),
    stop,
  };
}

/** The daemon has no network to give, and a shell that minds no signal is not waited for. */
const WITHOUT_NETWORK = `docker() {
  local verb=$1
  shift
  case $verb in
    run | create) "$CLIENT" "$verb" --network=none "$@" ;;
    stop) "$CLIENT" stop --time=0 "$@" ;;
    build) DOCKER_BUILDKIT=1 "$CLIENT" build --network=none "$@" ;;
    *) "$CLIENT" "$verb" "$@" ;;
  esac
}`;

/** The client that comes with the daemon's package, so that a machine's own other client does not matter. */
function clientBeside(): string {
  return existsSync("/usr/bin/docker") ? "/usr/bin/docker" : "docker";
}

async function answering(daemon: ChildProcess, answers: () => boolean): Promise<void> {
  const end = Date.now() + DEADLINE;
  while (!answers()) {
    if (daemon.exitCode !== null) throw new Error(`dockerd ended with exit code ${daemon.exitCode}`);
    if (Date.now() > end) throw new Error(`dockerd did not answer within ${DEADLINE / 1000} s`);
    await wait(100);
  }
}

async function stopDaemon(daemon: ChildProcess, directory: string): Promise<void> {
  if (daemon.exitCode === null) {
    const ended = new Promise((resolve) => daemon.once("exit", resolve));
    daemon.kill("SIGTERM");
    await ended;
  }
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}
