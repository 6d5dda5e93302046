import { beforeAll, describe, expect, test } from "vitest";
import { UbuntuContainer } from "./container.js";

describe("dpkg", () => {
  const container = new UbuntuContainer();

  test("-l lists the image's 101 packages under its heading", async () => {
    const { stdout } = await container.run("dpkg -l");
    const lines = stdout.trimEnd().split("\n");
    expect(lines.slice(0, 3).join("\n")).toBe(`Desired=Unknown/Install/Remove/Purge/Hold
| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)`);
    expect(lines.length).toBe(106);
    expect(lines[4]).toMatch(/^\+\+\+-=+-=+-=+-=+$/);
    expect(stdout).toMatch(/^ii {2}libc6:arm64 +2\.35-0ubuntu3\.6 +arm64 +GNU C Library: Shared libraries$/m);
  });

  test("-S finds the owner of a path, as the package lists it", async () => {
    expect((await container.run("dpkg -S /bin/ls")).stdout).toBe("coreutils: /bin/ls\n");
    expect(await container.run("dpkg -S /usr/bin/ls")).toMatchObject({
      code: 1,
      stderr: "dpkg-query: no path found matching pattern /usr/bin/ls\n",
    });
    expect((await container.run("dpkg -S libc.so.6")).stdout).toContain("libc6:arm64: ");
  });

  test("-L lists a package's files", async () => {
    const { stdout } = await container.run("dpkg -L hostname");
    expect(stdout.startsWith("/.\n/bin\n/bin/hostname\n")).toBe(true);
  });

  test("-s shows the status stanza", async () => {
    const { stdout } = await container.run("dpkg -s tar");
    expect(stdout).toContain("Package: tar\nEssential: yes\nStatus: install ok installed\n");
  });

  test("dpkg-query -W with a format", async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg's own notation
    const { stdout } = await container.run("dpkg-query -W -f '${Package} ${Version}\\n' bash dash");
    expect(stdout).toBe("bash 5.1-6ubuntu1.1\ndash 0.5.11+git20210903+057cd650a4ed-3build1\n");
  });

  test.each([
    ["dpkg -s nosuch", "dpkg-query: package 'nosuch' is not installed and no information is available\n"],
    ["dpkg -L nosuch", "dpkg-query: package 'nosuch' is not installed\n"],
    ["dpkg -l nosuch", "dpkg-query: no packages found matching nosuch\n"],
  ])("%s", async (line, stderr) => {
    const result = await container.run(line);
    expect(result.code).toBe(1);
    expect(result.stderr.startsWith(stderr)).toBe(true);
  });

  test("--print-architecture", async () => {
    expect((await container.run("dpkg --print-architecture")).stdout).toBe("arm64\n");
  });

  test("a .deb apt downloaded can be installed, and waits for what it needs", async () => {
    const fresh = new UbuntuContainer();
    await fresh.run("rm /etc/apt/apt.conf.d/docker-clean; apt-get update; apt-get install -dy libnode72");
    const early = await fresh.run("cd /var/cache/apt/archives; dpkg -i libnode72_*.deb");
    expect(early.code).toBe(1);
    expect(early.stderr).toContain("dpkg: dependency problems prevent configuration of libnode72:arm64:\n");
    expect((await fresh.run("dpkg -l libnode72")).stdout).toMatch(/^iU {2}libnode72:arm64/m);
    const rest = await fresh.run(
      "dpkg -i /var/cache/apt/archives/lib[bciu]*.deb /var/cache/apt/archives/libng*.deb",
    );
    expect(rest.code).toBe(0);
    expect((await fresh.run("dpkg --configure -a")).stdout).toContain("Setting up libnode72:arm64");
    expect((await fresh.run("dpkg -l libnode72")).stdout).toMatch(/^ii {2}libnode72:arm64/m);
  });

  test("a file that is no package", async () => {
    const result = await container.run("dpkg -i /etc/passwd");
    expect(result.code).toBe(1);
    expect(result.stderr).toContain("dpkg-deb: error: '/etc/passwd' is not a Debian format archive\n");
  });
});

describe("apt's questions", () => {
  const container = new UbuntuContainer();
  beforeAll(async () => {
    await container.run("apt-get update && apt-get install -y libnode72");
  });

  test("list --installed tells where packages came from and who wanted them", async () => {
    const { stdout } = await container.run("apt list --installed");
    expect(stdout).toContain("Listing...\n");
    expect(stdout).toContain("\nlibuv1/jammy-updates,now 1.43.0-1ubuntu0.1 arm64 [installed,automatic]\n");
    expect(stdout).toContain("\nlibnode72/jammy-updates,now 12.22.9~dfsg-1ubuntu3.4 arm64 [installed]\n");
    expect(stdout).not.toContain("nodejs/");
  });

  test("policy", async () => {
    expect((await container.run("apt-cache policy nodejs libuv1 nosuch")).stdout).toBe(`nodejs:
  Installed: (none)
  Candidate: 12.22.9~dfsg-1ubuntu3.4
  Version table:
     12.22.9~dfsg-1ubuntu3.4 500
        500 http://ports.ubuntu.com/ubuntu-ports jammy-updates/universe arm64 Packages
libuv1:
  Installed: 1.43.0-1ubuntu0.1
  Candidate: 1.43.0-1ubuntu0.1
  Version table:
 *** 1.43.0-1ubuntu0.1 500
        500 http://ports.ubuntu.com/ubuntu-ports jammy-updates/main arm64 Packages
        100 /var/lib/dpkg/status
`);
  });

  test("show", async () => {
    const { stdout } = await container.run("apt show nodejs");
    expect(stdout).toContain("Package: nodejs\nVersion: 12.22.9~dfsg-1ubuntu3.4\n");
    expect(stdout).toContain("Installed-Size: 911 kB\n");
    expect(stdout).toContain("Download-Size: 122 kB\n");
    expect((await container.run("apt show nosuch")).code).toBe(100);
  });

  test("search and depends", async () => {
    expect((await container.run("apt-cache search 'HTTP/2'")).stdout).toBe(
      "libnghttp2-14 - library implementing HTTP/2 protocol (shared library)\n",
    );
    expect((await container.run("apt-cache depends nodejs")).stdout).toBe(
      "nodejs\n  Depends: libc6\n  Depends: libnode72\n  Recommends: ca-certificates\n  Recommends: nodejs-doc\n  Suggests: npm\n",
    );
  });
});
