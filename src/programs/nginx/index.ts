import { setTimeout } from "#platform/timers";
import { FileSystemError } from "../../errors/filesystem.js";
import { KILLED } from "../../posix/exit-status.js";
import { absolute } from "../../posix/path.js";
import type { HttpRequest, HttpResponse } from "../../process/network.js";
import type { Program, ProgramContext } from "../../process/programs.js";
import { request as ask } from "../network/request.js";
import { answer } from "./answer.js";
import { type Config, readConfig, type ServerBlock, setting } from "./config.js";
import { ConfigError } from "./syntax.js";

const CONFIG = "/etc/nginx/nginx.conf";

interface Call {
  readonly config: string;
  readonly action: "serve" | "version" | "details" | "test" | "show" | "help" | "signal";
  /** Of `-s`. */
  readonly signal: string;
}

/**
 * nginx, as far as a lab needs it: it reads its configuration as the real one does, and answers curl and wget of the same lab
 * with files. It has no workers and opens no port of the machine.
 */
export const nginxProgram: Program = {
  name: "nginx",
  async run(context) {
    const version = context.note ?? "1.27.3";
    const call = parse(context.argv.slice(1));
    const say = (line: string): void => context.stderr(`nginx: ${line}\n`);
    if (typeof call === "string") {
      say(call);
      return 1;
    }
    switch (call.action) {
      case "version":
      case "details":
        context.stderr(`nginx version: nginx/${version}\n`);
        if (call.action === "details")
          context.stderr("layerlab's stand-in: it answers curl and wget of its lab\n");
        return 0;
      case "help":
        context.stderr(`nginx version: nginx/${version}\n${USAGE}`);
        return 0;
      case "signal":
        return signal(call.signal, context, say);
    }
    const config = read(context, call.config, say);
    if (call.action === "serve")
      return config === undefined ? 1 : serve(context, call.config, config, version);
    if (config === undefined) {
      say(`configuration file ${call.config} test failed`);
      return 1;
    }
    say(`the configuration file ${call.config} syntax is ok`);
    say(`configuration file ${call.config} test is successful`);
    if (call.action === "show")
      for (const [path, text] of config.files) context.stdout(`# configuration file ${path}:\n${text}\n`);
    return 0;
  },
};

const USAGE = `Usage: nginx [-?hvVtTq] [-s signal] [-c filename] [-g directives]

Options:
  -?,-h         : this help
  -v            : show version and exit
  -V            : show version and that it is a stand-in
  -t            : test configuration and exit
  -T            : test configuration, dump it and exit
  -s signal     : send signal to a master process: stop, quit, reopen, reload
  -c filename   : set configuration file (default: ${CONFIG})
  -g directives : set global directives out of configuration file
`;

function parse(args: readonly string[]): Call | string {
  let call: Call = { config: CONFIG, action: "serve", signal: "" };
  const words = [...args];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (!word.startsWith("-")) return `invalid option: "${word}"`;
    for (let letters = word.slice(1); letters !== ""; letters = letters.slice(1)) {
      const letter = letters.charAt(0);
      const action = ACTIONS[letter];
      if (action !== undefined) call = { ...call, action };
      else if ("csgpe".includes(letter)) {
        const value = letters.length > 1 ? letters.slice(1) : words.shift();
        if (value === undefined) return `option "-${letter}" requires parameter`;
        if (letter === "c") call = { ...call, config: absolute("/etc/nginx", value) };
        if (letter === "s") {
          if (SIGNALS[value] === undefined) return `invalid option: "-s ${value}"`;
          call = { ...call, action: "signal", signal: value };
        }
        break;
      } else if (letter !== "q") return `invalid option: "${letter}"`;
    }
  }
  return call;
}

const ACTIONS: Readonly<Record<string, Call["action"]>> = {
  v: "version",
  V: "details",
  t: "test",
  T: "show",
  h: "help",
  "?": "help",
};

const SIGNALS: Readonly<Record<string, "HUP" | "QUIT" | "TERM" | "USR1">> = {
  reload: "HUP",
  quit: "QUIT",
  stop: "TERM",
  reopen: "USR1",
};

function signal(name: string, context: ProgramContext, say: (line: string) => void): number {
  const number = SIGNALS[name];
  if (number !== undefined && context.signalInit?.(number) === "caught") return 0;
  say('[error] open() "/run/nginx.pid" failed (2: No such file or directory)');
  return 1;
}

function read(context: ProgramContext, path: string, say: (line: string) => void): Config | undefined {
  try {
    return readConfig(context.fs, path);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    say(`[emerg] ${error.message}`);
    return undefined;
  }
}

