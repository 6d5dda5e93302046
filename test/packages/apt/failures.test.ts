import { describe, expect, test } from "vitest";
import { archivePackages } from "../../../src/packages/apt/archive/index.js";
import type { Credentials } from "../../../src/vfs/filesystem.js";
import { UbuntuContainer } from "./container.js";

const READ = "Reading package lists...\nBuilding dependency tree...\nReading state information...\n";
const NOBODY: Credentials = { uid: 65534, gid: 65534, groups: [], umask: 0o022 };

async function updated(): Promise<UbuntuContainer> {
  const container = new UbuntuContainer();
  await container.run("apt-get update");
  return container;
}

describe("what apt refuses", () => {
  test("any package before apt update: the image comes without lists", async () => {
    const container = new UbuntuContainer();
    expect(await container.run("apt-get install -y nodejs")).toMatchObject({
      code: 100,
      stdout: READ,
      stderr: "E: Unable to locate package nodejs\n",
    });
    expect(container.layerSize()).toBe(0);
  });

  test("any package after the lists were removed", async () => {
    const container = await updated();
    await container.run("rm -rf /var/lib/apt/lists/*");
    const result = await container.run("apt-get install -y nodejs");
    expect(result).toMatchObject({ code: 100, stderr: "E: Unable to locate package nodejs\n" });
  });

  test("an unknown package; a note says what there is", async () => {
    const result = await (await updated()).run("apt-get install -y nosuch nodejs alsonot");
    expect(result).toMatchObject({
      code: 100,
      stdout: READ,
      stderr: `E: Unable to locate package nosuch
E: Unable to locate package alsonot
N: layerlab: the built-in archive offers ${archivePackages().length} packages here; 'apt list' names them.
`,
    });
  });

  test("a version that is not there", async () => {
    const result = await (await updated()).run("apt-get install -y nodejs=18.0.0-1");
    expect(result.code).toBe(100);
    expect(result.stderr).toContain("E: Version '18.0.0-1' for 'nodejs' was not found\n");
  });

  test("nodejs, where universe is not in sources.list", async () => {
    const container = new UbuntuContainer();
    container.fs.writeFile(
      "/etc/apt/sources.list",
      new TextEncoder().encode("deb http://ports.ubuntu.com/ubuntu-ports/ jammy main\n"),
    );
    const update = await container.run("apt-get update");
    expect(update.stdout.match(/^Get:/gm)?.length).toBe(2);
    const result = await container.run("apt-get install -y nodejs");
    expect(result.stderr).toContain("E: Unable to locate package nodejs\n");
    expect((await container.run("apt-get install -y libbrotli1")).code).toBe(0);
  });

  test("what depends on packages no source offers", async () => {
    const container = new UbuntuContainer();
    container.fs.writeFile(
      "/etc/apt/sources.list",
      new TextEncoder().encode("deb http://ports.ubuntu.com/ubuntu-ports/ jammy-updates universe\n"),
    );
    await container.run("apt-get update");
    const result = await container.run("apt-get install -y nodejs");
    expect(result.code).toBe(100);
    expect(result.stdout).toContain(
      "The following packages have unmet dependencies:\n libnode72 : Depends: libbrotli1 (>= 1.0.0) but it is not installable\n",
    );
    expect(result.stderr).toBe("E: Unable to correct problems, you have held broken packages.\n");
    expect(container.exists("/usr/bin/node")).toBe(false);
  });

  test("to go on when nobody answers", async () => {
    const container = await updated();
    const result = await container.run("apt-get install nodejs");
    expect(result.code).toBe(1);
    expect(result.stdout).toMatch(/\nDo you want to continue\? \[Y\/n\] Abort\.\n$/);
    expect(container.exists("/usr/bin/node")).toBe(false);
  });

  test.each([
    ["n\n", 1],
    ["y\n", 0],
    ["\n", 0],
  ])("an answer of %j ends with code %d", async (stdin, code) => {
    const container = await updated();
    expect((await container.run("apt-get install nodejs", { stdin })).code).toBe(code);
    expect(container.exists("/usr/bin/node")).toBe(code === 0);
  });

  test("somebody who is not root", async () => {
    const container = await updated();
    const result = await container.run("apt-get install -y nodejs", { user: NOBODY });
    expect(result).toMatchObject({
      code: 100,
      stdout: "",
      stderr:
        "E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?\n",
    });
    const update = await container.run("apt-get update", { user: NOBODY });
    expect(update.code).toBe(100);
    expect(update.stderr).toContain(
      "E: Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)\n",
    );
  });

  test("a server that is not there, with a warning only", async () => {
    const container = new UbuntuContainer();
    container.fs.writeFile(
      "/etc/apt/sources.list.d/node.list",
      new TextEncoder().encode("deb [trusted=yes] https://deb.example.org/node_18.x nodistro main\n"),
    );
    const result = await container.run("apt-get update");
    expect(result.code).toBe(0);
    expect(result.stdout).toContain("Err:5 https://deb.example.org/node_18.x nodistro InRelease\n");
    expect(result.stderr).toBe(
      "W: Failed to fetch https://deb.example.org/node_18.x/dists/nodistro/InRelease  Could not resolve 'deb.example.org'\nW: Some index files failed to download. They have been ignored, or old ones used instead.\n",
    );
  });

  test("a release the archive does not have", async () => {
    const container = new UbuntuContainer();
    await container.run("sed -i s/jammy/noble/ /etc/apt/sources.list");
    const result = await container.run("apt-get update");
    expect(result.code).toBe(100);
    expect(result.stderr).toContain(
      "E: The repository 'http://ports.ubuntu.com/ubuntu-ports noble Release' does not have a Release file.\n",
    );
  });

  test.each([
    ["apt-get frob", "E: Invalid operation frob\n"],
    [
      "apt-get --frob install nodejs",
      "E: Command line option --frob is not understood in combination with the other options.\n",
    ],
    [
      "apt-get -Z install nodejs",
      "E: Command line option 'Z' [from -Z] is not understood in combination with the other options.\n",
    ],
  ])("%s", async (line, stderr) => {
    expect(await new UbuntuContainer().run(line)).toMatchObject({ code: 100, stderr });
  });
});

