import { expect, test } from "vitest";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import type { Engine } from "../../src/engine/engine.js";
import { EngineLacksError } from "../../src/errors/engine.js";
import { createLab } from "../../src/lab/lab.js";
import { createRuntime } from "../../src/programs/runtime.js";

/** An engine of another kind: it says so, and the disk of its machine is out of reach. */
function elsewhere(): Engine {
  const { host: _unreachable, ...engine } = new EmbeddedEngine({ runtime: createRuntime() });
  return { ...engine, version: async () => ({ name: "an engine elsewhere", version: "1.2.3" }) };
}

test("docker, console and shell talk to the engine that the lab was given", async () => {
  const engine = elsewhere();
  const lab = await createLab({ engine });
  expect(lab.engine).toBe(engine);
  await lab.docker.pull("ubuntu");
  let printed = "";
  const print = (chunk: string | Uint8Array) => {
    printed += typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk);
  };
  const io = { stdout: print, stderr: print, isTTY: false, isNotebook: false };
  expect(await lab.console("docker run -dti --name box ubuntu", io)).toBe(0);
  expect(await lab.shell("box", "echo hello > /hello", io)).toBe(0);
  expect(await engine.diff("box")).toEqual([{ kind: "A", path: "/hello" }]);
  printed = "";
  await lab.console("docker version --format '{{.Server.Platform.Name}}, {{.Server.Version}}'", io);
  expect(printed).toBe("an engine elsewhere, 1.2.3\n");
});

test("host() of an engine whose disk cannot be read says what to use in its place", async () => {
  const lab = await createLab({ engine: elsewhere() });
  expect(() => lab.host()).toThrow(EngineLacksError);
  expect(() => lab.host()).toThrow(/cannot be read from here; docker\.layer/);
});
