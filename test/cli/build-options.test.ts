import { describe, expect, test } from "vitest";
import { buildLab } from "./build-lab.js";

const SCRATCH = { Dockerfile: "FROM scratch\nCOPY a /a\n", a: "hello\n" };

describe("--platform", () => {
  test.each([
    ["linux/amd64", "linux/amd64/"],
    ["linux/arm/v7", "linux/arm/v7"],
    ["linux/arm64/v8", "linux/arm64/"],
    ["arm64", "linux/arm64/"],
  ])("%s, from nothing", async (platform, told) => {
    const { docker } = await buildLab(SCRATCH);
    expect((await docker(`docker build -q --platform ${platform} -t x .`)).exitCode).toBe(0);
    const { stdout } = await docker("docker image inspect -f '{{.Os}}/{{.Architecture}}/{{.Variant}}' x");
    expect(stdout.trim()).toBe(told);
  });

  test("DOCKER_DEFAULT_PLATFORM is the platform where none is said", async () => {
    const { docker } = await buildLab(SCRATCH);
    await docker("docker build -q -t x .", { DOCKER_DEFAULT_PLATFORM: "linux/s390x" });
    expect((await docker("docker image inspect -f '{{.Architecture}}' x")).stdout).toBe("s390x\n");
  });

  test("the platform's arguments, and why the steps run again", async () => {
    const dockerfile =
      "FROM --platform=$BUILDPLATFORM ubuntu\nARG TARGETOS TARGETARCH\nRUN echo $TARGETOS/$TARGETARCH\nRUN echo same\n";
    const { docker } = await buildLab({ Dockerfile: dockerfile }, { ubuntu: true });
    const own = await docker("docker build -t x .");
    expect(own.stderr).toMatch(/^#\d+ \d\.\d+ linux\/arm64$/m);
    const other = await docker("docker build -t x --platform linux/amd64 --explain .");
    expect(other.stderr).toMatch(/^#\d+ \d\.\d+ linux\/amd64$/m);
    expect(other.stdout).toContain("--platform changed from linux/arm64 to linux/amd64");
    const again = await docker("docker build -t x --platform linux/amd64 .");
    expect(again.stderr.match(/CACHED/g)).toHaveLength(3);
  });

  test("an image that is here for one platform only, in BuildKit's words", async () => {
    const { docker } = await buildLab({ Dockerfile: "FROM ubuntu\n" }, { ubuntu: true });
    const { stderr, exitCode } = await docker("docker build --platform linux/amd64 .");
    expect(exitCode).toBe(0);
    expect(stderr).toContain(
      'InvalidBaseImagePlatform: Base image ubuntu was pulled with platform "linux/arm64/v8", expected "linux/amd64" for current build',
    );
  });
});

describe("--secret", () => {
  const DOCKERFILE = `FROM ubuntu
RUN --mount=type=secret,id=pw,required=true cat /run/secrets/pw > /size; stat -c '%a %u' /run/secrets/pw; wc -c < /run/secrets/pw > /size
RUN --mount=type=secret,id=TOKEN,env=T --mount=type=secret,id=pw,target=/p,mode=0440,uid=7 echo "\${#T} $(stat -c '%a %u' /p)"
`;
  const VARIABLES = { TOKEN: "abcdef" };

  test("as a file and as a variable, in no layer, and in no key", async () => {
    const { docker, write, lab } = await buildLab(
      { Dockerfile: DOCKERFILE, pw: "hunter2" },
      { ubuntu: true },
    );
    const line = "docker build -t x --secret id=pw,src=pw --secret id=TOKEN .";
    const first = await docker(line, VARIABLES);
    expect(first.exitCode).toBe(0);
    expect(first.stderr).toMatch(/ 400 0$/m);
    expect(first.stderr).toMatch(/ 6 440 7$/m);
    await write("pw", "another");
    const second = await docker(line, VARIABLES);
    expect(second.stderr.match(/CACHED/g)).toHaveLength(3);
    const saved = await docker("docker save x");
    const cache = JSON.stringify(await lab.engine.buildCache());
    for (const text of ["hunter2", "abcdef"]) {
      expect(saved.stdout).not.toContain(text);
      expect(cache).not.toContain(text);
    }
    expect((await docker("docker run --rm x ls /run /p")).stdout).not.toContain("secrets");
  });

  test.each([
    ["", "secret pw: not found"],
    ["--secret id=pw,src=nope", "failed to stat nope: stat nope: no such file or directory"],
    ["--secret src=pw", "secret missing ID"],
    ["--secret id=pw,foo=1", "unexpected key 'foo' in 'foo=1'"],
    ["--secret pw", "invalid field 'pw' must be a key=value pair"],
    ["--secret type=x,id=pw", 'unsupported secret type "x"'],
    ["--secret id=big", "secret big too big. max size 500KiB"],
  ])("%s: %s", async (option, told) => {
    const { docker } = await buildLab(
      { Dockerfile: DOCKERFILE, pw: "x", big: "x".repeat(500 * 1024 + 1) },
      { ubuntu: true },
    );
    const { stderr, exitCode } = await docker(`docker build ${option} .`);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`^ERROR: (failed to solve: )?${told.replace(/[.'()[\]]/g, "\\$&")}$`, "m"),
    );
  });
});

