import type { Program, ProgramContext } from "../programs.js";
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
/** Options with a value in the next word. */
const WITH_VALUE = new Set(
  "-O -P -o -a -i -t -T -w -Q -U -e --output-document --directory-prefix --output-file --input-file --tries --timeout --wait --user-agent --header --post-data --user --password --ca-certificate --referer".split(
    " ",
  ),
);

/** `wget` in a container without a network: whatever host it asks for cannot be found. */
export const wgetProgram: Program = {
  name: "wget",
  async run(context) {
    const version = context.note ?? "1.21.2";
    const rest = context.argv.slice(1);
    const urls: string[] = [];
    let verbosity = 2;
    for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
      const [name = "", value] = word.split(/=(.*)/s);
      if (word === "-V" || word === "--version") {
        context.stdout(
          `GNU Wget ${version} built on linux-gnu.\n\nThis one is layerlab's: it finds no host.\n`,
        );
        return 0;
      }
      if (word === "-h" || word === "--help") {
        context.stdout(HELP(version));
        return 0;
      }
      if (!word.startsWith("-")) urls.push(word);
      else if (WITH_VALUE.has(name) && value === undefined) {
        if (rest.shift() === undefined)
          return usage(context, `option requires an argument -- '${name.replace(/^-+/, "")}'`);
      } else if (word === "-q" || word === "--quiet") verbosity = 0;
      else if (word === "-nv" || word === "--no-verbose") verbosity = 1;
      else if (/^-[a-zA-Z]*q[a-zA-Z]*O?-?$/.test(word)) {
        verbosity = 0;
        if (word.endsWith("O")) rest.shift();
      } else if (!KNOWN.test(name)) return usage(context, `unrecognized option '${word}'`);
    }
    if (urls.length === 0) return usage(context, "missing URL");
    let code = 0;
    for (const url of urls) code = retrieve(context, url, verbosity) || code;
    return code;
  },
};

const KNOWN =
  /^(-[a-zA-Z]{1,3}|--(no-)?(verbose|check-certificate|cache|clobber|host-directories|proxy|hsts|show-progress|continue|recursive|mirror|timestamping|https-only|content-disposition|directories|parent|server-response|spider|inet4-only|inet6-only|progress|retry-connrefused|output-document|directory-prefix|tries|timeout|user-agent|header|user|password|post-data|ca-certificate|quiet|secure-protocol|max-redirect|level|accept|reject))$/;

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
