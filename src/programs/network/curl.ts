import { FileSystemError } from "../../errors/filesystem.js";
import { absolute } from "../../posix/path.js";
import { type OptionRules, readArguments } from "../../process/options.js";
import type { Program, ProgramContext } from "../../process/programs.js";
import { parseUrl } from "./address.js";
import { type Call, fetched } from "./curl-transfer.js";

const VERSION = "7.81.0";

const HELP = `Usage: curl [options...] <url>
 -d, --data <data>          HTTP POST data
 -f, --fail                 Fail silently (no output at all) on HTTP errors
 -h, --help <category>      Get help for commands
 -i, --include              Include protocol response headers in the output
 -o, --output <file>        Write to file instead of stdout
 -O, --remote-name          Write output to a file named as the remote file
 -s, --silent               Silent mode
 -T, --upload-file <file>   Transfer local FILE to destination
 -u, --user <user:password> Server user and password
 -A, --user-agent <name>    Send User-Agent <name> to server
 -v, --verbose              Make the operation more talkative
 -V, --version              Show version number and quit

This is not the full help, this menu is stripped into categories.
Use "--help category" to get an overview of all categories.
For all options use the manual or "--help all".
`;

const METER = `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0`;

/** Options with a value, by letter and by name. */
const WITH_VALUE = new Set(
  "A b c C d D e E F H K m o P Q r t T u U w x X y Y z output data data-raw data-binary header request user user-agent max-time connect-timeout retry retry-delay retry-max-time cacert capath cert key proxy form upload-file referer cookie cookie-jar write-out url range resolve limit-rate max-filesize".split(
    " ",
  ),
);
const FLAGS = new Set(
  "version help silent show-error fail fail-with-body location include head insecure remote-name remote-name-all verbose compressed globoff get http1.1 http2 tlsv1.2 tlsv1.3 ipv4 ipv6 progress-bar create-dirs no-progress-meter no-buffer retry-connrefused retry-all-errors ssl-reqd remote-header-name post301 anyauth basic".split(
    " ",
  ),
);
const LETTERS: Readonly<Record<string, string>> = {
  s: "silent",
  S: "show-error",
  O: "remote-name",
  o: "output",
  V: "version",
  h: "help",
  A: "user-agent",
  d: "data",
  e: "referer",
  f: "fail",
  H: "header",
  i: "include",
  I: "head",
  L: "location",
  v: "verbose",
  w: "write-out",
  X: "request",
};

/** `curl`: it reaches servers of its lab (`http`), and nothing beyond. `file://` works. */
export const curlProgram: Program = {
  name: "curl",
  async run(context) {
    const call = parse(context.argv.slice(1));
    if (typeof call === "string") {
      context.stderr(`curl: ${call}\ncurl: try 'curl --help' or 'curl --manual' for more information\n`);
      return 2;
    }
    if (call.has("version")) {
      const version = context.note ?? VERSION;
      context.stdout(
        `curl ${version} (aarch64-unknown-linux-gnu) libcurl/${version} layerlab\nRelease-Date: 2022-01-05\nProtocols: file http https\nFeatures: HTTPS-proxy\n`,
      );
      return 0;
    }
    if (call.has("help")) {
      context.stdout(HELP);
      return 0;
    }
    const urls = call.get("url") ?? [];
    if (urls.length === 0) {
      context.stderr("curl: try 'curl --help' or 'curl --manual' for more information\n");
      return 2;
    }
    let code = 0;
    for (const url of urls) code = await transfer(context, url, call);
    return code;
  },
};

const RULES: OptionRules = {
  letter: (letter) =>
    WITH_VALUE.has(letter) ? "value" : /[a-zA-Z0-9#]/.test(letter) ? "nothing" : undefined,
  long: (name) => (WITH_VALUE.has(name) ? "value" : FLAGS.has(name) ? "nothing" : undefined),
  equals: false,
};

function parse(argv: readonly string[]): Call | string {
  const found = new Map<string, string[]>();
  const add = (name: string, value: string) => found.set(name, [...(found.get(name) ?? []), value]);
  for (const each of readArguments(argv, RULES)) {
    if (each.kind === "operand") add("url", each.word);
    else if (each.kind === "unknown") return `option ${each.word}: is unknown`;
    else if (each.kind === "incomplete") return `option ${each.word}: requires parameter`;
    else {
      const name = each.name.replace(/^--?/, "");
      add(LETTERS[name] ?? name, each.value ?? "");
    }
  }
  return found;
}

async function transfer(context: ProgramContext, text: string, call: Call): Promise<number> {
  const url = parseUrl(text);
  const quiet = call.has("silent") && !call.has("show-error");
  const fail = (code: number, words: string): number => {
    if (!quiet) context.stderr(`curl: (${code}) ${words}\n`);
    return code;
  };
  if (url === undefined) return fail(3, "URL using bad/illegal format or missing URL");
  const into = call.get("output")?.[0];
  const shown = into === undefined && !call.has("remote-name") && context.tty && !context.piped;
  if (url.scheme === "file") {
    try {
      const data = context.fs.readFile(url.path);
      if (into === undefined) context.stdout(data);
      else context.fs.writeFile(absolute(context.cwd, into), data);
      return 0;
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      return fail(37, `Couldn't open file ${url.path}`);
    }
  }
  if (!/^(https?|ftps?)$/.test(url.scheme))
    return fail(1, `Protocol "${url.scheme}" not supported or disabled in libcurl`);
  if (!shown && !call.has("silent")) context.stderr(METER);
  const version = context.note ?? VERSION;
  return fetched(context, /^\w+:\/\//.test(text) ? text : `http://${text}`, call, { version, fail });
}
