import { beforeAll, describe, expect, test } from "vitest";
import { identify } from "../../../src/stand-in/program-file.js";
import { type Result, realLog, UbuntuContainer } from "./container.js";

/** The names below a title of apt's, up to the line that does not go on with them. */
function names(text: string, title: string): string[] {
  const lines = text.split("\n");
  const at = lines.indexOf(title);
  const end = lines.findIndex((line, index) => index > at && !line.startsWith("  "));
  return lines
    .slice(at + 1, end)
    .flatMap((line) => line.trim().split(/\s+/))
    .sort();
}

const NEW = "The following NEW packages will be installed:";

describe("apt-get install -y python3-pip", () => {
  let container: UbuntuContainer;
  let result: Result;

  beforeAll(async () => {
    container = new UbuntuContainer();
    await container.run("apt-get update");
    result = await container.run("apt-get install -y python3-pip");
  });

  test("brings the 131 packages a real container got", () => {
    const real = realLog("install-python3-pip-2023").join("\n");
    expect(names(result.stdout, NEW)).toEqual(names(`${real}\n`, NEW));
  });

  test("says how much it fetches and needs, as the real one did", () => {
    expect(result.code).toBe(0);
    expect(result.stdout).toContain("\nNeed to get 98.0 MB of archives.\n");
    expect(result.stdout).toContain(
      "\nAfter this operation, 341 MB of additional disk space will be used.\n",
    );
    expect(result.stdout).toContain(
      "Setting up python3 (3.10.6-1~22.04) ...\nrunning python rtupdate hooks for python3.10...\n",
    );
  });

  test("installs an interpreter and pip", () => {
    const { fs } = container;
    expect(fs.realpath("/usr/bin/python3")).toBe("/usr/bin/python3.10");
    expect(identify(fs.open("/usr/bin/python3"))).toMatchObject({ kind: "program", note: "3.10.12" });
    expect(identify(fs.open("/usr/bin/pip"))).toMatchObject({ kind: "program", note: "22.0.2" });
    expect(container.exists("/usr/lib/python3.10/json/decoder.py")).toBe(true);
  });

  test("which run", async () => {
    const run = await container.run(`python3 --version; pip --version; python3 -c 'print(6 * 7)'`);
    expect(run).toMatchObject({
      code: 0,
      stderr: "",
      stdout: "Python 3.10.12\npip 22.0.2 from /usr/lib/python3/dist-packages/pip (python 3.10)\n42\n",
    });
  });

  test("and do not when the interpreter is gone", async () => {
    const run = await container.run("rm /usr/bin/python3.10; python3 --version; pip --version");
    expect(run.stdout).toBe("");
    expect(run.code).toBe(126);
    expect(run.stderr).toBe(
      "bash: line 1: python3: command not found\npip: /usr/bin/python3: bad interpreter: No such file or directory\n",
    );
  });
});

test("without recommended packages there are far fewer", async () => {
  const container = new UbuntuContainer();
  await container.run("apt-get update");
  const result = await container.run("apt-get install -y --no-install-recommends python3-pip");
  expect(result.code).toBe(0);
  const installed = names(result.stdout, NEW);
  expect(installed).toContain("python3-pip");
  expect(installed).not.toContain("build-essential");
  expect(installed.length).toBeLessThan(30);
  expect((await container.run("python3 -c 'import sys; print(sys.version_info[:3])'")).stdout).toBe(
    "(3, 10, 12)\n",
  );
});

test("python-is-python3 makes python a name for python3", async () => {
  const container = new UbuntuContainer();
  await container.run("apt-get update && apt-get install -y --no-install-recommends python-is-python3");
  expect((await container.run("echo 'print(6 * 7)' > app.py; python app.py")).stdout).toBe("42\n");
});

test.each([
  ["curl", ["curl", "libcurl4", "libssh-4", "librtmp1", "publicsuffix"], "curl 7.81.0 ("],
  ["wget", ["libpsl5", "publicsuffix", "wget"], "GNU Wget 1.21.2 built on linux-gnu.\n"],
])("apt-get install -y %s", async (name, wanted, version) => {
  const container = new UbuntuContainer();
  await container.run("apt-get update");
  const result = await container.run(`apt-get install -y ${name}`);
  expect(result.code).toBe(0);
  expect(names(result.stdout, NEW)).toEqual(expect.arrayContaining(wanted));
  const shown = await container.run(`${name} --version`);
  expect(shown.code).toBe(0);
  expect(shown.stdout.startsWith(version)).toBe(true);
});
