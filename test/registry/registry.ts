import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** A real registry of a test's own. */
export interface Registry {
  /** `localhost:40123`, as an image's name has it. */
  readonly domain: string;
  readonly port: number;
  stop(): Promise<void>;
}

const DEADLINE = 20_000;

/**
 * Starts Debian's `docker-registry` on a free port of loopback.
 *
 * @param program from `test/components.ts`
 * @param htpasswd lines of `name:bcrypt`; anybody may come in without
 */
export async function startRegistry(program: string, htpasswd?: string): Promise<Registry> {
  const directory = mkdtempSync(join(tmpdir(), "layerlab-registry-"));
  const port = await freePort();
  const config = {
    version: 0.1,
    log: { level: "error" },
    storage: { filesystem: { rootdirectory: join(directory, "data") }, delete: { enabled: true } },
    http: { addr: `127.0.0.1:${port}` },
    ...(htpasswd === undefined
      ? {}
      : { auth: { htpasswd: { realm: "tests", path: join(directory, "htpasswd") } } }),
  };
  // JSON is YAML.
  writeFileSync(join(directory, "config.yml"), JSON.stringify(config));
  if (htpasswd !== undefined) writeFileSync(join(directory, "htpasswd"), htpasswd);
  const child = spawn(program, ["serve", join(directory, "config.yml")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const said: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  const stop = async (): Promise<void> => {
    await ended(child);
    rmSync(directory, { recursive: true, force: true });
  };
  for (const end = Date.now() + DEADLINE; ; await wait(20)) {
    const answer = await fetch(`http://127.0.0.1:${port}/v2/`).catch(() => undefined);
    if (answer !== undefined) break;
    if (child.exitCode === null && Date.now() < end) continue;
    await stop();
    throw new Error(`docker-registry did not start:\n${Buffer.concat(said)}`);
  }
  return { domain: `localhost:${port}`, port, stop };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await exit;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null
          ? resolve(address.port)
          : reject(new Error("no port")),
      );
    });
  });
}