/** Listens until a signal ends it. */
async function serve(context: ProgramContext, path: string, first: Config, version: string): Promise<number> {
  const logs = new Logs(context);
  let close = listen(context, first, version, logs);
  if (close === undefined) return 1;
  logs.error(
    "notice",
    `nginx/${version}, layerlab's stand-in: curl and wget of this lab reach it, nobody else`,
  );
  await new Promise<void>((resolve) => {
    for (const name of ["QUIT", "TERM", "INT"] as const) context.signals.handle(name, resolve);
    context.signals.handle("USR1", () => undefined);
    context.signals.handle("HUP", () => {
      logs.error("notice", "signal 1 (SIGHUP) received, reconfiguring");
      const config = read(context, path, (line) => logs.error("emerg", line.replace(/^\[emerg\] /, "")));
      if (config === undefined) return;
      close?.();
      close = listen(context, config, version, logs);
    });
    context.signals.settled();
    context.signal.addEventListener("abort", () => resolve(), { once: true });
    if (context.signal.aborted) resolve();
  });
  close?.();
  if (context.signal.aborted) return KILLED;
  logs.error("notice", "exit");
  // What it said is delivered before its end is.
  await new Promise((resolve) => setTimeout(resolve, 0));
  return 0;
}

/** Opens every port of the configuration; `undefined` when one is taken, which has been said then. */
function listen(
  context: ProgramContext,
  config: Config,
  version: string,
  logs: Logs,
): (() => void) | undefined {
  const ports = [...new Set(config.servers.flatMap((server) => server.ports))];
  const open: (() => void)[] = [];
  const close = (): void => {
    for (const each of open.splice(0)) each();
  };
  for (const port of ports) {
    const servers = config.servers.filter((server) => server.ports.includes(port));
    const closeOne =
      context.network === undefined
        ? () => undefined
        : context.network.listen(port, (request) =>
            respond(request, servers, { context, config, version, logs }),
          );
    if (closeOne === undefined) {
      logs.error("emerg", `bind() to 0.0.0.0:${port} failed (98: Address already in use)`);
      close();
      return undefined;
    }
    open.push(closeOne);
  }
  return close;
}

interface Place {
  readonly context: ProgramContext;
  readonly config: Config;
  readonly version: string;
  readonly logs: Logs;
}

function respond(request: HttpRequest, servers: readonly ServerBlock[], place: Place): HttpResponse {
  const { context, config, version, logs } = place;
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  const server = servers.find(({ names }) => names.includes(host)) ?? servers[0];
  if (server === undefined) throw new RangeError("a port without a server");
  const line = `${request.method} ${request.target} HTTP/1.1`;
  const made = answer(request, server, {
    ...{ config, version, fs: context.fs },
    proxy: (url, passed) => {
      const outcome = ask(context, url + passed.target, passed);
      return outcome.outcome === "answered" ? outcome.response : undefined;
    },
    failed: (message) =>
      logs.error(
        "error",
        `*1 ${message}, client: ${request.from}, server: ${server.names[0] ?? ""}, request: "${line}", host: "${request.headers.host ?? ""}"`,
      ),
  });
  const body = request.method === "HEAD" ? new Uint8Array(0) : made.body;
  if (setting(server.scopes, "access_log")?.[0] !== "off")
    logs.access(
      `${request.from} - - [${commonTime(new Date())}] "${line}" ${made.status} ${body.length} "${request.headers.referer ?? "-"}" "${request.headers["user-agent"] ?? "-"}" "-"`,
    );
  const product = setting(server.scopes, "server_tokens")?.[0] === "off" ? "nginx" : `nginx/${version}`;
  const isEmpty = made.status === 304 || made.status === 204;
  return {
    ...{ status: made.status, reason: made.reason, body },
    headers: [
      ["Server", product],
      ["Date", new Date().toUTCString()],
      ...made.headers.filter(([name]) => !/^(server|date|content-length|connection)$/i.test(name)),
      ...(isEmpty ? [] : [["Content-Length", String(made.body.length)] as const]),
      ["Connection", "keep-alive"],
    ],
  };
}

/** `30/Nov/2026:17:57:56 +0000` */
function commonTime(now: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(now.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

/** Its two logs: in an image they lead to the container's output. */
class Logs {
  readonly #context: ProgramContext;

  constructor(context: ProgramContext) {
    this.#context = context;
  }

  access(line: string): void {
    this.#write("/var/log/nginx/access.log", `${line}\n`);
  }

  error(level: string, message: string): void {
    const time = new Date().toISOString().slice(0, 19).replace("T", " ").replaceAll("-", "/");
    this.#write("/var/log/nginx/error.log", `${time} [${level}] 1#1: ${message}\n`);
  }

  #write(path: string, text: string): void {
    const { fs, stdout, stderr } = this.#context;
    const node = fs.lstatIfExists(path);
    const target = node?.kind === "symlink" ? fs.readlink(path) : path;
    try {
      if (target === "/dev/stdout") stdout(text);
      else if (target === "/dev/stderr") stderr(text);
      else fs.appendFile(path, new TextEncoder().encode(text));
    } catch (error) {
      // A log that cannot be written stops nobody.
      if (!(error instanceof FileSystemError)) throw error;
    }
  }
}
