/**
 * The kernel beside three others, one run on one machine: how long until the first result, what a cell and a completion
 * cost, and how much memory it takes; then a thousand different cells. Peers are installed into a temporary folder; one that
 * cannot be is left out.
 *
 *     npm run build && npm run bench -- kernel
 */
import { execFileSync, spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Dealer, Subscriber } from "zeromq";
import { messageOf } from "../src/errors/thrown.js";

const STARTS = 5;
const REPEATED = 100;
const DIFFERENT = 200;
const COMPLETIONS = 50;
const MANY = 1000;
/** A kernel that loses a message would hold up all others. */
const PATIENCE_MS = 20_000;
const KEY = "bench";

const project = fileURLToPath(new URL("../../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "layerlab-bench-kernel-"));

interface Peer {
  readonly name: string;
  readonly command: readonly string[];
  /** A cell that no cell before was, whose value is shown. */
  readonly cell: (number: number) => string;
  readonly member: string;
}

const typescriptCell = (number: number): string =>
  `const value${number} = ${number} * 2; function f${number}(n: number) { return n + value${number}; }\nf${number}(1)`;
const pythonCell = (number: number): string =>
  `value${number} = ${number} * 2\ndef f${number}(n): return n + value${number}\nf${number}(1)`;

/** FILE stands for the connection file. */
function peers(): Peer[] {
  const typescript = { cell: typescriptCell, member: "Math.f" };
  const found: Peer[] = [
    {
      name: "layerlab",
      command: [process.execPath, join(project, "dist/kernel/main.js"), "FILE"],
      ...typescript,
    },
  ];
  const packages = install("tslab@1.0.22", "deno@2");
  const tslab = join(packages, "node_modules/tslab/bin/tslab");
  if (existsSync(tslab))
    found.push({
      name: "tslab",
      command: [process.execPath, tslab, "kernel", "--config-path", "FILE"],
      ...typescript,
    });
  const python = join(project, ".venv/bin/python");
  if (existsSync(python))
    found.push({
      name: "ipykernel",
      command: [python, "-m", "ipykernel_launcher", "-f", "FILE"],
      cell: pythonCell,
      member: "str.f",
    });
  const deno = join(packages, "node_modules/.bin/deno");
  if (existsSync(deno))
    found.push({ name: "deno", command: [deno, "jupyter", "--kernel", "--conn", "FILE"], ...typescript });
  return found;
}

function install(...packages: readonly string[]): string {
  const directory = join(folder, "peers");
  mkdirSync(directory);
  writeFileSync(join(directory, "package.json"), "{}");
  for (const name of packages) {
    try {
      execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", name], {
        cwd: directory,
        stdio: "ignore",
      });
    } catch {
      console.error(`${name} could not be installed and is left out`);
    }
  }
  // Deno's package fetches its program when it is first run.
  const deno = join(directory, "node_modules/.bin/deno");
  if (existsSync(deno)) execFileSync(deno, ["--version"], { stdio: "ignore" });
  return directory;
}

interface Reply {
  readonly parent: string | undefined;
  readonly type: string;
  readonly content: Record<string, unknown>;
}

/** A started kernel, spoken to as a front end does. */
class Running {
  readonly pid: number;
  readonly #process;
  readonly #shell: Dealer;
  readonly #iopub: Subscriber;
  readonly #listeners = new Set<(channel: "shell" | "iopub", reply: Reply) => void>();

