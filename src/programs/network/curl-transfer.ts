import { absolute, base } from "../../posix/path.js";
import type { HttpResponse } from "../../process/network.js";
import type { ProgramContext } from "../../process/programs.js";
import { wrote } from "./files.js";
import { type Outcome, requestSoon } from "./request.js";

/** The options of a call, each with all its values. */
export type Call = ReadonlyMap<string, readonly string[]>;

interface Ways {
  readonly version: string;
  /** Says why and returns the code. */
  readonly fail: (code: number, words: string) => number;
}

const MAX_REDIRECTS = 50;
const encoder = new TextEncoder();

/** Asks for a URL, and prints or writes what is answered, as the options say. Returns curl's exit code. */
export async function fetched(
  context: ProgramContext,
  url: string,
  call: Call,
  { version, fail }: Ways,
): Promise<number> {
  const data = ["data", "data-raw", "data-binary"].flatMap((name) => call.get(name) ?? []).join("&");
  const method = call.get("request")?.[0] ?? (call.has("head") ? "HEAD" : data === "" ? "GET" : "POST");
  const given = (call.get("header") ?? []).flatMap((line): [string, string][] => {
    const [, name = "", value = ""] = /^([^:]+):\s*(.*)$/s.exec(line) ?? [];
    return name === "" ? [] : [[name.toLowerCase(), value]];
  });
  const headers = {
    "user-agent": call.get("user-agent")?.[0] ?? `curl/${version}`,
    accept: "*/*",
    ...(data === "" ? {} : { "content-type": "application/x-www-form-urlencoded" }),
    ...(call.has("referer") ? { referer: call.get("referer")?.[0] ?? "" } : {}),
    ...Object.fromEntries(given),
  };
  const verbose = (line: string): void => (call.has("verbose") ? context.stderr(`${line}\n`) : undefined);
  let asked = url;
  for (let turn = 0; ; turn++) {
    if (turn > MAX_REDIRECTS) return fail(47, `Maximum (${MAX_REDIRECTS}) redirects followed`);
    const met = await requestSoon(context, asked, { method, headers, body: encoder.encode(data) });
    if (met.outcome !== "answered") {
      writeOut(context, call, { status: 0, size: 0, url: asked });
      return refusal(met, fail);
    }
    const { response, host, address, port } = met;
    verbose(`* Connected to ${host} (${address}) port ${port} (#0)`);
    verbose(`> ${method} ${asked.replace(/^\w+:\/\/[^/]+/, "") || "/"} HTTP/1.1`);
    for (const [name, value] of Object.entries(headers)) verbose(`> ${name}: ${value}`);
    verbose(">");
    for (const line of headLines(response)) verbose(`< ${line}`);
    verbose("<");
    const next = response.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
    if (call.has("location") && next !== undefined && response.status >= 300 && response.status < 400) {
      asked = /^\w+:\/\//.test(next) ? next : `${/^\w+:\/\/[^/]+/.exec(asked)?.[0] ?? ""}${next}`;
      continue;
    }
    return shown(context, call, { response, url: asked, fail });
  }
}

interface Answered {
  readonly response: HttpResponse;
  readonly url: string;
  readonly fail: Ways["fail"];
}

function shown(context: ProgramContext, call: Call, { response, url, fail }: Answered): number {
  const { status, body } = response;
  const isFailure = status >= 400 && (call.has("fail") || call.has("fail-with-body"));
  const isHeadShown = call.has("include") || call.has("head");
  const into =
    call.get("output")?.[0] ?? (call.has("remote-name") ? base(url.replace(/[?#].*$/s, "")) : undefined);
  const head = isHeadShown
    ? encoder.encode(`${headLines(response).join("\r\n")}\r\n\r\n`)
    : new Uint8Array(0);
  const content = isFailure && !call.has("fail-with-body") ? new Uint8Array(0) : body;
  const whole = new Uint8Array(head.length + content.length);
  whole.set(head);
  whole.set(content, head.length);
  if (into === undefined || into === "-") {
    if (whole.length > 0) context.stdout(whole);
  } else if (!wrote(context.fs, absolute(context.cwd, into), whole))
    return fail(23, "Failure writing output to destination");
  writeOut(context, call, { status, size: body.length, url });
  return isFailure ? fail(22, `The requested URL returned error: ${status}`) : 0;
}

/** `-w '%{http_code}\n'` */
function writeOut(
  { stdout }: ProgramContext,
  call: Call,
  { status, size, url }: { readonly status: number; readonly size: number; readonly url: string },
): void {
  const format = call.get("write-out")?.[0];
  if (format === undefined) return;
  const known: Readonly<Record<string, string>> = {
    http_code: String(status).padStart(3, "0"),
    response_code: String(status).padStart(3, "0"),
    size_download: String(size),
    url_effective: url,
    time_total: "0.000000",
    exitcode: "0",
  };
  stdout(
    format
      .replace(/%\{(\w+)\}/g, (_, name: string) => known[name] ?? "")
      .replace(/\\n/g, "\n")
      .replace(/\\t/g, "\t")
      .replace(/\\r/g, "\r"),
  );
}

function headLines({ status, reason, headers }: HttpResponse): readonly string[] {
  return [`HTTP/1.1 ${status} ${reason}`.trimEnd(), ...headers.map(([name, value]) => `${name}: ${value}`)];
}

function refusal(met: Exclude<Outcome, { outcome: "answered" }>, fail: Ways["fail"]): number {
  switch (met.outcome) {
    case "unresolved":
      return fail(6, `Could not resolve host: ${met.host}`);
    case "reset":
      return fail(56, "Recv failure: Connection reset by peer");
    case "plain":
      return fail(35, "error:0A00010B:SSL routines::wrong version number");
    default: {
      const why = met.outcome === "refused" ? "Connection refused" : "Network is unreachable";
      return fail(7, `Failed to connect to ${met.host} port ${met.port} after 0 ms: ${why}`);
    }
  }
}
