import { describe, expect, test } from "vitest";
import { containerInspect } from "../../src/go/docker/container.js";
import { imageInspect } from "../../src/go/docker/image.js";
import { goJson } from "../../src/go/json.js";
import { marshal } from "../../src/go/marshal.js";
import type { GoType } from "../../src/go/reflect/type.js";
import { run, ubuntuLab } from "./engine.js";

describe("what the engine says of things is whole, as a daemon's answer is", () => {
  test.each<[string, GoType]>([
    ["image inspect ubuntu", imageInspect],
    ["container inspect box", containerInspect],
  ])("docker %s", async (line, type) => {
    const lab = await ubuntuLab();
    await run("docker create --name box ubuntu", lab);
    const { stdout } = await run(`docker ${line}`, lab);
    const [found] = JSON.parse(stdout);
    expect(stdout).toBe(`${goJson([marshal({ type, data: found })], 4)}\n`);
  });
});

test("members that nobody set print what Docker's types make of them", async () => {
  const lab = await ubuntuLab();
  await run("docker create --name box --label a=1 ubuntu", lab);
  const table: readonly (readonly [string, string, string])[] = [
    [
      "ubuntu",
      "{{json .Config.ExposedPorts}} {{.Config.Healthcheck}} {{.Config.Volumes}}",
      "null <nil> map[]",
    ],
    ["ubuntu", "{{.ID}}", "sha256:"],
    ["ubuntu", "{{.Config.Labels.nope}}|{{.Variant}}|{{.Config.User}}|", "<no value>|"],
    ["box", "{{.State.Health}} {{len .Mounts}} {{json .Mounts}}", "<nil> 0 []"],
    [
      "box",
      "{{.HostConfig.Memory}} {{.HostConfig.NetworkMode}} {{.HostConfig.Privileged}}",
      "0 bridge false",
    ],
    ["box", "{{range $k, $v := .NetworkSettings.Networks}}{{$k}}={{$v.IPAddress}};{{end}}", "bridge=;"],
    ["box", "{{.Config.Labels.a}} {{json .NetworkSettings.Ports}} {{.ExecIDs}}", "1 {} []"],
  ];
  for (const [name, format, expected] of table) {
    const { stdout, stderr, exitCode } = await run(`docker inspect -f '${format}' ${name}`, lab);
    expect({ format, stderr, exitCode }).toEqual({ format, stderr: "", exitCode: 0 });
    expect(stdout.startsWith(expected), `${format} printed ${stdout}`).toBe(true);
  }
});

test("what neither the types nor the JSON have is the client's error", async () => {
  const lab = await ubuntuLab();
  expect(await run("docker image inspect -f '{{.Config.Nope}}' ubuntu", lab)).toEqual({
    stdout: "\n",
    stderr:
      'template parsing error: template: :1:9: executing "" at <.Config.Nope>: map has no entry for key "Nope"\n',
    exitCode: 1,
  });
  expect(await run("docker version --format '{{.Client.Nope}}'", lab)).toEqual({
    stdout: "\n",
    stderr:
      'template: version:1:9: executing "version" at <.Client.Nope>: can\'t evaluate field Nope in type system.clientVersion\n',
    exitCode: 1,
  });
  expect(await run("docker info --format 'a{{.Containers}}{{.Nope}}'", lab)).toEqual({
    stdout: "a0\n",
    stderr:
      'template: :1:18: executing "" at <.Nope>: can\'t evaluate field Nope in type system.dockerInfo\n',
    exitCode: 1,
  });
});

test("ps counts sizes where a template asks for them, and knows labels by name", async () => {
  const lab = await ubuntuLab();
  await run("docker create --name box --label com.example.a-b=yes ubuntu", lab);
  const ps = async (format: string, ...more: string[]) =>
    await run(`docker ps -a ${more.join(" ")} --format '${format}'`, lab);
  expect((await ps("{{.Size}}")).stdout).toMatch(/^0B \(virtual \d+(\.\d+)?MB\)\n$/);
  expect((await ps('{{.Label "com.example.a-b"}}|{{.Label "x"}}|')).stdout).toBe("yes||\n");
  expect((await ps('table {{.Names}}\\t{{.Label "com.example.a-b"}}')).stdout).toBe(
    "NAMES     a b\nbox       yes\n",
  );
  expect(await ps("{{.Names}}", "-q")).toMatchObject({
    stdout: expect.stringMatching(/^[0-9a-f]{12}\n$/),
    stderr: "WARNING: Ignoring custom format, because both --format and --quiet are set.\n",
  });
});

test("an image's health check is its containers', and that of what is committed from them", async () => {
  const lab = await ubuntuLab();
  await run("docker create --name one ubuntu", lab);
  await run("docker commit -c 'HEALTHCHECK --interval=5s CMD true' one checked", lab);
  await run("docker create --name two checked", lab);
  await run("docker commit two again", lab);
  for (const name of ["checked", "two", "again"]) {
    const { stdout } = await run(`docker inspect -f '{{json .Config.Healthcheck}}' ${name}`, lab);
    expect(stdout).toBe('{"Test":["CMD-SHELL","true"],"Interval":5000000000}\n');
  }
});
