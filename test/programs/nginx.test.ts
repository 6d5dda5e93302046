import { describe, expect, test } from "vitest";
import { answer } from "../../src/programs/nginx/answer.js";
import { readConfig } from "../../src/programs/nginx/config.js";
import { parseConfig } from "../../src/programs/nginx/syntax.js";
import { emptyChanges } from "../../src/vfs/node.js";
import { UnionFileSystem } from "../../src/vfs/union.js";

const FILES = {
  "/site/index.html": "home",
  "/site/a/index.html": "a",
  "/site/a/b.txt": "b",
  "/site/empty/x": "x",
  "/site/404.html": "nothing",
  "/secret": "secret",
};

function get(block: string, target: string, method = "GET") {
  const upper = emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: 1000 });
  const fs = new UnionFileSystem({ lower: undefined, upper, now: () => 1000 });
  const write = (path: string, text: string) => {
    fs.mkdir(path.replace(/\/[^/]*$/, "") || "/", { recursive: true });
    fs.writeFile(path, new TextEncoder().encode(text));
  };
  for (const [path, text] of Object.entries(FILES)) write(path, text);
  write("/etc/nginx/nginx.conf", `events { }\nhttp { include conf.d/*.conf; }\n`);
  write("/etc/nginx/conf.d/b.conf", `server { root /site; ${block} }`);
  const config = readConfig(fs, "/etc/nginx/nginx.conf");
  const [server] = config.servers;
  if (server === undefined) throw new Error("no server");
  const request = { method, target, headers: { host: "box" }, body: new Uint8Array(0), from: "172.17.0.1" };
  const site = { config, fs, version: "1.27.3", proxy: () => undefined, failed: () => undefined };
  const { status, body, headers } = answer(request, server, site);
  const location = headers.find(([name]) => name === "Location")?.[1];
  const text = new TextDecoder().decode(body);
  return [status, location ?? (text.startsWith("<html>") ? "" : text)];
}

describe("what a server block answers", () => {
  test.each([
    ["", "/", 200, "home"],
    ["", "/a/b.txt?q=1", 200, "b"],
    ["", "/a", 301, "http://box/a/"],
    ["", "/a/", 200, "a"],
    ["", "/empty/", 403, ""],
    ["", "/../secret", 404, ""],
    ["", "/%2e%2e/secret", 404, ""],
    ["", "/%E0%A4%A", 400, ""],
    ["", "/none", 404, ""],
    ["error_page 404 /404.html;", "/none", 404, "nothing"],
    ["try_files $uri $uri/ /index.html;", "/none/at/all", 200, "home"],
    ["try_files $uri =404;", "/none", 404, ""],
    ["location /a { return 200 prefix; } location ~ \\.txt$ { return 200 regex; }", "/a/b.txt", 200, "regex"],
    [
      "location ^~ /a { return 200 prefix; } location ~ \\.txt$ { return 200 regex; }",
      "/a/b.txt",
      200,
      "prefix",
    ],
    ["location = /a { return 200 exact; } location /a { return 200 prefix; }", "/a", 200, "exact"],
    ["location ~* \\.TXT$ { return 418; }", "/a/b.txt", 418, ""],
    ["location /files/ { alias /site/a/; }", "/files/b.txt", 200, "b"],
    ["return 301 https://$host$request_uri;", "/x?y=z", 301, "https://box/x?y=z"],
    ["location /a { deny all; }", "/a/b.txt", 403, ""],
    ["location / { proxy_pass http://gone:1; }", "/", 502, ""],
    ["error_page 404 /none;", "/none", 404, ""],
    ["location = / { try_files /nothing /; }", "/", 500, ""],
  ])("%s %s", (block, target, status, text) => {
    expect(get(block, target)).toEqual([status, text]);
  });

  test("autoindex escapes names", () => {
    expect(get("autoindex on;", "/empty/")[0]).toBe(200);
  });
});

test.each([
  ["a {", 'unexpected end of file, expecting "}" in f:1'],
  ["a b", 'unexpected end of file, expecting ";" or "}" in f:1'],
  ["a;\n}", 'unexpected "}" in f:2'],
  ["\n;", 'unexpected ";" in f:2'],
  ["{ }", 'unexpected "{" in f:1'],
  ["a {".repeat(30), "too many nested blocks in f:1"],
])("%j is refused", (text, message) => {
  expect(() => parseConfig(text, "f", () => [])).toThrow(message);
});
