import type { Engine } from "../../../src/engine/engine.js";
import { DaemonError } from "../../../src/errors/engine.js";

export const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Runs a line to its end and returns what it printed. */
export async function exec(engine: Engine, container: string, line: string) {
  let stdout = "";
  let stderr = "";
  const { exitCode } = await engine.exec(container, {
    command: ["/bin/sh", "-c", line],
    stdio: {
      stdout: (chunk) => {
        stdout += text(chunk);
      },
      stderr: (chunk) => {
        stderr += text(chunk);
      },
    },
  });
  return { exitCode, stdout, stderr };
}

export async function collected(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

export async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof DaemonError) return error.message;
    throw error;
  }
  throw new Error("it was not refused");
}

/** What each part of the suite gets: engines that are disposed of after the test. */
export interface Engines {
  /** Without images and containers. */
  create(): Promise<Engine>;
  /** With an image `ubuntu`. */
  withUbuntu(): Promise<Engine>;
}

/** Starts a container with a shell that waits. */
export async function up(engine: Engine, container: string, image = "ubuntu"): Promise<void> {
  await engine.create({ image, name: container, interactive: true, tty: true, detach: true });
  await engine.start(container);
}
