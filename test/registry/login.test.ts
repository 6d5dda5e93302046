import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { recordingIO } from "../cli/recording-io.js";
import { describeWith } from "../components.js";
import { HTPASSWD } from "./htpasswd.js";
import { noise } from "./images.js";
import { type Registry, startRegistry } from "./registry.js";

describeWith(["registry"], "docker login", (path) => {
  let registry: Registry;
  const folder = mkdtempSync(join(tmpdir(), "layerlab-login-"));
  const before = process.env.DOCKER_CONFIG;
  beforeAll(async () => {
    registry = await startRegistry(path("registry"), HTPASSWD);
  });
  afterAll(async () => {
    await registry?.stop();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    process.env.DOCKER_CONFIG = folder;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.DOCKER_CONFIG;
    else process.env.DOCKER_CONFIG = before;
  });

  test("keeps what the registry accepts; pushes and pulls use it until logout", async () => {
    const engine = new EmbeddedEngine({ runtime: createRuntime() });
    const name = `${registry.domain}/private:1`;
    await engine.import(noise("file", 1000, 5), { reference: name });
    const docker = async (args: readonly string[], stdin = "") => {
      const { io, stdout, stderr } = recordingIO({ readAll: async () => new TextEncoder().encode(stdin) });
      const exitCode = await runCommandLine(args, { engine, io });
      return { stdout: stdout(), stderr: stderr(), exitCode };
    };
    const login = ["login", "--username", "me", "--password-stdin", registry.domain];
    expect(await docker(["push", name])).toMatchObject({
      stderr: expect.stringMatching(/^(Error response from daemon: )?.*no basic auth credentials\n$/),
      exitCode: 1,
    });
    expect(await docker(login, "wrong\n")).toMatchObject({
      stderr: `Error response from daemon: login attempt to http://${registry.domain}/v2/ failed with status: 401 Unauthorized\n`,
      exitCode: 1,
    });
    expect(await docker(login, "myPassword\n")).toMatchObject({ stdout: "Login Succeeded\n", exitCode: 0 });
    const kept: unknown = JSON.parse(readFileSync(join(folder, "config.json"), "utf8"));
    expect(kept).toEqual({ auths: { [registry.domain]: { auth: btoa("me:myPassword") } } });
    expect(await docker(["push", "-q", name])).toMatchObject({ stderr: "", exitCode: 0 });
    expect(await docker(["pull", "-q", name])).toMatchObject({ stderr: "", exitCode: 0 });
    expect((await docker(["logout", registry.domain])).stdout).toBe(
      `Removing login credentials for ${registry.domain}\n`,
    );
    expect((await docker(["pull", name])).stderr).toContain("no basic auth credentials");
    expect((await docker(["logout", registry.domain])).stdout).toBe(`Not logged in to ${registry.domain}\n`);
  });
});