  private constructor(command: readonly string[], file: string, shell: Dealer, iopub: Subscriber) {
    const [program = "", ...args] = command.map((each) => (each === "FILE" ? file : each));
    this.#shell = shell;
    this.#iopub = iopub;
    const home = join(folder, "home");
    this.#process = spawn(program, args, {
      cwd: folder,
      stdio: "ignore",
      env: { ...process.env, XDG_STATE_HOME: home, XDG_CACHE_HOME: home, IPYTHONDIR: home },
    });
    this.pid = this.#process.pid ?? 0;
    void this.#receive("shell", shell);
    void this.#receive("iopub", iopub);
  }

  static readonly #all = new Set<Running>();

  static async stopAll(): Promise<void> {
    for (const each of Running.#all) await each.stop();
  }

  static async start({ command }: Peer): Promise<Running> {
    const ports = await freePorts(5);
    const [shell_port = 0, control_port = 0, iopub_port = 0, stdin_port = 0, hb_port = 0] = ports;
    const file = join(folder, `${randomUUID()}.json`);
    writeFileSync(
      file,
      JSON.stringify({
        ...{ transport: "tcp", ip: "127.0.0.1", key: KEY, signature_scheme: "hmac-sha256" },
        ...{ shell_port, control_port, iopub_port, stdin_port, hb_port, kernel_name: "bench" },
      }),
    );
    const shell = new Dealer({ linger: 0, reconnectInterval: 2 });
    const iopub = new Subscriber({ linger: 0, reconnectInterval: 2 });
    const running = new Running(command, file, shell, iopub);
    Running.#all.add(running);
    shell.connect(`tcp://127.0.0.1:${shell_port}`);
    iopub.connect(`tcp://127.0.0.1:${iopub_port}`);
    iopub.subscribe();
    return running;
  }

  /** Milliseconds until the reply, until the first output that is a result, and until all is done. */
  async ask(
    type: string,
    content: Record<string, unknown>,
  ): Promise<{ readonly reply: number; readonly result: number; readonly idle: number }> {
    const id = randomUUID();
    const header = {
      msg_id: id,
      msg_type: type,
      session: "bench",
      username: "bench",
      date: new Date().toISOString(),
      version: "5.3",
    };
    const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
    const hmac = createHmac("sha256", KEY);
    for (const part of parts) hmac.update(part);
    const asked = performance.now();
    const times = { reply: 0, result: 0, idle: 0 };
    const done = new Promise<void>((resolve) => {
      const listener = (channel: "shell" | "iopub", message: Reply): void => {
        if (message.parent !== id) return;
        const now = performance.now() - asked;
        if (channel === "shell") times.reply = now;
        else if (message.content.execution_state === "idle") times.idle = now;
        else if (/result|display_data|stream/.test(message.type)) times.result ||= now;
        if (times.reply === 0 || times.idle === 0) return;
        this.#listeners.delete(listener);
        resolve();
      };
      this.#listeners.add(listener);
    });
    await this.#shell.send(["<IDS|MSG>", hmac.digest("hex"), ...parts]);
    const patience = new AbortController();
    const timeout = wait(PATIENCE_MS, undefined, { signal: patience.signal, ref: false });
    const gaveUp = timeout.then(() => {
      throw new Error(`${type} was not answered in ${PATIENCE_MS} ms`);
    });
    gaveUp.catch(() => undefined);
    await Promise.race([done, gaveUp]);
    patience.abort();
    return times;
  }

  /** Until it answers and is heard: what a kernel says before somebody listens to iopub is lost. */
  async ready(): Promise<void> {
    for (let heard = false; !heard; ) {
      const asked = this.ask("kernel_info_request", {}).then(
        () => true,
        () => false,
      );
      heard = await Promise.race([asked, wait(50, false)]);
    }
  }

  execute(code: string) {
    return this.ask("execute_request", {
      ...{ code, silent: false, store_history: true, user_expressions: {} },
      // As front ends ask. (A program that runs notebooks, such as nbclient, says false, and gets warnings of types before the end.)
      ...{ allow_stdin: true, stop_on_error: true },
    });
  }

  async stop(): Promise<void> {
    Running.#all.delete(this);
    const gone = new Promise((resolve) => this.#process.once("exit", resolve));
    for (const pid of tree(this.pid)) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It went with its parent.
      }
    }
    await gone;
    this.#shell.close();
    this.#iopub.close();
  }

  async #receive(channel: "shell" | "iopub", socket: AsyncIterable<Buffer[]>): Promise<void> {
    for await (const frames of socket) {
      const at = frames.findIndex((frame) => frame.toString() === "<IDS|MSG>");
      const [header, parent, , content] = frames
        .slice(at + 2, at + 6)
        .map((part) => JSON.parse(part.toString()));
      const reply = { parent: parent.msg_id, type: header.msg_type, content };
      for (const listener of this.#listeners) listener(channel, reply);
    }
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** A process and all that came of it. */
function tree(pid: number): number[] {
  const parents = new Map<number, number[]>();
  for (const name of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "latin1");
      const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
    } catch {
      // It ended meanwhile.
    }
  }
  const all = [pid];
  for (const each of all) all.push(...(parents.get(each) ?? []));
  return all;
}

