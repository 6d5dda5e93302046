import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { DiskMedium } from "../../src/content/disk-medium.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import type { Engine } from "../../src/engine/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { stream } from "../archives.js";
import { fixture } from "../fixtures.js";

/** A directory for a store, until the end of the test. */
export function home(): string {
  const path = mkdtempSync(join(tmpdir(), "layerlab-home-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export const runtime = createRuntime();
export const base = fixture("docker-ops/tiny-base.tar");
export const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** As another process would open it: nothing is shared but the directory. */
export function open(path: string): EmbeddedEngine {
  return new EmbeddedEngine({ runtime, medium: new DiskMedium(path) });
}

/** An engine that takes itself for another process, alive or dead. */
export function elsewhere(path: string, pid: number): EmbeddedEngine {
  const medium = new DiskMedium(path);
  Object.defineProperty(medium, "self", { value: medium.self.replace(/^\d+ \S+/, `${pid} -`) });
  return new EmbeddedEngine({ runtime, medium });
}

export const DEAD = 2 ** 22 + 1;

export async function withTiny(path: string): Promise<EmbeddedEngine> {
  const engine = open(path);
  await engine.import(stream(base), { reference: "tiny", changes: ["CMD /bin/sh"] });
  return engine;
}

export async function up(engine: Engine, name: string): Promise<void> {
  await engine.create({
    image: "tiny",
    command: ["/bin/sh"],
    name,
    interactive: true,
    tty: true,
    detach: true,
  });
  await engine.start(name);
}

export const blobs = (path: string) => readdirSync(join(path, "blobs", "sha256")).sort();
export const recordOf = (path: string, id: string) => join(path, "containers", id, "container.json");
