import { Volume } from "memfs";
import { describe, expect, test } from "vitest";
import { memoryFiles } from "../../src/cli/disk/memory.js";
import { createLab } from "../../src/lab/lab.js";
import { recordingIO } from "./recording-io.js";

/** A lab without a disk, its console, and the volume that is its folder. */
async function lab(files: Readonly<Record<string, string>> = {}) {
  const volume = Volume.fromJSON({ ...files });
  const { console, docker } = await createLab({ files: memoryFiles(volume) });
  const say = async (line: string): Promise<string> => {
    const { io, stdout, stderr } = recordingIO();
    const code = await console(`docker ${line}`, io);
    return code === 0 ? stdout() : `${stderr()}exit ${code}`;
  };
  return { volume, docker, say };
}

describe("a lab without a disk", () => {
  test("builds from its folder in memory, with .dockerignore, links and modes", async () => {
    const { volume, say } = await lab({
      "/lesson/app/Dockerfile": "FROM ubuntu\nCOPY . /app\n",
      "/lesson/app/.dockerignore": "*.log\n",
      "/lesson/app/run.sh": "#!/bin/sh\necho ran\n",
      "/lesson/app/noise.log": "x",
    });
    volume.chmodSync("/lesson/app/run.sh", 0o750);
    volume.symlinkSync("run.sh", "/lesson/app/link");
    await say("build -q -t app app");
    expect(await say("run --rm app sh -c 'cd /app; ls -A; ./link; stat -c %a run.sh'")).toBe(
      ".dockerignore\nDockerfile\nlink\nrun.sh\nran\n750\n",
    );
  });

  test("copies between its folder and a container, a directory with all there is", async () => {
    const { volume, say } = await lab({ "/lesson/in/deep/a": "one\n" });
    volume.symlinkSync("deep/a", "/lesson/in/link");
    await say("create --name box ubuntu");
    await say("cp in box:/data");
    await say("cp box:/data out");
    expect(volume.readFileSync("/lesson/out/link", "utf8")).toBe("one\n");
    expect(volume.readlinkSync("/lesson/out/link")).toBe("deep/a");
    expect(await say("cp missing box:/")).toBe("lstat /lesson/missing: no such file or directory\nexit 1");
    expect(await say("cp box:/data in/deep/a")).toMatch(/cannot copy directory/);
  });

  test("saves and loads archives there, whole or not at all", async () => {
    const { volume, say } = await lab();
    await say("pull -q ubuntu");
    const id = await say("images -q --no-trunc ubuntu");
    await say("save -o all.tar ubuntu");
    expect(volume.readdirSync("/lesson")).toEqual(["all.tar"]);
    await say("rmi ubuntu");
    expect(await say("load -i all.tar")).toBe("Loaded image: ubuntu:latest\n");
    expect(await say("images -q --no-trunc ubuntu")).toBe(id);
    expect(await say("save -o no/where.tar ubuntu")).toMatch(/invalid output path/);
    expect(volume.readdirSync("/lesson")).toEqual(["all.tar"]);
  });

  test("is what docker.build reads by default, and has no pipes to copy", async () => {
    const { volume, docker, say } = await lab({ "/lesson/hello": "hi\n" });
    await docker.build({ tag: "hello", dockerfile: "FROM ubuntu\nCOPY hello /\nRUN mkfifo /pipe" });
    expect(await say("run --rm hello cat /hello")).toBe("hi\n");
    await say("create --name box hello");
    expect(await say("cp box:/pipe .")).toMatch(/a disk in memory has no pipes and no devices/);
    expect(volume.existsSync("/lesson/pipe")).toBe(false);
  });
});

test("a lab that is given nothing has an empty folder", async () => {
  const { files, console } = await createLab();
  await files?.write(
    "Dockerfile",
    (async function* () {
      yield new TextEncoder().encode("FROM ubuntu\nRUN echo built > /it\n");
    })(),
  );
  const { io, stdout, stderr } = recordingIO();
  expect([
    await console("docker build -q -t it .", io),
    await console("docker run --rm it cat /it", io),
    stderr(),
  ]).toEqual([0, 0, ""]);
  expect(stdout()).toMatch(/^sha256:[0-9a-f]{64}\nbuilt\n$/);
});
