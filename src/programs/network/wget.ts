import { type OptionRules, readArguments } from "../../process/options.js";
import type { Program, ProgramContext } from "../../process/programs.js";
import { parseUrl, reach } from "./address.js";
import { textOf } from "./files.js";

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

/** `wget` in a container without a network: no host can be found. */
export const wgetProgram: Program = {
  name: "wget",
  async run(context) {
    const version = context.note ?? "1.21.2";
    const urls: string[] = [];
    let verbosity = 2;
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
          `GNU Wget ${version} built on linux-gnu.\n\nThis one is layerlab's: it finds no host.\n`,
        );
        return 0;
      } else if (name === "-h" || name === "--help") {
        context.stdout(HELP(version));
        return 0;
      } else if (name === "-q" || name === "--quiet") verbosity = 0;
      else if (name === "--no-verbose" || (name === "-n" && found.value?.includes("v"))) verbosity = 1;
    }
    if (urls.length === 0) return usage(context, "missing URL");
    let code = 0;
    for (const url of urls) code = retrieve(context, url, verbosity) || code;
    return code;
  },
};

function usage(context: ProgramContext, words: string): number {
  context.stderr(`wget: ${words}\n${USAGE}`);
  return words === "missing URL" ? 1 : 2;
}

function retrieve(context: ProgramContext, text: string, verbosity: number): number {
  const say = (words: string, from = 2): void => (verbosity >= from ? context.stderr(words) : undefined);
  const url = parseUrl(text);
  if (url === undefined || !/^(https?|ftps?)$/.test(url.scheme)) {
    say(`${text}: Unsupported scheme ‘${url?.scheme ?? ""}’.\n`, 1);
    return 1;
  }
  const full = `${url.scheme}://${text.replace(/^[a-z]+:\/\//i, "")}${url.path === "" ? "/" : ""}`;
  say(`--${new Date().toISOString().slice(0, 19).replace("T", " ")}--  ${full}\n`);
  const met = reach(url.host, url.port, textOf(context.fs, "/etc/hosts"));
  if (met.outcome === "unresolved") {
    say(`Resolving ${met.host} (${met.host})... failed: Temporary failure in name resolution.\n`);
    say(`wget: unable to resolve host address '${met.host}'\n`, 1);
    return 4;
  }
  const numeric = met.host === met.address;
  if (!numeric) say(`Resolving ${met.host} (${met.host})... ${met.address}\n`);
  const place = numeric ? `${met.host}:${met.port}` : `${met.host} (${met.host})|${met.address}|:${met.port}`;
  say(
    `Connecting to ${place}... failed: ${met.outcome === "refused" ? "Connection refused" : "Network is unreachable"}.\n`,
  );
  return 4;
}
