import { describe, expect, test } from "vitest";
import { buildLab } from "./build-lab.js";

const VARIABLE = "$" + "{TAG}";
const BAKE = {
  variable: { TAG: { default: "1" } },
  group: { default: { targets: ["app", "tools"] } },
  target: {
    base: { args: { A: "base", B: "both" }, labels: { team: "b" } },
    app: { inherits: ["base"], context: "app", tags: [`app:${VARIABLE}`], args: { A: VARIABLE } },
    tools: {
      "dockerfile-inline": "FROM scratch\nCOPY a /\n",
      context: "app",
      tags: ["tools"],
      "no-cache": true,
    },
    out: { context: "app", output: ["type=local,dest=out"] },
  },
};
const FILES = {
  "docker-bake.json": JSON.stringify(BAKE),
  "app/Dockerfile": "FROM scratch\nARG A B\nLABEL a=$A b=$B\nCOPY a /\n",
  "app/a": "a\n",
};

describe("docker buildx bake", () => {
  test("the default group: inherited, with variables of the file and of the environment", async () => {
    const { docker, read } = await buildLab(FILES);
    expect((await docker("docker buildx bake --metadata-file m.json", { TAG: "2" })).exitCode).toBe(0);
    const { stdout } = await docker("docker images --format '{{.Repository}}:{{.Tag}}'");
    expect(stdout.split("\n").sort()).toEqual(["", "app:2", "tools:latest"]);
    const labels = await docker("docker image inspect -f '{{json .Config.Labels}}' app:2");
    expect(JSON.parse(labels.stdout)).toEqual({ a: "2", b: "both", team: "b" });
    expect(Object.keys(JSON.parse((await read("m.json")) ?? ""))).toEqual(["app", "tools"]);
  });

  test("a target by its name, --set, --print, and a file on its own", async () => {
    const { docker, read, write } = await buildLab(FILES);
    await docker("docker buildx bake out");
    expect(await read("out/a")).toBe("a\n");
    await docker("docker buildx bake --set '*.tags=mine' --set app.args.A=z app");
    expect((await docker("docker image inspect -f '{{.Config.Labels.a}}' mine")).stdout).toBe("z\n");
    const { stdout } = await docker("docker buildx bake --print app");
    expect(JSON.parse(stdout)).toEqual({
      group: { default: { targets: ["app"] } },
      target: {
        app: {
          context: "app",
          dockerfile: "Dockerfile",
          args: { A: "1", B: "both" },
          labels: { team: "b" },
          tags: ["app:1"],
        },
      },
    });
    await write("own.json", '{"target":{"default":{"context":"app","tags":["own"]}}}');
    expect((await docker("docker buildx bake -f own.json")).exitCode).toBe(0);
    expect((await docker("docker images -q own")).stdout).not.toBe("");
  });

  test.each([
    ["nope", "failed to find target nope"],
    ["--set app", "invalid override app, expected target.name=value"],
    ["--set 'zz*.tags=x'", "could not find any target matching 'zz*'"],
    ["-f docker-bake.hcl", "docker-bake.hcl is in a form that layerlab does not read"],
    ["-f loop.json", "infinite loop from a to a"],
    ["-f odd.json", "target default: matrix is not offered by layerlab"],
    ["-f deep.json", "the bake file nests deeper than 32 levels"],
    ["-f proto.json nope", "failed to find target nope"],
    ["-f list.json", "list.json is no bake file in JSON"],
    ["-f novar.json", 'there is no variable named "MISSING" in the bake file'],
  ])("%s: %s", async (line, told) => {
    const { docker } = await buildLab({
      ...FILES,
      "loop.json": '{"target":{"a":{"inherits":["a"]}}}',
      "odd.json": '{"target":{"default":{"matrix":{"a":["b"]}}}}',
      "deep.json": `{"target":{"default":${'{"args":'.repeat(20_000)}1${"}".repeat(20_000)}}}`,
      "proto.json": '{"target":{"__proto__":{"context":"/"},"default":{}}}',
      "list.json": "[]",
      "novar.json": JSON.stringify({ target: { default: { tags: [VARIABLE.replace("TAG", "MISSING")] } } }),
      "docker-bake.hcl": "target {}",
    });
    const { exitCode, stderr } = await docker(`docker buildx bake ${line}`);
    expect(exitCode).toBe(1);
    expect(stderr.startsWith(`ERROR: ${told}`)).toBe(true);
  });

  test("no file, and only one of another form", async () => {
    const { docker, write } = await buildLab({});
    expect((await docker("docker buildx bake")).stderr).toBe("ERROR: couldn't find a bake definition\n");
    await write("compose.yaml", "services: {}\n");
    expect((await docker("docker buildx bake")).stderr).toContain(
      "compose.yaml is in a form that layerlab does not read",
    );
  });
});