describe("options", () => {
  test("--no-install-recommends leaves out what is only recommended, and names it", async () => {
    const container = await updated();
    const result = await container.run("apt-get install -y --no-install-recommends nodejs");
    expect(result.stdout).toContain("Recommended packages:\n  ca-certificates nodejs-doc\n");
    expect(result.stdout).toContain("0 upgraded, 7 newly installed, 0 to remove");
    expect(container.exists("/usr/bin/openssl")).toBe(false);
  });

  test("the same by configuration", async () => {
    const container = await updated();
    await container.run("echo 'APT::Install-Recommends \"false\";' > /etc/apt/apt.conf.d/99lean");
    const result = await container.run("apt-get install -y nodejs");
    expect(result.stdout).toContain("0 upgraded, 7 newly installed");
  });

  test.each(["-y -qq", "-yqq", "-y -q -q", "-y -q=2"])("%s leaves only dpkg's words", async (options) => {
    const container = await updated();
    const result = await container.run(`apt-get install ${options} --no-install-recommends libuv1`);
    expect(result.stdout.split("\n")[0]).toBe("Selecting previously unselected package libuv1:arm64.");
  });

  test("-s only shows", async () => {
    const container = await updated();
    const before = container.layerSize();
    const result = await container.run("apt-get -s install libuv1");
    expect(result.stdout).toContain("\nInst libuv1 (1.43.0-1ubuntu0.1 Ubuntu:22.04/jammy-updates [arm64])\n");
    expect(container.layerSize()).toBe(before);
  });

  test("one package alone needs no answer, and its file no number", async () => {
    const container = await updated();
    const result = await container.run("apt-get install libuv1");
    expect(result.code).toBe(0);
    expect(result.stdout).toContain("Preparing to unpack .../libuv1_1.43.0-1ubuntu0.1_arm64.deb ...\n");
  });

  test("without Docker's clean-up, packages and caches stay in the layer", async () => {
    const container = new UbuntuContainer();
    await container.run("rm /etc/apt/apt.conf.d/docker-clean");
    await container.run("apt-get update");
    expect(container.fs.stat("/var/cache/apt/pkgcache.bin").size).toBeGreaterThan(1e7);
    await container.run("apt-get install -y libuv1");
    expect(container.fs.stat("/var/cache/apt/archives/libuv1_1.43.0-1ubuntu0.1_arm64.deb").size).toBe(90112);
    const again = await container.run("apt-get install -y --reinstall libuv1");
    expect(again.stdout).toContain("Need to get 0 B/90.1 kB of archives.\n");
    await container.run("apt-get clean");
    expect(container.exists("/var/cache/apt/archives/libuv1_1.43.0-1ubuntu0.1_arm64.deb")).toBe(false);
    expect(container.exists("/var/cache/apt/pkgcache.bin")).toBe(false);
  });

  test("without Docker's excludes, manual pages are unpacked", async () => {
    const container = await updated();
    await container.run("rm /etc/dpkg/dpkg.cfg.d/excludes");
    await container.run("apt-get install -y nodejs");
    expect(container.exists("/usr/share/man/man1/node.1.gz")).toBe(true);
    expect(container.exists("/usr/share/doc/nodejs/api/fs.html")).toBe(true);
  });
});
