import { describe, expect, test } from "vitest";
import { buildLab } from "./build-lab.js";

describe("RUN --mount=type=bind", () => {
  const DOCKERFILE = `FROM ubuntu AS made
RUN mkdir /made && echo made > /made/file
FROM ubuntu
WORKDIR /w
RUN --mount=type=bind,target=. --mount=type=bind,from=made,source=/made,target=/m cat a /m/file && ls /w
RUN --mount=type=bind echo "here: $(cat a)"
RUN --mount=type=bind,source=a,target=/in/a cat /in/a; echo no > /in/a || true
RUN --mount=type=bind,target=/rw,rw echo more > /rw/new && cat /rw/new
RUN ls /w /in /rw /m
`;

  test("files of the context and of a stage, read-only unless asked, and in no layer", async () => {
    const files = { Dockerfile: DOCKERFILE, a: "first\n", ".dockerignore": "Dockerfile\n" };
    const { docker, write } = await buildLab(files, { ubuntu: true });
    const { exitCode, stderr } = await docker("docker build -t x .");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/ first\n.* made\n.* a$/m);
    expect(stderr).toMatch(/ here: first$/m);
    expect(stderr).toMatch(/Read-only file system/);
    expect(stderr).toMatch(/ more$/m);
    expect(stderr).toContain("cannot access '/in'");
    await write("Dockerfile", DOCKERFILE.replace("RUN ls /w /in /rw /m\n", ""));
    expect((await docker("docker build -q -t x .")).exitCode).toBe(0);
    expect((await docker("docker run --rm x ls /w")).stdout).toBe("");
    expect((await docker("docker build -t x .")).stderr.match(/CACHED/g)?.length).toBeGreaterThan(5);
    await write("a", "second\n");
    const again = await docker("docker build -t x --explain .");
    expect(again.stderr).toMatch(/ second$/m);
    expect(again.stdout).toContain("/a: its content changed");
  });

  test.each([
    ["source=nope,target=/x", '"/nope": not found'],
    ["target=/", 'invalid mount target "/"'],
    ["ro", 'invalid mount target "/"'],
    [
      "from=nobody/nothing,target=/x",
      "failed to resolve source metadata for docker.io/nobody/nothing:latest",
    ],
    ["from=later,target=/x", 'cannot copy from stage "later", it needs to be defined before current stage'],
  ])("%s: %s", async (mount, told) => {
    const Dockerfile = `FROM ubuntu AS first\nRUN --mount=type=bind,${mount} true\nFROM scratch AS later\nFROM first\n`;
    const { docker } = await buildLab({ Dockerfile }, { ubuntu: true });
    const { exitCode, stderr } = await docker("docker build .");
    expect(exitCode).toBe(1);
    expect(stderr).toContain(told);
  });
});

describe("--build-context", () => {
  test("a folder beside the context, with its own .dockerignore", async () => {
    const { docker, read, write } = await buildLab({
      Dockerfile: "FROM scratch\nCOPY --from=src . /src/\nCOPY a /a\n",
      a: "a\n",
      "lib/b": "b\n",
      "lib/skipped": "x\n",
      "lib/.dockerignore": "skipped\n.dockerignore\n",
    });
    const line = "docker build --build-context src=lib -o out .";
    const { exitCode, stderr } = await docker(line);
    expect(exitCode).toBe(0);
    expect(stderr).toContain("[context src] load from client");
    expect([await read("out/src/b"), await read("out/src/skipped")]).toEqual(["b\n", undefined]);
    expect((await docker(line)).stderr.match(/CACHED/g)).toHaveLength(2);
    await write("lib/b", "other\n");
    expect((await docker(line)).stderr).not.toContain("CACHED");
  });

  test("instead of an image, and instead of a stage", async () => {
    const { docker, read } = await buildLab({
      Dockerfile:
        "FROM alpine AS base\nFROM scratch\nCOPY --from=base /marker /\nCOPY --from=docker.io/library/alpine:latest /marker /too\n",
      "base/Dockerfile": "FROM scratch\nCOPY marker /\n",
      "base/marker": "mine\n",
    });
    await docker("docker build -q -t mine base");
    const { exitCode } = await docker("docker build --build-context alpine=docker-image://mine -o out .");
    expect(exitCode).toBe(0);
    expect([await read("out/marker"), await read("out/too")]).toEqual(["mine\n", "mine\n"]);
    const stage = await docker(
      "docker build --build-context base=base --build-context alpine=docker-image://mine -o two .",
    );
    expect(stage.exitCode).toBe(0);
    await docker("docker build -q -o type=oci,tar=false,dest=layout base");
    await docker("docker rmi mine");
    const layout = await docker("docker build --build-context alpine=oci-layout://layout -o three .");
    expect(layout.exitCode).toBe(0);
    expect(await read("three/marker")).toBe("mine\n");
  });

  test.each([
    ["src", "invalid context value: src, expected key=value"],
    ["src=nope", "failed to get build context src: stat nope: no such file or directory"],
    ["src=https://example.com/a.git", "is on the network, which builds here do not reach"],
    ["src=oci-layout://.", "is no OCI image layout"],
  ])("%s: %s", async (context, told) => {
    const { docker } = await buildLab({ Dockerfile: "FROM scratch\nCOPY --from=src a /\n" });
    const { exitCode, stderr } = await docker(`docker build --build-context ${context} .`);
    expect(exitCode).toBe(1);
    expect(stderr.startsWith("ERROR: ")).toBe(true);
    expect(stderr).toContain(told);
  });
});
