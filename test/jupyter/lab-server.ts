import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { jupyterEnvironment } from "./environment.js";

export interface LabServer {
  /** `http://localhost:8899/` */
  readonly url: string;
  readonly token: string;
  /** All lines printed so far. */
  readonly lines: readonly string[];
  /** GET of Jupyter's REST API, e.g. `api/kernelspecs`. */
  get(path: string): Promise<unknown>;
  /**
   * Ctrl-C, as a terminal sends it: to every process of the command. Resolves when all of them are gone. (The
   * exit code says nothing: npm's shell ends itself with the signal.)
   */
  stop(): Promise<void>;
}

/** Runs `npm start -- --no-browser --port <free> ARGS` and waits until JupyterLab is up. */
export async function startLab(options: {
  readonly home: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}): Promise<LabServer> {
  const port = await freePort();
  const args = ["start", "--", "--no-browser", "--port", String(port), ...(options.args ?? [])];
  const child = spawn("npm", args, {
    cwd: ROOT,
    env: { ...jupyterEnvironment(options.home), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own, for Ctrl-C.
    detached: true,
  });
  const lines: string[] = [];
  const ended = new Promise<number>((resolve) => child.once("close", (code) => resolve(code ?? -1)));
  const address = new Promise<URL>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        const up = /JupyterLab: up at (\S+)/.exec(line)?.[1];
        if (up !== undefined) resolve(new URL(up));
      });
  });
  const up = await Promise.race([address, ended]);
  if (typeof up === "number") throw new Error(`npm start ended with ${up}:\n${lines.join("\n")}`);

  const token = up.searchParams.get("token") ?? "";
  const url = `${up.origin}/`;
  return {
    url,
    token,
    lines,
    async get(path) {
      const response = await fetch(new URL(path, url), { headers: { authorization: `token ${token}` } });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return await response.json();
    },
    async stop() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGINT");
      await ended;
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port of its own");
  return address.port;
}
