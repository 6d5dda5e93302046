import { FileSystemError } from "../../errors/filesystem.js";
import { escapeHtml } from "../../go/template/escape.js";
import { normalize } from "../../posix/path.js";
import type { HttpRequest, HttpResponse } from "../../process/network.js";
import type { FileSystem } from "../../vfs/filesystem.js";
import { type Config, type ServerBlock, setting } from "./config.js";
import type { Directive } from "./syntax.js";

export interface Site {
  readonly config: Config;
  readonly fs: FileSystem;
  readonly version: string;
  /** Passes a request on to another server: `http://app:3000`. */
  readonly proxy: (url: string, request: HttpRequest) => HttpResponse | undefined;
  /** For the error log. */
  readonly failed: (message: string) => void;
}

const REASONS: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  204: "No Content",
  301: "Moved Permanently",
  302: "Found",
  304: "Not Modified",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Not Allowed",
  410: "Gone",
  418: "",
  444: "",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Temporarily Unavailable",
};
const encoder = new TextEncoder();
const MAX_REDIRECTS = 10;

/** What nginx answers: files, `return`, `try_files`, `error_page`, `autoindex`, `proxy_pass`. Other directives change nothing here. */
export function answer(request: HttpRequest, server: ServerBlock, site: Site): HttpResponse {
  const [path = "/", query = ""] = request.target.split(/\?(.*)/s);
  let uri: string;
  try {
    uri = normalize(decodeURIComponent(path));
  } catch {
    return page(400, site, []);
  }
  if (path.endsWith("/") && uri !== "/") uri += "/";
  return visit({ request, uri, query, server, site }, 0);
}

interface Visit {
  readonly request: HttpRequest;
  readonly uri: string;
  readonly query: string;
  readonly server: ServerBlock;
  readonly site: Site;
}

type Scopes = readonly (readonly Directive[])[];

function visit(visited: Visit, depth: number): HttpResponse {
  const { server, uri, site } = visited;
  if (depth > MAX_REDIRECTS) return page(500, site, server.scopes);
  const location = locationOf(server.scopes[0] ?? [], uri);
  const scopes: Scopes = location === undefined ? server.scopes : [location.block ?? [], ...server.scopes];
  const found = serve(visited, scopes, location, depth);
  if (typeof found !== "number") return withHeaders(found, scopes);
  return errorPage(found, visited, scopes, depth);
}

function serve(
  visited: Visit,
  scopes: Scopes,
  location: Directive | undefined,
  depth: number,
): HttpResponse | number {
  const { request, site } = visited;
  const given = (server: Scopes): readonly string[] | undefined => setting(server.slice(0, 1), "return");
  const returned = given(visited.server.scopes) ?? given(scopes);
  if (returned !== undefined) return returning(returned, visited);
  if (setting(scopes, "deny")?.[0] === "all") return 403;
  const [target] = setting(scopes.slice(0, 1), "proxy_pass") ?? [];
  if (target !== undefined) return proxied(target, visited, location);
  if (request.method !== "GET" && request.method !== "HEAD") return 405;
  const attempts = setting(scopes, "try_files");
  if (attempts !== undefined && attempts.length > 1) {
    const all = attempts.map((text) => expanded(text, visited));
    const last = all.pop() ?? "";
    for (const attempt of all) {
      const kind = kindOf(site.fs, fileOf(attempt, scopes, location));
      if (kind === (attempt.endsWith("/") ? "directory" : "file"))
        return file({ ...visited, uri: attempt }, scopes, location);
    }
    if (last.startsWith("=")) return Number(last.slice(1));
    return visit({ ...visited, uri: last }, depth + 1);
  }
  return file(visited, scopes, location);
}

/** The exact one, else the first regular expression that matches, else the longest prefix. */
function locationOf(block: readonly Directive[], uri: string): Directive | undefined {
  const all = block.filter(({ name }) => name === "location");
  const exact = all.find(({ args }) => args[0] === "=" && args[1] === uri);
  if (exact !== undefined) return exact;
  const prefixOf = ({ args }: Directive): string => (args[0] === "^~" ? (args[1] ?? "") : (args[0] ?? ""));
  const [longest] = all
    .filter(({ args }) => args.length === 1 || args[0] === "^~")
    .filter((one) => uri.startsWith(prefixOf(one)))
    .sort((a, b) => prefixOf(b).length - prefixOf(a).length);
  if (longest?.args[0] === "^~") return longest;
  return all.find(({ args: [how, text = ""] }) => matches(how, text, uri)) ?? longest;
}

