import { describe, expect, test } from "vitest";
import { buildLab } from "./build-lab.js";

const BAD = "FROM scratch AS base\nMAINTAINER me\nCMD run it\n";

describe("docker build --check", () => {
  test("what is found is shown with its lines, on stdout, and decides the exit code", async () => {
    const { docker } = await buildLab({ Dockerfile: BAD });
    const { stdout, exitCode } = await docker("docker build --check .");
    expect(exitCode).toBe(1);
    expect(stdout).toBe(`Check complete, 2 warnings have been found!

WARNING: MaintainerDeprecated - https://docs.docker.com/go/dockerfile/rule/maintainer-deprecated/
Maintainer instruction is deprecated in favor of using label
Dockerfile:2
--------------------
   1 |     FROM scratch AS base
   2 | >>> MAINTAINER me
   3 |     CMD run it
   4 |     
--------------------

WARNING: JSONArgsRecommended - https://docs.docker.com/go/dockerfile/rule/json-args-recommended/
JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
Dockerfile:3
--------------------
   1 |     FROM scratch AS base
   2 |     MAINTAINER me
   3 | >>> CMD run it
   4 |     
--------------------
`);
    const skipped = await docker(
      "docker build --check --build-arg BUILDKIT_DOCKERFILE_CHECK=skip=MaintainerDeprecated .",
    );
    expect(skipped.stdout).toMatch(/^Check complete, 1 warning has been found!\n/);
    expect((await docker("docker images -aq")).stdout).toBe("");
  });

  test("nothing found; an error; JSON", async () => {
    const { docker, write } = await buildLab({ Dockerfile: "FROM scratch\nCOPY a /\n" });
    expect(await docker("docker buildx build --call=check .")).toMatchObject({
      stdout: "Check complete, no warnings found.\n",
      exitCode: 0,
    });
    await write("Dockerfile", `# check=error=true\n${BAD}`);
    expect(await docker("docker build --check .")).toMatchObject({
      stderr: "ERROR: lint violation found for rules: MaintainerDeprecated, JSONArgsRecommended\n",
      exitCode: 1,
    });
    await write("Dockerfile", BAD);
    const { stdout, exitCode } = await docker("docker build --call check,format=json,ignorestatus=true .");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).warnings.map((each: { ruleName: string }) => each.ruleName)).toEqual([
      "MaintainerDeprecated",
      "JSONArgsRecommended",
    ]);
  });

  test.each([
    ["# syntax=docker/dockerfile:1", "", 1],
    ["# syntax=docker/dockerfile:1.8", "", 1],
    ["# syntax=docker.io/docker/dockerfile", "", 1],
    ["# syntax=docker/dockerfile:1.7", "", 0],
    ["# syntax=example.org/frontend:1", "", 0],
    ["# escape=\\", "", 0],
    ["# escape=\\", "--build-arg BUILDKIT_SYNTAX=docker/dockerfile:1", 1],
    ["# syntax=docker/dockerfile:1", "--build-arg BUILDKIT_DOCKERFILE_CHECK=error=false", 0],
    ["# syntax=docker/dockerfile:1", "--target base", 0],
    ["# syntax=docker/dockerfile:1", "--build-arg BUILDKIT_DOCKERFILE_CHECK=skip=all", 0],
    ["# syntax=docker/dockerfile:1", "--build-arg BUILDKIT_DOCKERFILE_CHECK=wrong", 1],
  ])("a build fails by warnings where the frontend has checks: %s %s", async (first, options, exitCode) => {
    const dockerfile = `${first}\n# check=error=true\nFROM scratch AS base\nLABEL a=b\nFROM base\nCMD run it\n`;
    const { docker } = await buildLab({ Dockerfile: dockerfile });
    const { stderr, ...built } = await docker(`docker build ${options} .`);
    expect(built.exitCode).toBe(exitCode);
    const found = options.endsWith("wrong")
      ? "failed to parse check options"
      : "lint violation found for rules: JSONArgsRecommended\n";
    if (exitCode === 1) expect(stderr).toContain(`ERROR: failed to solve: ${found}`);
  });

  test("a base image for another platform", async () => {
    const { docker } = await buildLab({ Dockerfile: "FROM ubuntu\n" }, { ubuntu: true });
    const { stdout } = await docker("docker build --check --platform linux/amd64 .");
    expect(stdout).toContain(
      "\nWARNING: InvalidBaseImagePlatform\nBase image ubuntu was pulled with platform",
    );
  });
});

describe("docker build --call", () => {
  const DOCKERFILE = `# V the version
ARG V=1
# base what others build on
FROM scratch AS base
ARG V
RUN --mount=type=secret,id=pw,required=true true
# fin the end
FROM base AS fin
`;

  test("targets", async () => {
    const { docker } = await buildLab({ Dockerfile: DOCKERFILE });
    expect((await docker("docker build --call=targets .")).stdout).toBe(
      "TARGET        DESCRIPTION\nbase          what others build on\nfin (default) the end\n",
    );
    const json = JSON.parse((await docker("docker build --call=targets,format=json .")).stdout);
    expect(json.targets).toMatchObject([{ name: "base" }, { name: "fin", default: true, base: "base" }]);
  });

  test("outline", async () => {
    const { docker } = await buildLab({ Dockerfile: DOCKERFILE });
    expect((await docker("docker build --call=outline .")).stdout).toBe(
      "TARGET:      fin\nDESCRIPTION: the end\n\nBUILD ARG   VALUE   DESCRIPTION\nV           1       the version\n\nSECRET   REQUIRED\npw       true\n\n",
    );
    expect((await docker("docker build --call=what .")).stderr).toContain(
      "unsupported request frontend.what",
    );
  });
});
