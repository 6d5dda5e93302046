import { describe, expect, test } from "vitest";
import { fixtureText } from "../fixtures.js";
import { pythonRuntime, withPython } from "./python-support.js";
import { encode, run } from "./support.js";

interface Recorded {
  readonly name: string;
  readonly argv: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
  readonly after: Readonly<Record<string, readonly [string, string]>>;
}

const cases: readonly Recorded[] = JSON.parse(fixtureText("python/python-recorded.json"));
const FOLDER = "/tmp/lab-python";

describe("python3 says and does what a real Python 3.10 did", () => {
  test.each(cases.map((recorded) => [recorded.name, recorded] as const))("%s", async (_name, recorded) => {
    const fs = withPython();
    for (const [name, text] of Object.entries(recorded.files ?? {})) {
      const path = `${FOLDER}/${name}`;
      fs.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
      fs.writeFile(path, encode(text));
    }
    fs.mkdir(FOLDER, { recursive: true });
    const result = await run(pythonRuntime(), fs, ["python3", ...recorded.argv], {
      cwd: FOLDER,
      env: { PATH: "/usr/bin:/bin", HOME: "/root", ...recorded.env },
      stdin: recorded.stdin ?? "",
    });
    expect(result).toEqual({
      stdout: recorded.stdout,
      // Where the recorded interpreter lay.
      stderr: recorded.stderr.replaceAll(/\/\S+\/bin\/python3\.10\b/g, "/usr/bin/python3"),
      exitCode: recorded.code,
    });
    const after: Record<string, readonly [string, string]> = {};
    const walk = (folder: string): void => {
      for (const { name, kind } of fs.readdir(folder)) {
        const path = `${folder}/${name}`;
        if (kind === "directory") walk(path);
        else {
          const mode = `0o${fs.stat(path).mode.toString(8)}`;
          after[path.slice(FOLDER.length + 1)] = [mode, new TextDecoder().decode(fs.readFile(path))];
        }
      }
    };
    walk(FOLDER);
    expect(after).toEqual(recorded.after);
  });
});
