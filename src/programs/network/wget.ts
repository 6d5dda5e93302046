import { absolute, base, join } from "../../posix/path.js";
import type { HttpResponse } from "../../process/network.js";
import { type OptionRules, readArguments } from "../../process/options.js";
import type { Program, ProgramContext } from "../../process/programs.js";
import { parseUrl } from "./address.js";
import { wrote } from "./files.js";
import { requestSoon } from "./request.js";

const HELP = (version: string) => `GNU Wget ${version}, a non-interactive network retriever.
Usage: wget [OPTION]... [URL]...

Mandatory arguments to long options are mandatory for short options too.

Startup:
  -V,  --version                   display the version of Wget and exit
  -h,  --help                      print this help

Logging and input file:
  -q,  --quiet                     quiet (no output)
  -nv, --no-verbose                turn off verboseness, without being quiet

Download:
  -O,  --output-document=FILE      write documents to FILE
  -P,  --directory-prefix=PREFIX   save files to PREFIX/..
`;
const USAGE = "Usage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n";
const LONG_WITH_VALUE =
  /^(output-document|directory-prefix|output-file|append-output|input-file|tries|timeout|wait|user-agent|header|post-data|user|password|ca-certificate|referer|quota|execute|secure-protocol|max-redirect|level|accept|reject|progress)$/;
const LONG =
  /^(version|help|quiet|(no-)?(verbose|check-certificate|cache|clobber|host-directories|proxy|hsts|show-progress|continue|recursive|mirror|timestamping|https-only|content-disposition|directories|parent|server-response|spider|inet4-only|inet6-only|retry-connrefused))$/;

/** `-n` takes letters as its value: `-nv`, `-nc`. */
const RULES: OptionRules = {
  letter: (letter) =>
    "AaBDeIilnOoPQRTtUwX".includes(letter)
      ? "value"
      : "46bcdEFHhKkLmNpqrSVvx".includes(letter)
        ? "nothing"
        : undefined,
  long: (name) => (LONG_WITH_VALUE.test(name) ? "value" : LONG.test(name) ? "nothing" : undefined),
  equals: true,
};

/** `wget`: it reaches servers of its lab (`http`), and nothing beyond. */
export const wgetProgram: Program = {
  name: "wget",
  async run(context) {
    const version = context.note ?? "1.21.2";
    const urls: string[] = [];
    let verbosity = 2;
    let into: Into = { directory: "." };
    for (const found of readArguments(context.argv.slice(1), RULES)) {
      const name = found.kind === "operand" ? "" : found.name;
      const long = name.startsWith("--");
      if (found.kind === "operand") urls.push(found.word);
      else if (found.kind === "unknown")
        return usage(
          context,
          long ? `unrecognized option '${found.word}'` : `invalid option -- '${name.slice(1)}'`,
        );
      else if (found.kind === "incomplete")
        return usage(
          context,
          long
            ? `option '${name}' requires an argument`
            : `option requires an argument -- '${name.slice(1)}'`,
        );
      else if (name === "-V" || name === "--version") {
        context.stdout(
          `GNU Wget ${version} built on linux-gnu.\n\nThis one is layerlab's: it reaches servers of its lab.\n`,
        );
        return 0;
      } else if (name === "-h" || name === "--help") {
        context.stdout(HELP(version));
        return 0;
      } else if (name === "-O" || name === "--output-document") into = { ...into, file: found.value ?? "" };
      else if (name === "-P" || name === "--directory-prefix")
        into = { ...into, directory: found.value ?? "" };
      else if (name === "--spider") into = { ...into, spider: true };
      else if (name === "-q" || name === "--quiet") verbosity = 0;
      else if (name === "--no-verbose" || (name === "-n" && found.value?.includes("v"))) verbosity = 1;
    }
    if (urls.length === 0) return usage(context, "missing URL");
    let code = 0;
    for (const url of urls) code = (await retrieve(context, url, verbosity, into)) || code;
    return code;
  },
};

function usage(context: ProgramContext, words: string): number {
  context.stderr(`wget: ${words}\n${USAGE}`);
  return words === "missing URL" ? 1 : 2;
}

