import { beforeAll, describe, expect, test } from "vitest";
import { identify } from "../../../src/stand-in/program-file.js";
import { type Result, realLog, UbuntuContainer } from "./container.js";

/** `Get:3 http://… [10.5 MB]` without the number, which depends on what came first. */
const withoutNumber = (line: string) => line.replace(/^Get:\d+ /, "");
const getLines = (text: string) => text.split("\n").filter((line) => line.startsWith("Get:"));

describe("apt update", () => {
  let container: UbuntuContainer;
  let result: Result;

  beforeAll(async () => {
    container = new UbuntuContainer();
    result = await container.run("apt-get update", { tty: true });
  });

  test("fetches what the real one fetches, and the frozen release in the same sizes", () => {
    const ours = getLines(result.stdout).map(withoutNumber);
    const real = realLog("update-2023-11").map(withoutNumber);
    const names = (lines: string[]) => lines.map((line) => line.replace(/ \[.*/, "")).sort();
    expect(names(ours)).toEqual(names(real));
    const frozen = (lines: string[]) => lines.filter((line) => / jammy[ /]/.test(line)).sort();
    expect(frozen(ours)).toEqual(frozen(real));
  });

  test("ends as apt-get ends on a terminal", () => {
    expect(result.stdout.split("\n").slice(-3)).toEqual([
      expect.stringMatching(/^Fetched 27\.\d MB in \d+s \(.+B\/s\)$/),
      "Reading package lists... Done",
      "",
    ]);
    expect(result.stderr).toBe("");
    expect(result.code).toBe(0);
  });

  test("leaves compressed indexes under their true names, and no cache", () => {
    const names = container.fs.readdir("/var/lib/apt/lists").map(({ name }) => name);
    expect(names).toContain(
      "ports.ubuntu.com_ubuntu-ports_dists_jammy-updates_universe_binary-arm64_Packages.lz4",
    );
    expect(names).toContain("ports.ubuntu.com_ubuntu-ports_dists_jammy_InRelease");
    expect(names.filter((name) => !name.startsWith("ports."))).toEqual(["auxfiles", "lock", "partial"]);
    expect(container.exists("/var/cache/apt/pkgcache.bin")).toBe(false);
  });

  test("a second one finds nothing new", async () => {
    const again = await container.run("apt update");
    expect(again.stdout).toBe(`Hit:1 http://ports.ubuntu.com/ubuntu-ports jammy InRelease
Hit:2 http://ports.ubuntu.com/ubuntu-ports jammy-updates InRelease
Hit:3 http://ports.ubuntu.com/ubuntu-ports jammy-backports InRelease
Hit:4 http://ports.ubuntu.com/ubuntu-ports jammy-security InRelease
Reading package lists...
Building dependency tree...
Reading state information...
All packages are up to date.
`);
    expect(again.stderr).toBe(
      "\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n",
    );
  });
});

describe("apt update && apt install -y nodejs", () => {
  let container: UbuntuContainer;
  let result: Result;

  beforeAll(async () => {
    container = new UbuntuContainer();
    await container.run("apt update");
    result = await container.run("apt install -y nodejs", { tty: true });
  });

  test("makes a layer Docker shows as 126MB", () => {
    expect((container.layerSize() / 1e6).toPrecision(3)).toBe("126");
  });

  test("plans what apt plans", () => {
    expect(result.stdout.slice(0, result.stdout.indexOf("Get:1 "))).toBe(`Reading package lists... Done
Building dependency tree... Done
Reading state information... Done
The following additional packages will be installed:
  ca-certificates javascript-common libbrotli1 libc-ares2 libicu70
  libjs-highlight.js libnghttp2-14 libnode72 libuv1 nodejs-doc openssl
Suggested packages:
  apache2 | lighttpd | httpd npm
The following NEW packages will be installed:
  ca-certificates javascript-common libbrotli1 libc-ares2 libicu70
  libjs-highlight.js libnghttp2-14 libnode72 libuv1 nodejs nodejs-doc openssl
0 upgraded, 12 newly installed, 0 to remove and 0 not upgraded.
Need to get 25.6 MB of archives.
After this operation, 89.8 MB of additional disk space will be used.
`);
  });

  test("fetches the packages a real log names, from the same places, in the same sizes", () => {
    const ours = getLines(result.stdout).map(withoutNumber);
    const real = realLog("install-nodejs-2025").filter((line) => line.startsWith("Get:"));
    // Nodejs itself had a security update in between, whose documentation grew by one kB.
    const same = real
      .filter((line) => !line.includes("yarn") && !line.includes("nodejs-doc"))
      .map((line) => withoutNumber(line).replace("1ubuntu3.6", "1ubuntu3.4"));
    expect(same.length).toBe(7);
    for (const line of same) expect(ours).toContain(line);
  });

  test("says each step in the words of a real log", () => {
    const shape = (line: string) =>
      line
        .replace(/\((?!Reading)[^()]*\) \.\.\.$/, "(VERSION) ...")
        .replace(/\.\.\.\/\d\d-\S+_\S+_(arm64|all)\.deb/, ".../NN-FILE.deb")
        .replace(
          /(Selecting previously unselected package|Setting up|Unpacking) \S+?(:arm64)?( |\.$|$)/,
          "$1 NAME$3",
        )
        .replace(/Processing triggers for \S+/, "Processing triggers for NAME")
        .replace(/^Fetched .*/, "Fetched")
        .replace(/^\d+ added/, "N added")
        .replace(/^Get:.*/, "Get");
    const steps = (lines: string[]) =>
      new Set(lines.slice(lines.findIndex((line) => line.startsWith("Get:1 "))).map(shape));
    const real = steps(realLog("install-curl-2022").filter((line) => !line.startsWith("[...")));
    const ours = steps(result.all.trimEnd().split("\n"));
    for (const step of real) expect([...ours]).toContain(step);
    expect([...ours].filter((step) => !real.has(step))).toEqual([
      "update-alternatives: using /usr/bin/nodejs to provide /usr/bin/js (js) in auto mode",
      "update-alternatives: warning: skip creation of /usr/share/man/man1/js.1.gz because associated file /usr/share/man/man1/nodejs.1.gz (of link group js) doesn't exist",
    ]);
  });

  test("counts 4389 files before, as the real image does", () => {
    expect(result.stdout).toContain(
      "\n(Reading database ... 4389 files and directories currently installed.)\n",
    );
  });

  test("unpacks programs that can be run, and leaves out what dpkg's configuration excludes", () => {
    const { fs } = container;
    expect(identify(fs.open("/usr/bin/node"))).toMatchObject({ program: "node", note: "v12.22.9" });
    expect(fs.realpath("/usr/bin/js")).toBe("/usr/bin/node");
    expect(fs.stat("/usr/lib/aarch64-linux-gnu/libicudata.so.70").size).toBe(29476472);
    expect(container.exists("/usr/share/man/man1/node.1.gz")).toBe(false);
    expect(container.exists("/usr/share/doc/nodejs/README.Debian")).toBe(false);
    expect(container.exists("/usr/share/doc/nodejs/copyright")).toBe(true);
    expect(container.exists("/usr/share/doc/nodejs/api")).toBe(false);
    expect(fs.stat("/etc/ssl/private").mode).toBe(0o700);
  });

  test("leaves no package file behind", () => {
    const names = container.fs.readdir("/var/cache/apt/archives").map(({ name }) => name);
    expect(names).toEqual(["lock", "partial"]);
  });

  test("certificates: one link and one hash each, and all of them in one file", () => {
    const names = container.fs.readdir("/etc/ssl/certs").map(({ name }) => name);
    expect(names.filter((name) => name.endsWith(".pem")).length).toBe(137);
    expect(names.filter((name) => /^[0-9a-f]{8}\.\d$/.test(name)).length).toBe(137);
    const single = names
      .filter((name) => name.endsWith(".pem"))
      .reduce((sum, name) => sum + container.fs.stat(`/etc/ssl/certs/${name}`).size, 0);
    expect(container.fs.stat("/etc/ssl/certs/ca-certificates.crt").size).toBe(single);
  });

  test("keeps the books: status, lists, who asked for what, logs", () => {
    const stanzas = container.text("/var/lib/dpkg/status").trim().split("\n\n");
    expect(stanzas.length).toBe(113);
    expect(stanzas.filter((stanza) => !stanza.includes("\nStatus: install ok installed\n"))).toEqual([]);
    expect(container.text("/var/lib/dpkg/status-old").trim().split("\n\n").length).toBe(101);
    expect(container.text("/var/lib/dpkg/info/nodejs.list")).toContain(
      "\n/usr/share/doc/nodejs/README.Debian\n",
    );
    expect(container.text("/var/lib/dpkg/info/libuv1:arm64.triggers")).toContain(
      "activate-noawait ldconfig\n",
    );
    const automatic = container.text("/var/lib/apt/extended_states");
    expect(automatic).toContain("Package: libnode72\nArchitecture: arm64\nAuto-Installed: 1\n");
    expect(automatic).not.toContain("Package: nodejs\nArchitecture: arm64\nAuto-Installed: 1\n");
    expect(container.text("/var/log/apt/history.log")).toMatch(
      /\nStart-Date: 2024-04-17 {2}09:12:44\nCommandline: apt install -y nodejs\nInstall: .*nodejs:arm64 \(12\.22\.9~dfsg-1ubuntu3\.4\).*\nEnd-Date: 2024-04-17 {2}09:12:44\n/,
    );
    expect(container.text("/var/log/apt/term.log")).toContain(
      "Setting up nodejs (12.22.9~dfsg-1ubuntu3.4) ...",
    );
    expect(container.text("/var/log/dpkg.log")).toMatch(
      /\n2024-04-17 09:12:44 status installed nodejs:arm64 12\.22\.9~dfsg-1ubuntu3\.4\n/,
    );
  });

  test("a second time there is nothing to do", async () => {
    const before = container.layerSize();
    const again = await container.run("apt-get install -y nodejs");
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).toBe(`Reading package lists...
Building dependency tree...
Reading state information...
nodejs is already the newest version (12.22.9~dfsg-1ubuntu3.4).
0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.
`);
    expect(container.layerSize()).toBe(before);
  });
});
