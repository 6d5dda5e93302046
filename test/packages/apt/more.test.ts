import { describe, expect, test } from "vitest";
import { UbuntuContainer } from "./container.js";

async function updated(): Promise<UbuntuContainer> {
  const container = new UbuntuContainer();
  await container.run("apt-get update");
  return container;
}

describe("a .deb named on the command line", () => {
  test("is installed with what it needs", async () => {
    const container = await updated();
    await container.run(
      "rm /etc/apt/apt.conf.d/docker-clean; apt-get install -dy openssl; mv /var/cache/apt/archives/openssl_*.deb /root/tool.deb",
    );
    const result = await container.run("cd /root && apt-get install -y ./tool.deb");
    expect(result.code).toBe(0);
    expect(result.stdout).toContain("Need to get 0 B/1165 kB of archives.\n");
    expect(container.exists("/usr/bin/openssl")).toBe(true);
  });

  test("is refused when it is none", async () => {
    expect(await (await updated()).run("apt-get install -y ./none.deb")).toMatchObject({
      code: 100,
      stderr: expect.stringContaining("E: Unsupported file ./none.deb given on commandline\n"),
    });
  });
});

test("apt-mark: what came along becomes what somebody wants, and stays", async () => {
  const container = await updated();
  await container.run("apt-get install -y --no-install-recommends nodejs");
  expect((await container.run("apt-mark showauto")).stdout).toContain("libuv1\n");
  expect((await container.run("apt-mark manual libuv1")).stdout).toBe("libuv1 set to manually installed.\n");
  await container.run("apt-get remove -y nodejs && apt-get autoremove -y");
  expect(container.exists("/usr/lib/aarch64-linux-gnu/libuv.so.1")).toBe(true);
  expect(container.exists("/usr/lib/aarch64-linux-gnu/libnode.so.72")).toBe(false);
});

test("installing what came along marks it, without any other change", async () => {
  const container = await updated();
  await container.run("apt-get install -y --no-install-recommends nodejs");
  const result = await container.run("apt-get install libuv1");
  expect(result.stdout).toContain(
    "libuv1 is already the newest version (1.43.0-1ubuntu0.1).\nlibuv1 set to manually installed.\n",
  );
  expect((await container.run("apt-mark showmanual libuv1")).stdout).toBe("libuv1\n");
});

test("DEBIAN_FRONTEND=noninteractive keeps debconf quiet", async () => {
  const container = await updated();
  const result = await container.run("apt-get install -y ca-certificates", {
    env: { DEBIAN_FRONTEND: "noninteractive" },
  });
  expect(result.stderr).toBe("debconf: delaying package configuration, since apt-utils is not installed\n");
  expect(result.stdout).toContain("137 added, 0 removed; done.\n");
});

test("a certificate of one's own is added by update-ca-certificates, and goes again", async () => {
  const container = await updated();
  await container.run("apt-get install -y ca-certificates");
  const size = container.fs.stat("/etc/ssl/certs/ca-certificates.crt").size;
  const added = await container.run(
    "echo certificate > /usr/local/share/ca-certificates/own.crt; update-ca-certificates",
  );
  expect(added.stdout).toContain("1 added, 0 removed; done.\n");
  expect(container.fs.stat("/etc/ssl/certs/ca-certificates.crt").size).toBe(size + "certificate\n".length);
  const removed = await container.run("rm /usr/local/share/ca-certificates/own.crt; update-ca-certificates");
  expect(removed.stdout).toContain("0 added, 1 removed; done.\n");
  expect(container.fs.stat("/etc/ssl/certs/ca-certificates.crt").size).toBe(size);
});

test("a run that was killed leaves packages unpacked, and the next one goes on", async () => {
  const container = await updated();
  const kill = new AbortController();
  const killed = await container.run("apt-get install -y nodejs", {
    signal: kill.signal,
    heard(text) {
      if (text.startsWith("Unpacking libnode72")) kill.abort();
    },
  });
  expect(killed.code).toBe(137);
  await expect
    .poll(() => container.text("/var/lib/dpkg/status"))
    .toContain("Package: libnode72\nStatus: install ok unpacked\n");
  expect(container.text("/var/lib/dpkg/status")).not.toContain("Package: nodejs\n");
  expect((await container.run("apt-get install -y nodejs")).code).toBe(0);
  expect(container.text("/var/lib/dpkg/status")).not.toContain("install ok unpacked");
});

test("the books are the container's files: without the status file nothing is installed", async () => {
  const container = await updated();
  await container.run("apt-get install -y libuv1 && rm /var/lib/dpkg/status");
  expect((await container.run("dpkg -l")).stdout).toBe("");
  await container.run("cp /var/lib/dpkg/status-old /var/lib/dpkg/status");
  expect((await container.run("dpkg -s bash")).code).toBe(0);
  expect((await container.run("dpkg -s libuv1")).code).toBe(1);
});
