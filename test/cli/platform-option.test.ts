import { Volume } from "memfs";
import { beforeAll, describe, expect, test } from "vitest";
import type { HostFiles } from "../../src/cli/disk/host-files.js";
import { memoryFiles } from "../../src/cli/disk/memory.js";
import { type Outcome, runConsoleLine, type TestLab, ubuntuLab } from "./engine.js";
import { recordingIO } from "./recording-io.js";

/** The built-in image is for linux/arm64. What the client says is of its version 28.2.2, the daemon's words are moby's. */
const UNKNOWN = '"frob": unknown operating system or architecture: invalid argument';
const PARTS = '"a/b/c/d": cannot parse platform specifier: invalid argument';
const LIST =
  '"arm64,linux" is an invalid component of "linux/arm64,linux/amd64": platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument';
const TIP = "; write it as linux/amd64 or linux/arm64/v8";
const wrong = (name: string): string =>
  `Error response from daemon: image with reference ${name} was found but does not match the specified platform: wanted linux/amd64, actual: linux/arm64/v8`;

const REFUSED: readonly (readonly [line: string, stderr: string])[] = [
  ["history --platform frob ubuntu", `invalid platform: ${UNKNOWN}${TIP}`],
  ["history --platform a/b/c/d ubuntu", `invalid platform: ${PARTS}${TIP}`],
  ["history --platform linux/amd64 ubuntu", wrong("ubuntu")],
  ["image inspect --platform a/b/c/d ubuntu", PARTS + TIP],
  ["save --platform linux/arm64,linux/amd64 -o o.tar ubuntu", `invalid platform: ${LIST}${TIP}`],
  [
    "save --platform linux/amd64 -o o.tar ubuntu",
    "Error response from daemon: no suitable export target found for platform linux/amd64",
  ],
  ["load --platform a/b/c/d -i all.tar", `invalid platform: ${PARTS}${TIP}`],
  ["push --platform a/b/c/d ubuntu", `Invalid platform a/b/c/d${PARTS}${TIP}`],
  ["push --platform linux/amd64 ubuntu", wrong("docker.io/library/ubuntu:latest")],
  ["rmi --platform a/b/c/d ubuntu", PARTS + TIP],
  ["rmi --platform linux/amd64 ubuntu", wrong("ubuntu")],
  [
    "rmi --platform linux/arm64,linux/amd64 ubuntu",
    "Error response from daemon: multiple platforms are not supported",
  ],
  // Only the images of a name have a platform to choose from.
  ["inspect --platform linux/arm64 ubuntu", "unknown flag: --platform"],
];

const DONE: readonly (readonly [line: string, stdout: RegExp])[] = [
  ["history -q --platform linux/arm64 ubuntu", /^[0-9a-f]{12}\n/],
  ["history -q --platform= ubuntu", /^[0-9a-f]{12}\n/],
  ["image inspect --platform linux/arm64/v8 -f {{.Architecture}} ubuntu", /^arm64\n$/],
  ["image inspect --platform aarch64 -f {{.Os}} ubuntu", /^linux\n$/],
  ["save --platform linux/arm64 -o one.tar ubuntu", /^$/],
  ["tag ubuntu again", /^$/],
  ["rmi --platform linux/arm64 again", /^Untagged: again:latest\n$/],
  ["load -q --platform linux/arm64 -i one.tar", /^Loaded image: ubuntu:latest\n$/],
];

describe("--platform of commands about an image", () => {
  let lab: TestLab;
  let files: HostFiles;
  beforeAll(async () => {
    lab = await ubuntuLab();
    files = memoryFiles(new Volume(), "/");
    await command("save -o all.tar ubuntu");
  });

  async function command(line: string): Promise<Outcome> {
    const { io, stdout, stderr } = recordingIO();
    const exitCode = await runConsoleLine(`docker ${line}`, { ...lab, io: { ...io, files } });
    return { stdout: stdout(), stderr: stderr(), exitCode };
  }

  test.each(DONE)("docker %s", async (line, expected) => {
    const { stdout, stderr, exitCode } = await command(line);
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expect(stdout).toMatch(expected);
  });

  test.each(REFUSED)("docker %s is refused", async (line, expected) => {
    const { stderr, exitCode } = await command(line);
    expect(stderr.split("\n")[0]).toBe(expected);
    expect(exitCode).toBe(line.startsWith("inspect") ? 125 : 1);
  });

  test("an image of another platform stays in its archive", async () => {
    expect(await command("load --platform linux/amd64 -i all.tar")).toEqual({
      stdout: "",
      stderr: "layerlab: no image of this archive is for linux/amd64: nothing was loaded.\n",
      exitCode: 0,
    });
  });

  test("a push says first what it leaves out", async () => {
    const { stdout } = await command("push --platform linux/amd64 ubuntu");
    expect(stdout.split("\n").slice(0, 2)).toEqual([
      "",
      " Info -> Using --platform pushes only the specified platform manifest of a multi-platform image index.",
    ]);
  });
});

describe("options that only a swarm, or a daemon with experimental features, has", () => {
  test.each([
    [
      "start --checkpoint c x",
      '"--checkpoint" is only supported on a Docker daemon with experimental features enabled\n',
      1,
    ],
    [
      "volume create --type mount v",
      'Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.\n',
      1,
    ],
    [
      "create --volume-driver nfs -v data:/d ubuntu",
      'Error response from daemon: create data: error looking up volume plugin nfs: plugin "nfs" not found\n',
      1,
    ],
  ])("docker %s", async (line, stderr, exitCode) => {
    const { io, stderr: said } = recordingIO();
    expect(await runConsoleLine(`docker ${line}`, { ...(await ubuntuLab()), io })).toBe(exitCode);
    expect(said()).toBe(stderr);
  });

  test("there are no cluster volumes to list", async () => {
    const { io, stdout } = recordingIO();
    expect(await runConsoleLine("docker volume ls --cluster", { ...(await ubuntuLab()), io })).toBe(0);
    expect(stdout()).toBe("VOLUME NAME   GROUP     DRIVER    AVAILABILITY   STATUS\n");
  });
});
