import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { canonical } from "../../../src/packages/pip/requirement.js";
import { compareVersions, matches } from "../../../src/packages/pip/version.js";
import { builtinIndex } from "../../../src/packages/pip/wheel-index.js";
import type { FileSystem } from "../../../src/vfs/filesystem.js";
import { pythonRuntime, withPython } from "../../programs/python-support.js";
import { ENV, run } from "../../programs/support.js";

const SITE = "/usr/local/lib/python3.10/dist-packages";
const text = (fs: FileSystem, path: string) => new TextDecoder().decode(fs.readFile(path));

async function installed(line: string, fs = withPython()): Promise<FileSystem> {
  const result = await run(pythonRuntime(), fs, line.split(" "));
  expect(result).toMatchObject({ exitCode: 0 });
  return fs;
}

describe("what pip leaves behind", () => {
  test("files of the sizes the real wheels' have, under the real names", async () => {
    const fs = await installed("pip install --no-cache-dir requests==2.28.1");
    expect(fs.stat(`${SITE}/requests/models.py`).size).toBe(35222);
    expect(fs.stat(`${SITE}/certifi/cacert.pem`).size).toBe(292541);
    expect(fs.stat(`${SITE}/requests/__pycache__/models.cpython-310.pyc`).size).toBeGreaterThan(10_000);
    expect(fs.stat(`${SITE}/requests-2.28.1.dist-info/METADATA`).size).toBe(4641);
  });

  test.each(
    [...builtinIndex().values()].flat().map((wheel) => [`${wheel.name}==${wheel.version}`, wheel] as const),
  )("no module of ours in %s is larger than the real one", async (name, wheel) => {
    const fs = await installed(`pip install --no-cache-dir --no-deps ${name}`);
    for (const file of wheel.files)
      expect([file.path, fs.stat(`${SITE}/${file.path}`).size]).toEqual([file.path, file.size]);
  });

  test("a RECORD whose digests are those of the files", async () => {
    const fs = await installed("pip install flask==3.0.3");
    const lines = text(fs, `${SITE}/flask-3.0.3.dist-info/RECORD`).trim().split("\n");
    const hashed = lines.filter((line) => line.includes("sha256="));
    expect(hashed.length).toBeGreaterThan(20);
    for (const line of hashed) {
      const [, path = "", digest = "", size = ""] = /^(.*),sha256=(.*),(\d+)$/.exec(line) ?? [];
      const file = path.startsWith("../../../") ? `/usr/local/${path.slice(9)}` : `${SITE}/${path}`;
      const data = fs.readFile(file);
      expect([path, createHash("sha256").update(data).digest("base64url"), data.length]).toEqual([
        path,
        digest,
        Number(size),
      ]);
    }
    expect(text(fs, `${SITE}/flask-3.0.3.dist-info/INSTALLER`)).toBe("pip\n");
    expect(fs.stat("/usr/local/bin/flask").mode).toBe(0o755);
  });

  test("a cache in the home directory, unless told not to", async () => {
    const kept = await installed("pip install click==8.1.7");
    const again = await run(pythonRuntime(), kept, ["pip", "install", "--force-reinstall", "click==8.1.7"]);
    expect(again.stdout).toContain("  Using cached click-8.1.7-py3-none-any.whl (97 kB)\n");
    expect(kept.readdir("/root/.cache/pip").map(({ name }) => name)).toEqual(["http"]);
    const none = await installed("pip install --no-cache-dir click==8.1.7");
    expect(none.lstatIfExists("/root/.cache")).toBeUndefined();
  });

  test("nothing, after it is uninstalled", async () => {
    const fs = await installed("pip install --no-cache-dir flask==3.0.3");
    for (const name of ["flask", "werkzeug", "jinja2", "markupsafe", "itsdangerous", "click", "blinker"])
      await installed(`pip uninstall -y ${name}`, fs);
    expect(fs.readdir(SITE)).toEqual([]);
    expect(fs.lstatIfExists("/usr/local/bin/flask")).toBeUndefined();
  });
});