/** Where what is answered goes. */
interface Into {
  /** `-` is standard output; one after the URL when absent. */
  readonly file?: string;
  readonly directory: string;
  readonly spider?: boolean;
}

const MAX_REDIRECTS = 20;

async function retrieve(
  context: ProgramContext,
  text: string,
  verbosity: number,
  into: Into,
  turn = 0,
): Promise<number> {
  const say = (words: string, from = 2): void => (verbosity >= from ? context.stderr(words) : undefined);
  const url = parseUrl(text);
  if (url === undefined || !/^(https?|ftps?)$/.test(url.scheme)) {
    say(`${text}: Unsupported scheme ‘${url?.scheme ?? ""}’.\n`, 1);
    return 1;
  }
  const full = `${url.scheme}://${text.replace(/^[a-z]+:\/\//i, "")}${url.path === "" ? "/" : ""}`;
  if (context.busybox) say(`Connecting to ${url.host}${url.port === 80 ? "" : `:${url.port}`}\n`);
  else say(`--${new Date().toISOString().slice(0, 19).replace("T", " ")}--  ${full}\n`);
  const headers = { "user-agent": context.busybox ? "Wget" : `Wget/${context.note ?? "1.21.2"}` };
  const method = into.spider === true ? "HEAD" : "GET";
  const met = await requestSoon(context, full, { method, headers, body: new Uint8Array(0) });
  if (met.outcome === "unresolved") {
    if (context.busybox) {
      context.stderr(`wget: bad address '${met.host}'\n`);
      return 1;
    }
    say(`Resolving ${met.host} (${met.host})... failed: Temporary failure in name resolution.\n`);
    say(`wget: unable to resolve host address '${met.host}'\n`, 1);
    return 4;
  }
  const why =
    met.outcome === "answered"
      ? undefined
      : met.outcome === "unreachable"
        ? "Network is unreachable"
        : met.outcome === "reset"
          ? "Connection reset by peer"
          : "Connection refused";
  if (context.busybox && why !== undefined) {
    context.stderr(`wget: can't connect to remote host (${met.address}): ${why}\n`);
    return 1;
  }
  const numeric = met.host === met.address;
  if (!context.busybox) {
    if (!numeric) say(`Resolving ${met.host} (${met.host})... ${met.address}\n`);
    const place = numeric
      ? `${met.host}:${met.port}`
      : `${met.host} (${met.host})|${met.address}|:${met.port}`;
    say(`Connecting to ${place}... ${why === undefined ? "connected" : `failed: ${why}`}.\n`);
  }
  if (met.outcome !== "answered") return 4;
  const { response } = met;
  if (!context.busybox)
    say(`HTTP request sent, awaiting response... ${response.status} ${response.reason}\n`);
  const next = response.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
  if (response.status >= 300 && response.status < 400 && next !== undefined && turn < MAX_REDIRECTS)
    return retrieve(context, next, verbosity, into, turn + 1);
  if (response.status >= 400) {
    if (context.busybox)
      context.stderr(`wget: server returned error: HTTP/1.1 ${response.status} ${response.reason}\n`);
    else say(`ERROR ${response.status}: ${response.reason}.\n`, 1);
    return context.busybox ? 1 : 8;
  }
  return kept(context, url.path, response, into, say);
}

function kept(
  { cwd, fs, stdout, busybox }: ProgramContext,
  path: string,
  { body, headers }: HttpResponse,
  into: Into,
  say: (words: string, from?: number) => void,
): number {
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  if (into.spider === true) return 0;
  const name = base(path.replace(/[?#].*$/s, ""));
  const file = into.file ?? join(into.directory, path.endsWith("/") || name === "" ? "index.html" : name);
  if (!busybox) say(`Length: ${body.length} [${type}]\nSaving to: ‘${file === "-" ? "STDOUT" : file}’\n\n`);
  if (file === "-") stdout(body);
  else if (!wrote(fs, absolute(cwd, file), body)) {
    say(`${busybox ? "wget: can't open" : "Cannot write to"} '${file}'\n`, 0);
    return busybox ? 1 : 3;
  }
  if (file !== "-")
    say(busybox ? `'${file}' saved\n` : `‘${file}’ saved [${body.length}/${body.length}]\n\n`);
  return 0;
}