/** Megabytes of a process and its children, what they share counted in parts. */
function memory(pid: number): number {
  const kilobytes = tree(pid).map((each) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${each}/smaps_rollup`, "latin1"))?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

async function measure(peer: Peer): Promise<Record<string, string>> {
  const infos: number[] = [];
  const firsts: number[] = [];
  const idles: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    const began = performance.now();
    const kernel = await Running.start(peer);
    await kernel.ready();
    infos.push(performance.now() - began);
    const asked = performance.now();
    const { result, idle } = await kernel.execute("1 + 1");
    firsts.push(asked - began + result);
    idles.push(asked - began + idle);
    await kernel.stop();
  }
  const kernel = await Running.start(peer);
  await kernel.ready();
  // All at rest: what a kernel prepares behind the first cell is not what the others cost.
  await kernel.execute("1 + 1");
  await kernel.ask("complete_request", { code: peer.member, cursor_pos: peer.member.length });
  await wait(1000);
  const same: number[] = [];
  for (let number = 0; number < REPEATED; number++) same.push((await kernel.execute("1 + 1")).idle);
  const results: number[] = [];
  const wholes: number[] = [];
  for (let number = 0; number < DIFFERENT; number++) {
    const { result, idle } = await kernel.execute(peer.cell(number));
    results.push(result);
    wholes.push(idle);
  }
  const completions: number[] = [];
  for (let number = 0; number < COMPLETIONS; number++)
    completions.push(
      (await kernel.ask("complete_request", { code: peer.member, cursor_pos: peer.member.length })).reply,
    );
  const rss = memory(kernel.pid);
  await kernel.stop();
  return {
    "": peer.name,
    "start to info": quantile(infos, 0.5).toFixed(0),
    "start to first result": quantile(firsts, 0.5).toFixed(0),
    "to first idle": quantile(idles, 0.5).toFixed(0),
    "1+1": quantile(same, 0.5).toFixed(1),
    "1+1 p95": quantile(same, 0.95).toFixed(1),
    "new cell, result": quantile(results, 0.5).toFixed(1),
    p95: quantile(results, 0.95).toFixed(1),
    "new cell, done": quantile(wholes, 0.5).toFixed(1),
    "done p95": quantile(wholes, 0.95).toFixed(1),
    completion: quantile(completions, 0.5).toFixed(1),
    "MB (PSS)": rss.toFixed(0),
  };
}

/** Whether a long session slows down or swells. */
async function manyCells(peer: Peer): Promise<Record<string, string>[]> {
  const kernel = await Running.start(peer);
  await kernel.ready();
  await kernel.execute("1 + 1");
  const rows: Record<string, string>[] = [];
  let times: number[] = [];
  for (let number = 1; number <= MANY; number++) {
    times.push((await kernel.execute(peer.cell(number))).idle);
    if (number % (MANY / 5) !== 0) continue;
    rows.push({
      cells: String(number),
      "median ms": quantile(times, 0.5).toFixed(1),
      "p95 ms": quantile(times, 0.95).toFixed(1),
      "MB (PSS)": memory(kernel.pid).toFixed(0),
    });
    times = [];
  }
  await kernel.stop();
  return rows;
}

function table(rows: readonly Record<string, string>[]): void {
  const columns = Object.keys(rows[0] ?? {});
  console.log(`| ${columns.join(" | ")} |\n|${"---|".repeat(columns.length)}`);
  for (const row of rows) console.log(`| ${columns.map((column) => row[column]).join(" | ")} |`);
}

try {
  const found = peers();
  const rows: Record<string, string>[] = [];
  for (const peer of found) {
    console.error(`measuring ${peer.name}`);
    try {
      // A second time for a kernel that loses a message now and then.
      rows.push(await measure(peer).catch(() => Running.stopAll().then(() => measure(peer))));
    } catch (error) {
      console.error(`${peer.name} is left out: ${messageOf(error)}`);
      await Running.stopAll();
    }
  }
  console.log("\nMilliseconds; medians where nothing else is said.\n");
  table(rows);
  const [own] = found;
  if (own) {
    console.log(`\n${MANY} different cells, one after another\n`);
    table(await manyCells(own));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