describe("installed packages are imported", () => {
  test("requests: the true version, and no network", async () => {
    const fs = await installed("pip install requests==2.28.1");
    const result = await run(pythonRuntime(), fs, [
      "python3",
      "-c",
      "import requests, importlib.metadata as m\nprint(requests.__version__, m.version('urllib3'))\ntry:\n    requests.get('https://example.com')\nexcept requests.exceptions.ConnectionError as error:\n    print(error)",
    ]);
    expect(result).toEqual({
      stdout:
        "2.28.1 1.26.18\nFailed to resolve 'example.com': layerlab: containers here have no network (GET https://example.com)\n",
      stderr: "",
      exitCode: 0,
    });
  });

  test("every package has its version", async () => {
    const fs = await installed("pip install flask==2.3.3 requests==2.31.0");
    const modules =
      "flask requests werkzeug jinja2 markupsafe itsdangerous click blinker urllib3 idna charset_normalizer";
    const result = await run(pythonRuntime(), fs, [
      "python3",
      "-c",
      `import importlib, importlib.metadata as m\nfor n in ${JSON.stringify(modules.split(" "))}:\n    assert importlib.import_module(n).__version__ == m.version(n), n\nprint('ok')`,
    ]);
    expect(result).toEqual({ stdout: "ok\n", stderr: "", exitCode: 0 });
  });

  test("a user who may not write to the system installs at home", async () => {
    const fs = withPython();
    fs.mkdir("/home/ann");
    fs.chown("/home/ann", 1000, 1000);
    const ann = fs.as({ uid: 1000, gid: 1000, groups: [], umask: 0o022 });
    const env = { ...ENV, HOME: "/home/ann" };
    const done = await run(pythonRuntime(), ann, ["pip", "install", "click==8.1.7"], { env });
    expect(done.stderr).toBe("");
    expect(done.stdout).toContain(
      "Defaulting to user installation because normal site-packages is not writeable\n",
    );
    const shown = await run(
      pythonRuntime(),
      ann,
      ["python3", "-c", "import click, os; print(click.__file__, os.getuid())"],
      {
        env,
      },
    );
    expect(shown.stdout).toBe("/home/ann/.local/lib/python3.10/site-packages/click/__init__.py 1000\n");
  });
});

test("python3 -m pip is pip, and is missing without its package", async () => {
  const fs = withPython();
  const asked = ["python3", "-m", "pip", "--version"];
  expect((await run(pythonRuntime(), fs, asked)).stdout).toBe(
    "pip 22.0.2 from /usr/lib/python3/dist-packages/pip (python 3.10)\n",
  );
  fs.remove("/usr/lib/python3/dist-packages/pip", { recursive: true });
  expect(await run(pythonRuntime(), fs, asked)).toEqual({
    stdout: "",
    stderr: "/usr/bin/python3: No module named pip\n",
    exitCode: 1,
  });
});

test.each([
  [["install", "-k", "flask"], "no such option: -k"],
  [["install", "-Uqk"], "no such option: -k"],
  [["install", "--nosuch=1"], "no such option: --nosuch"],
  [["install", "-r"], "-r option requires 1 argument"],
  [["install", "--proxy"], "--proxy option requires 1 argument"],
  [["list", "-y"], "no such option: -y"],
])("pip %s is refused as pip does", async (words, message) => {
  const { stderr, exitCode } = await run(pythonRuntime(), withPython(), ["pip", ...words]);
  expect([stderr.trimEnd().split("\n").at(-1), exitCode]).toEqual([message, 2]);
});

test.each([
  ["2.28.1", ">=", "2.28", true],
  ["2.28.1", "==", "2.28.*", true],
  ["2.29", "~=", "2.28.0", false],
  ["2.29", "~=", "2.28", true],
  ["3.0rc1", "<", "3.0", false],
  ["1.0.post1", ">", "1.0", false],
  ["1.0", "==", "1.0.0", true],
] as const)("%s %s %s is %s", (version, operator, wanted, fits) => {
  expect(matches(version, { operator, version: wanted })).toBe(fits);
});

test("the index is sound: newest first, and every dependency can be met", () => {
  for (const wheels of builtinIndex().values()) {
    const versions = wheels.map(({ version }) => version);
    expect(versions).toEqual([...versions].sort((a, b) => compareVersions(b, a)));
    for (const { dependencies } of wheels)
      for (const { name, specifiers } of dependencies)
        expect(
          builtinIndex()
            .get(canonical(name))
            ?.some(({ version }) => specifiers.every((each) => matches(version, each))),
          name,
        ).toBe(true);
  }
});