describe("options that a RUN has", () => {
  test("--network and --add-host are part of what is built, and say so", async () => {
    const { docker } = await buildLab({ Dockerfile: "FROM ubuntu\nRUN cat /etc/hosts\n" }, { ubuntu: true });
    await docker("docker build -t x .");
    const none = await docker("docker build -t x --network none --explain .");
    expect(none.stdout).toContain("--network changed from default to none");
    const named = await docker(
      "docker build -t x --add-host db:10.0.0.7 --add-host me=host-gateway --explain .",
    );
    expect(named.stdout).toContain("--network changed from none to default");
    expect(named.stderr).toMatch(/10\.0\.0\.7\tdb$/m);
    expect(named.stderr).toMatch(/172\.17\.0\.1\tme$/m);
    const other = await docker("docker build -t x --add-host db:10.0.0.8 --explain .");
    expect(other.stdout).toContain("--add-host changed from db:10.0.0.7, me:host-gateway to db:10.0.0.8");
    expect((await docker("docker build --network mine .")).stderr).toContain(
      'network mode "mine" not supported',
    );
  });

  test("--ssh is said once to forward nothing", async () => {
    const { docker } = await buildLab(SCRATCH);
    const { stderr, exitCode } = await docker("docker build --ssh default .");
    expect(exitCode).toBe(0);
    expect(stderr).toContain("forwards nothing here");
    expect((await docker("docker build --ssh default .")).stderr).not.toContain("forwards nothing");
  });
});

describe("attestations and what has gone", () => {
  test.each([
    "--provenance=false --sbom=false",
    "--provenance false --attest type=sbom,disabled=true",
    "--load --rm --force-rm --compress -m 1g --builder default",
    "--allow network.host --shm-size 1g --ulimit nofile=1024",
  ])("%s", async (options) => {
    const { docker } = await buildLab(SCRATCH);
    expect((await docker(`docker buildx build -q ${options} .`)).exitCode).toBe(0);
  });

  test.each([
    ["--provenance=true", "Attestation is not supported for the docker driver."],
    ["--sbom=generator=x", "Attestation is not supported for the docker driver."],
    ["--platform linux/amd64,linux/arm64", "Multi-platform build is not supported for the docker driver."],
    ["--platform what", '"what": unknown operating system or architecture'],
    ["--builder other", 'no builder "other" found'],
    ["--quiet --progress plain", "progress=plain and quiet cannot be used together"],
    ["--annotation a", 'invalid annotation "a", expected key=value'],
  ])("%s: %s", async (options, told) => {
    const { docker } = await buildLab(SCRATCH);
    const { stderr, exitCode } = await docker(`docker build ${options} .`);
    expect(exitCode).toBe(1);
    expect(stderr.startsWith(`ERROR: ${told}`)).toBe(true);
  });
});

describe("SOURCE_DATE_EPOCH", () => {
  test.each([
    ["", { SOURCE_DATE_EPOCH: "1600000000" }],
    ["--build-arg SOURCE_DATE_EPOCH=1600000000", {}],
  ])("%s %o: nothing in the configuration is younger", async (option, variables) => {
    const { docker } = await buildLab(SCRATCH);
    await docker("docker build -q -t x .");
    await docker(`docker build -q -t x ${option} .`, variables);
    const { stdout } = await docker("docker image inspect -f '{{.Created}}' x");
    expect(stdout).toBe("2020-09-13T12:26:40Z\n");
    expect((await docker("docker history --format '{{.CreatedAt}}' x")).stdout).toMatch(
      /^2020-09-13T12:26:40/,
    );
  });

  test("what is no number is refused", async () => {
    const { docker } = await buildLab(SCRATCH);
    const { stderr } = await docker("docker build --build-arg SOURCE_DATE_EPOCH=today .");
    expect(stderr).toContain(
      'invalid SOURCE_DATE_EPOCH: today: strconv.ParseInt: parsing "today": invalid syntax',
    );
  });
});
