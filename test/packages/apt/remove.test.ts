import { beforeEach, describe, expect, test } from "vitest";
import { UbuntuContainer } from "./container.js";

describe("removing", () => {
  let container: UbuntuContainer;

  beforeEach(async () => {
    container = new UbuntuContainer();
    await container.run("apt-get update && apt-get install -y nodejs");
  });

  test("remove takes the package and names what nothing needs any more", async () => {
    const result = await container.run("apt-get remove -y nodejs");
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(
      /^Reading package lists...\nBuilding dependency tree...\nReading state information...\nThe following packages were automatically installed and are no longer required:\n {2}javascript-common libbrotli1 libc-ares2 libicu70 libjs-highlight.js\n {2}libnghttp2-14 libnode72 libuv1 nodejs-doc\nUse 'apt autoremove' to remove them.\nThe following packages will be REMOVED:\n {2}nodejs\n0 upgraded, 0 newly installed, 1 to remove and 0 not upgraded.\nAfter this operation, 911 kB disk space will be freed.\n\(Reading database ... \d+ files and directories currently installed.\)\nRemoving nodejs \(12.22.9~dfsg-1ubuntu3.4\) ...\n$/,
    );
    for (const path of [
      "/usr/bin/node",
      "/usr/bin/nodejs",
      "/usr/bin/js",
      "/etc/alternatives/js",
      "/usr/share/nodejs",
    ]) {
      expect(container.exists(path), path).toBe(false);
    }
    expect(container.exists("/usr/share/doc"), "/usr/share/doc").toBe(true);
    expect(container.text("/var/lib/dpkg/status")).not.toContain("Package: nodejs\n");
    expect((await container.run("node -v")).code).toBe(127);
  });

  test("what depends on a package goes with it", async () => {
    const result = await container.run("apt-get remove -y libuv1");
    expect(result.stdout).toContain("The following packages will be REMOVED:\n  libnode72 libuv1 nodejs\n");
    expect(result.stdout).toMatch(
      /Removing nodejs[\s\S]*Removing libnode72:arm64[\s\S]*Removing libuv1:arm64/,
    );
    expect(result.stdout).toContain("Processing triggers for libc-bin (2.35-0ubuntu3.6) ...\n");
  });

  test("autoremove keeps what apt itself recommends", async () => {
    await container.run("apt-get remove -y nodejs && apt-get autoremove -y");
    expect(container.exists("/usr/lib/aarch64-linux-gnu/libnode.so.72")).toBe(false);
    expect(container.exists("/usr/bin/openssl")).toBe(true);
  });

  test("remove leaves configuration, purge does not", async () => {
    await container.run("apt-get remove -y openssl");
    expect(container.exists("/etc/ssl/openssl.cnf")).toBe(true);
    expect((await container.run("dpkg -l openssl")).stdout).toMatch(/^rc {2}openssl /m);
    const purge = await container.run("apt-get purge -y openssl");
    expect(purge.stdout).toContain("Purging configuration files for openssl (3.0.2-0ubuntu1.15) ...\n");
    expect(container.exists("/etc/ssl/openssl.cnf")).toBe(false);
    expect((await container.run("dpkg -l openssl")).code).toBe(1);
  });

  test("installed, removed, installed again: as at first", async () => {
    const before = container.text("/var/lib/dpkg/info/nodejs.list");
    await container.run("apt-get remove -y nodejs");
    const again = await container.run("apt-get install -y nodejs");
    expect(again.stdout).toContain("0 upgraded, 1 newly installed, 0 to remove");
    expect(container.text("/var/lib/dpkg/info/nodejs.list")).toBe(before);
    expect(container.exists("/usr/bin/js")).toBe(true);
  });

  test("an essential package stays", async () => {
    const result = await container.run("apt-get remove -y bash");
    expect(result.code).toBe(100);
    expect(result.stdout).toContain("WARNING: The following essential packages will be removed.\n");
    expect(container.exists("/bin/bash")).toBe(true);
  });

  test("without an answer nothing goes", async () => {
    const result = await container.run("apt-get remove nodejs");
    expect(result.code).toBe(1);
    expect(container.exists("/usr/bin/node")).toBe(true);
  });
});
