import { describe, expect, test } from "vitest";
import { MemoryMedium } from "../../src/content/memory-medium.js";
import { CopyOnWriteMedium } from "../engine/filled-medium.js";
import { buildLab } from "./build-lab.js";
import { testLab } from "./engine.js";

const FILES = { Dockerfile: "FROM scratch\nCOPY a /a\nCOPY b /b\n", a: "hello\n", b: "bye\n" };

describe("builders", () => {
  test("there is one; others are made, used and removed, and stay", async () => {
    const medium = new CopyOnWriteMedium(new MemoryMedium());
    const first = await buildLab({}, { own: testLab(medium) });
    expect((await first.docker("docker buildx ls")).stdout).toBe(
      "NAME/NODE     DRIVER/ENDPOINT   STATUS    BUILDKIT   PLATFORMS\n" +
        "default*      docker                                 \n" +
        " \\_ default    \\_ default       running   v0.13.2    linux/arm64\n",
    );
    expect((await first.docker("docker buildx create --name mine --use --bootstrap")).stdout).toBe("mine\n");
    const { docker } = await buildLab(FILES, { own: testLab(medium) });
    expect((await docker("docker buildx ls --format '{{.Name}} {{.DriverEndpoint}}'")).stdout).toBe(
      "default docker\ndefault default\nmine docker-container\nmine0 default\n",
    );
    expect((await docker("docker buildx inspect")).stdout).toBe(
      "Name:   mine\nDriver: docker-container\n\nNodes:\nName:             mine0\nEndpoint:         default\n" +
        "Status:           running\nBuildKit version: v0.13.2\nPlatforms:        linux/arm64\n",
    );
    const lost = await docker("docker buildx build -t x .");
    expect(lost.stderr).toContain("WARNING: No output specified with docker-container driver.");
    expect(lost.stderr).toContain('#0 building with "mine" instance using docker-container driver');
    expect((await docker("docker images -q")).stdout).toBe("");
    expect((await docker("docker buildx build -q -t x --load .")).exitCode).toBe(0);
    expect((await docker("docker images --format '{{.Repository}}'")).stdout).toBe("x\n");
    expect((await docker("docker buildx rm mine")).stderr).toBe("mine removed\n");
    expect((await docker("docker buildx inspect")).stdout).toMatch(/^Name: {3}default$/m);
  });

  test.each([
    ["create --name default", "default is a reserved name and cannot be used to identify builder instance"],
    [
      "create --name 1st",
      "invalid name 1st, name needs to start with a letter and may not contain symbols, except ._-",
    ],
    ["create --driver what", 'failed to find driver "what"'],
    ["create --driver remote", "no remote endpoint provided"],
    ["inspect nope", 'no builder "nope" found'],
    ["use nope", 'failed to find instance "nope": open instances/nope: no such file or directory'],
    ["build --builder nope .", 'no builder "nope" found'],
  ])("buildx %s: %s", async (line, told) => {
    const { docker } = await buildLab(FILES);
    const { exitCode, stderr } = await docker(`docker buildx ${line}`);
    expect([exitCode, stderr]).toEqual([1, `ERROR: ${told}\n`]);
  });

  test("names are made up, taken once, and removed one by one", async () => {
    const { docker } = await buildLab({});
    const { stdout } = await docker("docker buildx create");
    expect(stdout).toMatch(/^[a-z]+_[a-z]+\n$/);
    const again = await docker(`docker buildx create --name ${stdout.trim()}`);
    expect(again.stderr).toContain("but no append mode");
    const gone = await docker(`docker buildx rm ${stdout.trim()} nope`);
    expect([gone.exitCode, gone.stderr]).toEqual([
      1,
      `${stdout.trim()} removed\nfailed to remove nope: no builder "nope" found\nERROR: failed to remove one or more builders\n`,
    ]);
  });

  test.each(["imagetools inspect a", "history ls", "install", "dial-stdio"])(
    "buildx %s is refused by its name",
    async (line) => {
      const { docker } = await buildLab({});
      const { stderr, exitCode } = await docker(`docker buildx ${line}`);
      expect(exitCode).toBe(1);
      expect(stderr).toContain("is a command of Docker's that layerlab does not have: ");
    },
  );

  test("buildx b is buildx build", async () => {
    const { docker } = await buildLab(FILES);
    expect((await docker("docker buildx b -q -t x .")).stdout).toMatch(/^sha256:/);
  });

  test("BUILDX_BUILDER, version and stop", async () => {
    const { docker } = await buildLab(FILES);
    await docker("docker buildx create --name mine");
    const built = await docker("docker build .", { BUILDX_BUILDER: "mine" });
    expect(built.stderr).toContain('building with "mine" instance');
    expect((await docker("docker buildx version")).stdout).toMatch(
      /^github\.com\/docker\/buildx v\d+\.\d+\.\d+/,
    );
    expect((await docker("docker buildx stop mine")).exitCode).toBe(0);
  });
});

describe("the build cache", () => {
  test("buildx du and builder du: a line for each step, and the sum", async () => {
    const { docker } = await buildLab(FILES);
    expect((await docker("docker buildx du")).stdout).toBe(
      "ID\tRECLAIMABLE\tSIZE\tLAST ACCESSED\nReclaimable:\t0B\nTotal:\t\t0B\n",
    );
    await docker("docker build -q .");
    const { stdout } = await docker("docker builder du");
    expect(stdout).toMatch(
      /^ID\t+RECLAIMABLE\tSIZE\t+LAST ACCESSED\n[0-9a-f]{25} +\ttrue \t+4B +\t.* ago\n[0-9a-f]{25} +\ttrue \t+6B +\t.* ago\nReclaimable:\t10B\nTotal:\t\t10B\n$/,
    );
    const verbose = await docker("docker buildx du --verbose");
    expect(verbose.stdout).toContain("Description:\tCOPY b /b\n");
  });

  test("prune: what was used last stays, as --keep-storage, until= and id= say", async () => {
    const { docker, lab } = await buildLab(FILES);
    await docker("docker build -q .");
    lab.advance(3600);
    await docker("docker build -q --no-cache -o type=cacheonly .");
    const ids = (await docker("docker buildx du")).stdout.match(/^[0-9a-f]{25}/gm) ?? [];
    expect(ids).toHaveLength(2);
    lab.advance(3600);
    expect((await docker("docker builder prune -f --filter until=2h")).stdout).toBe(
      "Total reclaimed space: 0B\n",
    );
    expect((await docker("docker buildx prune -f --keep-storage 4b")).stdout).toMatch(
      /6B[\s\S]*Total:\t6B\n$/,
    );
    expect((await docker(`docker buildx prune -f --filter id=${ids[0]}`)).stdout).toMatch(/Total:\t4B\n$/);
    await docker("docker build -q .");
    expect((await docker("docker builder prune -f -a --filter until=1m")).stdout).toBe(
      "Total reclaimed space: 0B\n",
    );
    // Its layers are an image's, too.
    expect((await docker("docker builder prune -f -a")).stdout).toBe("Total reclaimed space: 0B\n");
    expect((await docker("docker buildx du")).stdout).toMatch(/Total:\t\t0B\n$/);
    expect((await docker("docker buildx prune --filter until=never")).stderr).toContain("expects a duration");
  });
});