function matches(how: string | undefined, text: string, uri: string): boolean {
  if (how !== "~" && how !== "~*") return false;
  try {
    return new RegExp(text, how === "~*" ? "i" : "").test(uri.slice(0, 2048));
  } catch {
    // A pattern that PCRE has and JavaScript has not.
    return false;
  }
}

function fileOf(uri: string, scopes: Scopes, location: Directive | undefined): string {
  const [alias] = setting(scopes.slice(0, 1), "alias") ?? [];
  const prefix = location?.args.at(-1) ?? "";
  if (alias !== undefined && uri.startsWith(prefix)) return normalize(alias + uri.slice(prefix.length));
  const [root = "/etc/nginx/html"] = setting(scopes, "root") ?? [];
  return normalize(`${root.startsWith("/") ? root : `/etc/nginx/${root}`}/${uri}`);
}

function file(visited: Visit, scopes: Scopes, location: Directive | undefined): HttpResponse | number {
  const { site, uri, request } = visited;
  const { fs } = site;
  const path = fileOf(uri, scopes, location);
  const kind = kindOf(fs, path);
  if (kind === "directory") {
    if (!uri.endsWith("/")) {
      const host = request.headers.host ?? "localhost";
      return redirect(301, `http://${host}${encodeURI(uri)}/`, site);
    }
    const names = setting(scopes, "index") ?? ["index.html"];
    const index = names.map((name) => `${path}/${name}`).find((each) => kindOf(fs, each) === "file");
    if (index !== undefined) return content(index, visited, scopes);
    if (setting(scopes, "autoindex")?.[0] === "on") return listing(path, visited);
    site.failed(`directory index of "${path}/" is forbidden`);
    return 403;
  }
  if (kind === undefined || uri.endsWith("/")) {
    site.failed(
      `${uri.endsWith("/") ? `"${path}/index.html" is not found` : `open() "${path}" failed`} (2: No such file or directory)`,
    );
    return 404;
  }
  return content(path, visited, scopes);
}

function content(path: string, { site, request }: Visit, scopes: Scopes): HttpResponse | number {
  try {
    const { mtime } = site.fs.stat(path);
    const body = site.fs.readFile(path);
    const modified = new Date(mtime * 1000).toUTCString();
    const etag = `"${Math.floor(mtime).toString(16)}-${body.length.toString(16)}"`;
    const validators: [string, string][] = [
      ["Last-Modified", modified],
      ["ETag", etag],
    ];
    if (request.headers["if-none-match"] === etag)
      return { status: 304, reason: "Not Modified", headers: validators, body: new Uint8Array(0) };
    const ending = /\.([^./]+)$/.exec(path)?.[1] ?? "";
    const [fallback = "text/plain"] = setting(scopes, "default_type") ?? [];
    const type = typeOf(ending, site.config) ?? fallback;
    return {
      ...{ status: 200, reason: "OK", body },
      headers: [["Content-Type", type], ...validators, ["Accept-Ranges", "bytes"]],
    };
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    site.failed(`open() "${path}" failed (13: ${error.strerror})`);
    return 403;
  }
}

/** Those that nginx itself has, for a configuration without a table of types. */
const BUILT_IN_TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  gif: "image/gif",
  jpg: "image/jpeg",
};

function typeOf(ending: string, { types }: Config): string | undefined {
  return types.size === 0 ? BUILT_IN_TYPES[ending] : types.get(ending);
}

function kindOf(fs: FileSystem, path: string): string | undefined {
  try {
    return fs.stat(path).kind;
  } catch (error) {
    if (error instanceof FileSystemError) return undefined;
    throw error;
  }
}

