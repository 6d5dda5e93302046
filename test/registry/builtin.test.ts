import { expect, test } from "vitest";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import type { PullProgress } from "../../src/engine/registry.js";
import { packagePrograms } from "../../src/programs/package-programs.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { builtinImages } from "../../src/registry/builtin/index.js";
import { runConsoleLine } from "../cli/engine.js";
import { recordingIO } from "../cli/recording-io.js";
import { NO_NETWORK } from "./hub.js";

const engine = () =>
  new EmbeddedEngine({
    runtime: createRuntime({ programs: packagePrograms }),
    registry: { fetch: NO_NETWORK },
  });
const shared = engine();

async function run(line: string, lab = shared): Promise<{ screen: string; exitCode: number }> {
  const { io, screen } = recordingIO();
  const exitCode = await runConsoleLine(line, { engine: lab, io });
  return { screen: screen(), exitCode };
}

/** What each is called, its size as `docker images` shows it, and its layers. */
const IMAGES: readonly (readonly [name: string, size: string, layers: number])[] = [
  ["ubuntu:22.04", "69.2MB", 1],
  ["ubuntu:24.04", "101MB", 1],
  ["debian:bookworm", "139MB", 1],
  ["alpine:3.19", "7.73MB", 1],
  ["busybox:latest", "1.41MB", 1],
  ["hello-world:latest", "9.14kB", 1],
  ["node:20", "1.1GB", 8],
  ["node:18", "1.09GB", 8],
  ["python:3.12", "1.01GB", 7],
  ["python:3.11", "1.01GB", 7],
  ["nginx:latest", "197MB", 7],
];

test.each(IMAGES)(
  "%s has its size (%s) and its %i layers, and needs no network",
  async (name, size, layers) => {
    await shared.pull(name);
    expect((await run(`docker images --format '{{.Size}}' ${name}`)).screen).toBe(`${size}\n`);
    const { RootFS } = await shared.inspectImage(name);
    expect(RootFS.Layers).toHaveLength(layers);
    const rows = await shared.history(name);
    expect(rows.filter(({ layer }) => layer !== undefined)).toHaveLength(layers);
  },
);

test("node and python stand on one Debian: its layers are pulled once", async () => {
  const lab = engine();
  await lab.pull("debian");
  const node: PullProgress[] = [];
  await lab.pull("node:20", { onProgress: (event) => node.push(event) });
  const python: PullProgress[] = [];
  await lab.pull("python:3.12", { onProgress: (event) => python.push(event) });
  const count = (events: readonly PullProgress[], status: string) =>
    events.filter((event) => event.kind === "layer" && event.status === status).length;
  expect([count(node, "Already exists"), count(node, "Pull complete")]).toEqual([1, 7]);
  expect([count(python, "Already exists"), count(python, "Pull complete")]).toEqual([4, 3]);
});

/** Recorded of the real `18-bullseye` and `19-bullseye`: what is below Node.js is shared, and nothing from there on. */
test("two releases of node share what is below Node.js", async () => {
  const lab = engine();
  const [older, newer] = await Promise.all(
    ["node:18", "node:20"].map(async (name) => {
      await lab.pull(name);
      return (await lab.inspectImage(name)).RootFS.Layers ?? [];
    }),
  );
  expect(newer?.map((layer) => older?.includes(layer))).toEqual([
    ...Array.from({ length: 5 }, () => true),
    ...Array.from({ length: 3 }, () => false),
  ]);
});

test.each([
  ["docker run --rm debian:bookworm cat /etc/debian_version", "12.8\n"],
  ["docker run --rm debian:bookworm bash -c 'echo $((6 * 7)) | tee /x; ls /x'", "42\n/x\n"],
  ["docker run --rm ubuntu:24.04 sh -c '. /etc/os-release; echo $VERSION_ID'", "24.04\n"],
  ["docker run --rm alpine:3.19 cat /etc/alpine-release", "3.19.5\n"],
  [
    "docker run --rm alpine:3.19 sh -c 'ls -l /bin/ls | cut -c1-10; echo done > /x; cat /x'",
    "lrwxrwxrwx\ndone\n",
  ],
  ["docker run --rm busybox sh -c 'ls /bin/busybox && whoami'", "/bin/busybox\nroot\n"],
  ["docker run --rm busybox busybox echo applet", "applet\n"],
  ["docker run --rm node:20 node -p process.version", "v20.18.1\n"],
  ["docker run --rm node:20 --version", "v20.18.1\n"],
  ["docker run --rm node:18 node -e 'console.log(process.version, 6 * 7)'", "v18.20.5 42\n"],
  ["docker run --rm node:20 npm --version", "10.8.2\n"],
  ["docker run --rm node:20 id -u node", "1000\n"],
  ["docker run --rm python:3.12 python --version", "Python 3.12.8\n"],
  [
    "docker run --rm python:3.11 python3 -c 'import sys; print(sys.version_info[:2], sys.prefix)'",
    "(3, 11) /usr/local\n",
  ],
  ["docker run --rm nginx cat /usr/share/nginx/html/index.html", /Welcome to nginx!/],
  ["docker run --rm hello-world", /^\nHello from Docker!\n/],
])("%s", async (line, expected) => {
  const { screen, exitCode } = await run(line);
  if (typeof expected === "string") expect(screen).toBe(expected);
  else expect(screen).toMatch(expected);
  expect(exitCode).toBe(0);
});

test("hello-world has nothing but its program", async () => {
  expect((await run("docker run --rm hello-world ls")).screen).toContain("executable file not found");
});

test("scratch is no image, and pulling it is refused in Docker's words", async () => {
  await expect(new EmbeddedEngine({ runtime: createRuntime() }).pull("scratch")).rejects.toThrow(
    "'scratch' is a reserved name",
  );
});

test("docker search lists what there is", async () => {
  expect((await run("docker search ubuntu")).screen).toBe(
    "NAME      DESCRIPTION                                     STARS     OFFICIAL\nubuntu    Ubuntu, a Debian-based Linux with apt           0         [OK]\ndebian    Debian, the Linux that Ubuntu and most image…   0         [OK]\n",
  );
  const names = (await run("docker search --format '{{.Name}}' ''")).screen.trim().split("\n").sort();
  expect(names).toEqual([...new Set(builtinImages().map(({ repository }) => repository))].sort());
});
