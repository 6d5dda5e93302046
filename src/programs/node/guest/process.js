import { call, codedError, options, tag } from "./calls.js";
import { EventEmitter } from "./events.js";
import { Input, Stream } from "./streams.js";
import { nextTick } from "./ticks.js";

/** @type {EventEmitter & Record<string, any>} */
export const process = new EventEmitter();
tag(process, "process");
Object.assign(process, {
  title: "node",
  argv: options.argv,
  argv0: "node",
  execArgv: [],
  execPath: options.execPath,
  env: new Proxy(
    { ...options.env },
    {
      set(target, key, value) {
        target[key] = String(value);
        return true;
      },
    },
  ),
  exitCode: undefined,
  platform: "linux",
  arch: "arm64",
  version: options.version,
  versions: { node: options.version.replace(/^v/, ""), quickjs: options.engine },
  release: { name: "node" },
  pid: options.pid,
  ppid: 1,
  config: {},
  features: {},
  stdout: new Stream(1),
  stderr: new Stream(2),
  stdin: new Input(),
  exit(code) {
    if (code !== undefined) process.exitCode = code;
    runExit();
    host("exit", Number(process.exitCode) || 0);
    for (;;);
  },
  abort() {
    host("exit", 134);
    for (;;);
  },
  kill(pid, signal) {
    if (pid === process.pid) {
      host("exit", signal === "SIGKILL" ? 137 : 143);
      for (;;);
    }
    throw codedError(Error, "ESRCH", "kill ESRCH");
  },
  cwd: () => host("cwd"),
  chdir(path) {
    call("chdir", path);
  },
  nextTick,
  uptime: () => performance.now() / 1000,
  hrtime: Object.assign(
    (before) => {
      const now = performance.now();
      let s = Math.floor(now / 1000),
        n = Math.round((now % 1000) * 1e6);
      if (before) {
        s -= before[0];
        n -= before[1];
        if (n < 0) {
          s--;
          n += 1e9;
        }
      }
      return [s, n];
    },
    { bigint: () => BigInt(Math.round(performance.now() * 1e6)) },
  ),
  memoryUsage: Object.assign(
    () => {
      const used = host("memory");
      return { rss: used, heapTotal: used, heapUsed: used, external: 0, arrayBuffers: 0 };
    },
    { rss: () => host("memory") },
  ),
  cpuUsage: () => ({ user: Math.round(performance.now() * 1000), system: 0 }),
  umask: () => options.umask,
  getuid: () => options.uid,
  geteuid: () => options.uid,
  getgid: () => options.gid,
  getegid: () => options.gid,
  emitWarning(warning) {
    process.stderr.write(
      "(node:" +
        process.pid +
        ") " +
        (warning instanceof Error ? `${warning.name}: ${warning.message}` : `Warning: ${warning}`) +
        "\n(Use \x60node --trace-warnings ...\x60 to show where the warning was created)\n",
    );
  },
  binding() {
    throw new Error("No such module");
  },
});

for (const method of ["addListener", "prependListener"]) {
  const add = process[method];
  process[method] = (name, listener) => {
    // From now on the host keeps this signal for us: see `signalled`.
    if (/^SIG[A-Z0-9]+$/.test(String(name))) host("handle", name);
    return add.call(process, name, listener);
  };
}

/** Calls the listeners of signals that have arrived; each is a name and a number. */
export function signalled(list) {
  for (const [name, number] of JSON.parse(list)) process.emit(name, name, number);
}

let exiting = false;
/** Calls the listeners of `exit`, once. */
export function runExit() {
  if (exiting) return;
  exiting = true;
  process.emit("exit", Number(process.exitCode) || 0);
}
