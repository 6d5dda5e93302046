import { expect, test } from "vitest";
import { networkPrograms } from "../../src/programs/network/index.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { standIn } from "../../src/stand-in/program-file.js";
import type { FileSystem } from "../../src/vfs/filesystem.js";
import { container, encode, run } from "./support.js";

const runtime = createRuntime({ programs: networkPrograms });

function withTools(): FileSystem {
  const fs = container();
  for (const [name, version] of [
    ["curl", "7.81.0"],
    ["wget", "1.21.2"],
  ] as const) {
    fs.writeFile(`/usr/bin/${name}`, standIn(name, 4096, version));
    fs.chmod(`/usr/bin/${name}`, 0o755);
  }
  fs.writeFile("/etc/hosts", encode("127.0.0.1\tlocalhost\n172.17.0.2\td8c5ca119fcd\n"));
  return fs;
}

const METER = `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0`;

const TRY_CURL = "curl: try 'curl --help' or 'curl --manual' for more information\n";
const WGET_USAGE = "Usage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n";

// Names that do not resolve, options and usage: seen with curl 7.88 and wget 1.21. Those of refused and unreachable
// addresses are not recorded.
test.each([
  ["curl -sS https://example.com/x", 6, "curl: (6) Could not resolve host: example.com\n"],
  ["curl -s https://example.com/x", 6, ""],
  ["curl -fsSL https://example.com/install.sh", 6, "curl: (6) Could not resolve host: example.com\n"],
  ["curl http://example.com", 6, `${METER}curl: (6) Could not resolve host: example.com\n`],
  [
    "curl -sS http://localhost:8080/",
    7,
    "curl: (7) Failed to connect to localhost port 8080 after 0 ms: Connection refused\n",
  ],
  [
    "curl -sS http://10.0.0.1",
    7,
    "curl: (7) Failed to connect to 10.0.0.1 port 80 after 0 ms: Network is unreachable\n",
  ],
  ["curl", 2, "curl: try 'curl --help' or 'curl --manual' for more information\n"],
  [
    "curl --nosuch x",
    2,
    "curl: option --nosuch: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information\n",
  ],
  ["curl -sS gopher9://x", 1, 'curl: (1) Protocol "gopher9" not supported or disabled in libcurl\n'],
  ["wget -q http://example.com/", 4, ""],
  ["wget -nv http://example.com/", 4, "wget: unable to resolve host address 'example.com'\n"],
  ["wget -qO- http://example.com/", 4, ""],
  ["curl --max-time", 2, `curl: option --max-time: requires parameter\n${TRY_CURL}`],
  ["curl -sSLm", 2, `curl: option -sSLm: requires parameter\n${TRY_CURL}`],
  ["curl -s -- -x", 6, ""],
  ["wget -Y http://example.com/", 2, `wget: invalid option -- 'Y'\n${WGET_USAGE}`],
  ["wget --tries", 2, `wget: option '--tries' requires an argument\n${WGET_USAGE}`],
  ["wget -O", 2, `wget: option requires an argument -- 'O'\n${WGET_USAGE}`],
  ["wget", 1, "wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n"],
  [
    "wget --nosuch",
    2,
    "wget: unrecognized option '--nosuch'\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n",
  ],
])("%s", async (line, exitCode, stderr) => {
  expect(await run(runtime, withTools(), line.split(" "))).toEqual({ stdout: "", stderr, exitCode });
});

test("wget tells what it tries", async () => {
  const result = await run(runtime, withTools(), ["wget", "http://example.com/a.tar.gz"]);
  expect(result.exitCode).toBe(4);
  expect(result.stderr.replace(/^--\S+ \S+--/, "--TIME--")).toBe(
    `--TIME--  http://example.com/a.tar.gz
Resolving example.com (example.com)... failed: Temporary failure in name resolution.
wget: unable to resolve host address 'example.com'
`,
  );
});

test("curl reads files of the container", async () => {
  const fs = withTools();
  const result = await run(runtime, fs, ["curl", "-s", "file:///etc/hosts"]);
  expect(result).toEqual({
    stdout: new TextDecoder().decode(fs.readFile("/etc/hosts")),
    stderr: "",
    exitCode: 0,
  });
  expect(await run(runtime, fs, ["curl", "file:///nope"])).toMatchObject({
    exitCode: 37,
    stderr: "curl: (37) Couldn't open file /nope\n",
  });
});