function listing(path: string, { site, uri }: Visit): HttpResponse {
  const rows = site.fs
    .readdir(path)
    .map(({ name, kind }) => (kind === "directory" ? `${name}/` : name))
    .sort()
    .map((name) => `<a href="${escapeHtml(encodeURI(name))}">${escapeHtml(name)}</a>`);
  const title = `Index of ${escapeHtml(uri)}`;
  const text = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<h1>${title}</h1><hr><pre><a href="../">../</a>\r\n${rows.join("\r\n")}\r\n</pre><hr></body>\r\n</html>\r\n`;
  return html(200, text);
}

function returning(args: readonly string[], visited: Visit): HttpResponse | number {
  const [first = "", text] = args;
  const status = Number(first);
  if (text === undefined && /^https?:/.test(first))
    return redirect(302, expanded(first, visited), visited.site);
  if (text === undefined) return status;
  if ([301, 302, 303, 307, 308].includes(status))
    return redirect(status, expanded(text, visited), visited.site);
  const [type = "text/plain"] = setting(visited.server.scopes, "default_type") ?? [];
  return {
    ...{ status, reason: REASONS[status] ?? "", body: encoder.encode(expanded(text, visited)) },
    headers: [["Content-Type", type]],
  };
}

function proxied(target: string, visited: Visit, location: Directive | undefined): HttpResponse | number {
  const { request, site, uri, query } = visited;
  const [, place = "", path] = /^(https?:\/\/[^/]+)(\/.*)?$/.exec(expanded(target, visited)) ?? [];
  const rest = path === undefined ? uri : path + uri.slice(location?.args.at(-1)?.length ?? 0);
  const response = site.proxy(place, {
    ...request,
    target: encodeURI(rest) + (query === "" ? "" : `?${query}`),
  });
  if (response !== undefined) return response;
  site.failed(
    `connect() failed (111: Connection refused) while connecting to upstream, upstream: "${place}${rest}"`,
  );
  return 502;
}

function expanded(text: string, { request, uri, query, server }: Visit): string {
  const known: Readonly<Record<string, string>> = {
    uri,
    request_uri: request.target,
    args: query,
    query_string: query,
    is_args: query === "" ? "" : "?",
    host: (request.headers.host ?? "").replace(/:\d+$/, ""),
    http_host: request.headers.host ?? "",
    scheme: "http",
    remote_addr: request.from,
    request_method: request.method,
    server_name: server.names[0] ?? "",
    server_port: String(server.ports[0] ?? 80),
    http_user_agent: request.headers["user-agent"] ?? "",
  };
  return text.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => known[name] ?? whole);
}

function redirect(status: number, to: string, site: Site): HttpResponse {
  const response = page(status, site, []);
  return { ...response, headers: [...response.headers, ["Location", to]] };
}

function errorPage(status: number, visited: Visit, scopes: Scopes, depth: number): HttpResponse {
  for (const scope of scopes)
    for (const { name, args } of scope)
      if (name === "error_page" && args.slice(0, -1).includes(String(status))) {
        const shown = visit(
          { ...visited, uri: args.at(-1) ?? "/", request: { ...visited.request, method: "GET" } },
          depth + 1,
        );
        return { ...shown, status, reason: REASONS[status] ?? "" };
      }
  return page(status, visited.site, scopes);
}

/** The page that nginx makes of a status by itself. */
function page(status: number, { version }: Site, scopes: Scopes): HttpResponse {
  const title = `${status} ${REASONS[status] ?? ""}`.trim();
  const product = setting(scopes, "server_tokens")?.[0] === "off" ? "nginx" : `nginx/${version}`;
  return html(
    status,
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>${product}</center>\r\n</body>\r\n</html>\r\n`,
  );
}

function html(status: number, text: string): HttpResponse {
  return {
    ...{ status, reason: REASONS[status] ?? "", body: encoder.encode(text) },
    headers: [["Content-Type", "text/html"]],
  };
}

function withHeaders(response: HttpResponse, scopes: Scopes): HttpResponse {
  const own = scopes.find((scope) => scope.some(({ name }) => name === "add_header")) ?? [];
  const added = own
    .filter(({ name, args }) => name === "add_header" && (response.status < 400 || args[2] === "always"))
    .map(({ args: [name = "", value = ""] }): [string, string] => [name, value]);
  return added.length === 0 ? response : { ...response, headers: [...response.headers, ...added] };
}
