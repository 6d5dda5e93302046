import { describe, expect, test } from "vitest";
import { parseCommandLine } from "../../src/programs/python/command-line.js";
import { createPython } from "../../src/programs/python/program.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { pythonRuntime, withPython } from "./python-support.js";
import { ENV, encode, run } from "./support.js";

const python = (code: string, options: Parameters<typeof run>[3] = {}, fs = withPython()) =>
  run(pythonRuntime(), fs, ["python3", "-c", code], options);

describe("what Python sees of its container", () => {
  test("the credentials of its process, and what they allow", async () => {
    const fs = withPython();
    fs.writeFile("/root/secret", encode("s"));
    fs.writeFile("/etc/shadow", encode("x"));
    fs.chmod("/etc/shadow", 0o640);
    const ann = fs.as({ uid: 1000, gid: 1000, groups: [50], umask: 0o027 });
    const result = await run(
      pythonRuntime(),
      ann,
      [
        "python3",
        "-c",
        `import os
def attempt(f, *a):
    try:
        f(*a)
        print('ok')
    except OSError as error:
        print(error)
print(os.getuid(), os.getgid(), os.getgroups())
attempt(open, '/etc/shadow')
attempt(open, '/root/secret')
attempt(open, '/etc/passwd', 'a')
attempt(os.mkdir, '/opt')
open('/tmp/mine', 'w').write('x')
os.mkdir('/tmp/dir')`,
      ],
      { env: { ...ENV, HOME: "/home/ann" } },
    );
    expect(result).toEqual({
      stderr: "",
      exitCode: 0,
      stdout: `1000 1000 [50]
[Errno 13] Permission denied: '/etc/shadow'
[Errno 13] Permission denied: '/root/secret'
[Errno 13] Permission denied: '/etc/passwd'
[Errno 13] Permission denied: '/opt'
`,
    });
    expect(fs.stat("/tmp/mine")).toMatchObject({ uid: 1000, mode: 0o640 });
    expect(fs.stat("/tmp/dir")).toMatchObject({ uid: 1000, mode: 0o750 });
  });

  test("nothing of the machine underneath", async () => {
    const result = await python(
      "import os, sys\nprint(sorted(os.environ), os.uname().nodename, os.path.exists('/work'), os.path.exists('/proc/self'), sys.executable, sys.prefix)",
    );
    expect(result.stdout).toBe(
      "['HOME', 'HOSTNAME', 'PATH'] d8c5ca119fcd False False /usr/bin/python3 /usr\n",
    );
  });

  test("the version its file names, wherever that lies", async () => {
    const fs = withPython();
    const copy = await run(pythonRuntime(), fs, [
      "bash",
      "-c",
      "cp /usr/bin/python3 /usr/bin/snake; snake -V",
    ]);
    expect(copy.stdout).toBe("Python 3.10.12\n");
  });

  test("no network, said clearly", async () => {
    const result = await python("import urllib.request\nurllib.request.urlopen('http://example.com')");
    expect(result.exitCode).toBe(1);
    expect(result.stderr.trimEnd().split("\n").at(-1)).toBe(
      "urllib.error.URLError: <urlopen error [Errno -3] Temporary failure in name resolution>",
    );
    const server = await run(pythonRuntime(), withPython(), ["python3", "-m", "http.server"]);
    expect(server).toMatchObject({ exitCode: 1, stdout: "" });
    expect(server.stderr).toContain("containers of this engine have no network");
  });

  test("tracebacks name its library where the container has it", async () => {
    const result = await python("import json\njson.loads('{')");
    expect(result.stderr).toContain('  File "/usr/lib/python3.10/json/decoder.py", line ');
  });
});

test("without its library it dies as CPython does", async () => {
  const fs = withPython();
  fs.remove("/usr/lib/python3.10", { recursive: true });
  const result = await python("print(1)", {}, fs);
  expect(result).toMatchObject({ exitCode: 1, stdout: "" });
  expect(result.stderr).toContain("ModuleNotFoundError: No module named 'encodings'\n");
});

describe("limits", () => {
  test("memory", async () => {
    const runtime = createRuntime({ programs: [createPython({ memory: 64 << 20 })] });
    const result = await run(runtime, withPython(), ["python3", "-c", "x = 'a' * (80 << 20)"]);
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain("MemoryError");
  });

  test("computing without end", async () => {
    const runtime = createRuntime({ programs: [createPython({ milliseconds: 300 })] });
    const result = await run(runtime, withPython(), ["python3", "-c", "while True: pass"]);
    expect(result.exitCode).toBe(137);
    expect(result.stderr).toContain("without a system call or a sleep and was ended");
  });

  test("sleeping is not computing", async () => {
    const runtime = createRuntime({ programs: [createPython({ milliseconds: 300 })] });
    const result = await run(runtime, withPython(), [
      "python3",
      "-c",
      "import time; time.sleep(0.8); print('awake')",
    ]);
    expect(result).toEqual({ stdout: "awake\n", stderr: "", exitCode: 0 });
  });

  test("a killed one ends at once, and other programs run while it does not", async () => {
    const killer = new AbortController();
    const runtime = pythonRuntime();
    const fs = withPython();
    let started: (() => void) | undefined;
    const start = new Promise<void>((resolve) => {
      started = resolve;
    });
    const running = run(runtime, fs, ["python3", "-u", "-c", "print('here')\nwhile True: pass"], {
      signal: killer.signal,
      onOutput: (text) => (text.includes("\n") ? started?.() : undefined),
    });
    await start;
    expect((await run(runtime, fs, ["echo", "meanwhile"])).stdout).toBe("meanwhile\n");
    killer.abort();
    expect(await running).toMatchObject({ exitCode: 137, stdout: "here\n" });
  });

  test("recursion", async () => {
    const result = await python("def f(n):\n    return f(n + 1)\nf(0)");
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain("RecursionError: maximum recursion depth exceeded");
  });
});

test("a file of many megabytes goes through", async () => {
  const fs = withPython();
  const result = await python(
    "import hashlib\nwith open('/big', 'wb') as f:\n    for i in range(12):\n        f.write(bytes([i]) * (1 << 20))\nprint(hashlib.sha256(open('/big', 'rb').read()).hexdigest())",
    {},
    fs,
  );
  const sum = await run(pythonRuntime(), fs, ["sha256sum", "/big"]);
  expect(fs.stat("/big").size).toBe(12 << 20);
  expect(sum.stdout).toBe(`${result.stdout.trim()}  /big\n`);
});

test.each([
  ["-c print(1) a -c", { mode: "code", name: "print(1)", args: ["a", "-c"] }],
  ["-um pip install x", { mode: "module", name: "pip", args: ["install", "x"], options: ["-u"] }],
  [
    "-Wignore -X dev -BO app.py -v",
    { mode: "script", name: "app.py", args: ["-v"], options: ["-W", "ignore", "-X", "dev", "-B", "-O"] },
  ],
  ["-I -", { mode: "stdin", name: "-", isolated: true, options: ["-P", "-s"] }],
  ["-VV", { mode: "version", verboseVersion: true }],
  ["-- -odd.py", { mode: "script", name: "-odd.py" }],
  ["-W", { mode: "bad" }],
  ["--nonsense", { mode: "bad" }],
])("python3 %s", (line, expected) => {
  expect(parseCommandLine(line.split(" "))).toMatchObject(expected);
});
