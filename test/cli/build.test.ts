import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { machineFiles } from "../../src/cli/disk/machine.js";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import type { MimeBundle } from "../../src/display/displayable.js";
import { createLab } from "../../src/lab/lab.js";
import { wordsOf } from "./words.js";

const DOCKERFILE =
  'FROM ubuntu\nWORKDIR /app\nCOPY app.sh .\nRUN sh app.sh > out.txt\nCMD ["cat", "out.txt"]\n';

function folder(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), "layerlab-build-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(directory, name, ".."), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

/** A terminal in a folder; with `live`, a notebook. */
async function terminal(directory: string, live?: (bundle: MimeBundle) => void) {
  const lab = await createLab();
  return async (line: string, stdin = "") => {
    let stdout = "";
    let stderr = "";
    const decode = (chunk: string | Uint8Array) =>
      typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk);
    const exitCode = await runCommandLine(wordsOf(line).slice(1), {
      engine: lab.engine,
      io: {
        stdout: (chunk) => {
          stdout += decode(chunk);
        },
        stderr: (chunk) => {
          stderr += decode(chunk);
        },
        files: machineFiles(directory),
        readAll: async () => new TextEncoder().encode(stdin),
        ...(live === undefined ? {} : { live: () => live, display: live }),
        isTTY: false,
        isNotebook: live !== undefined,
      },
    });
    return { stdout, stderr, exitCode };
  };
}

/** Times and ids are of each build. */
const settled = (text: string) =>
  text
    .replace(/\b\d+\.\d+s\b/g, "0.0s")
    .replace(/sha256:[0-9a-f]{64}/g, "sha256:ID")
    .replace(/^(#\d+) \d\.\d{3} /gm, "$1 0.000 ");

describe("docker build", () => {
  test("BuildKit's plain log; the second time everything is CACHED; the image runs", async () => {
    const docker = await terminal(folder({ Dockerfile: DOCKERFILE, "app.sh": "echo hello\n" }));
    const first = await docker("docker build -t myapp .");
    expect(first.exitCode).toBe(0);
    expect(first.stdout).toBe("");
    expect(settled(first.stderr)).toBe(`#0 building with "default" instance using docker driver

#1 [internal] load build definition from Dockerfile
#1 transferring dockerfile: ${DOCKERFILE.length}B done
#1 DONE 0.0s

#2 [internal] load metadata for docker.io/library/ubuntu:latest
#2 DONE 0.0s

#3 [internal] load .dockerignore
#3 transferring context: 2B done
#3 DONE 0.0s

#4 [1/4] FROM docker.io/library/ubuntu:latest
#4 CACHED

#5 [2/4] WORKDIR /app
#5 DONE 0.0s

#6 [3/4] COPY app.sh .
#6 DONE 0.0s

#7 [4/4] RUN sh app.sh > out.txt
#7 DONE 0.0s

#8 exporting to image
#8 exporting layers done
#8 writing image sha256:ID done
#8 naming to docker.io/library/myapp:latest done
#8 DONE 0.0s
`);
    const second = await docker("docker build -t myapp .");
    expect(second.stderr.match(/^#\d+ CACHED$/gm)).toHaveLength(4);
    expect(await docker("docker run --rm myapp")).toEqual({ stdout: "hello\n", stderr: "", exitCode: 0 });
  });

  test("--explain says why, as text and as JSON", async () => {
    const directory = folder({ Dockerfile: DOCKERFILE, "app.sh": "echo hello\n" });
    const docker = await terminal(directory);
    await docker("docker build -q -t myapp .");
    writeFileSync(join(directory, "app.sh"), "echo changed\n");
    const { stdout } = await docker("docker build --explain -t myapp .");
    expect(stdout).toMatch(/\[3\/4\] COPY app\.sh \. +built .* \/app\.sh: its content changed/);
    expect(stdout).toMatch(
      /\[4\/4\] RUN .* +built .* it stands on \[3\/4\] COPY app\.sh \., which was rebuilt/,
    );
    expect(stdout).toContain("Because of [3/4] COPY app.sh .: 2 steps built");
    const json = await docker("docker build --explain --json -t myapp .");
    expect(JSON.parse(json.stdout)).toMatchObject({
      steps: [{ hit: true }, { hit: true }, { hit: true }],
      roots: [],
    });
  });

  test("--progress rawjson: BuildKit's own form, line by line", async () => {
    const docker = await terminal(folder({ Dockerfile: "FROM ubuntu\nRUN echo hi; exit 3\n" }));
    const { stderr, exitCode } = await docker("docker build --progress rawjson .");
    expect(exitCode).toBe(1);
    const lines = stderr.split("\n").filter((line) => line.startsWith("{"));
    const all: readonly Record<string, readonly Record<string, unknown>[]>[] = lines.map((line) =>
      JSON.parse(line),
    );
    const run = all
      .flatMap(({ vertexes = [] }) => vertexes)
      .filter(({ name }) => name === "[2/2] RUN echo hi; exit 3");
    expect(run).toMatchObject([
      { digest: expect.stringMatching(/^sha256:/), started: expect.stringMatching(/Z$/) },
      { completed: expect.stringMatching(/Z$/), error: expect.stringContaining("exit code: 3") },
    ]);
    const [log] = all.flatMap(({ logs = [] }) => logs);
    expect(log).toMatchObject({ vertex: run[0]?.digest, stream: 1, data: btoa("hi\n") });
  });

  test("a failing RUN: what it printed, the failing line with its neighbours, exit 1", async () => {
    const docker = await terminal(folder({ Dockerfile: "FROM ubuntu\nRUN echo before; exit 3\nCMD x\n" }));
    const { stderr, exitCode } = await docker("docker build .");
    expect(exitCode).toBe(1);
    expect(
      settled(stderr),
    ).toContain(`#5 ERROR: process "/bin/sh -c echo before; exit 3" did not complete successfully: exit code: 3
------
 > [2/2] RUN echo before; exit 3:
`);
    expect(stderr).toContain(`Dockerfile:2
--------------------
   1 |     FROM ubuntu
   2 | >>> RUN echo before; exit 3
   3 |     CMD x
   4 |     
--------------------
ERROR: failed to solve: process "/bin/sh -c echo before; exit 3" did not complete successfully: exit code: 3
`);
  });

  test("a Dockerfile from stdin, from elsewhere, and a context from stdin", async () => {
    const docker = await terminal(
      folder({ "other/My.Dockerfile": "FROM ubuntu\nCOPY a.txt /\n", "a.txt": "a\n" }),
    );
    expect((await docker("docker build -q -", "FROM ubuntu\nRUN true\n")).stdout).toMatch(
      /^sha256:[0-9a-f]{64}\n$/,
    );
    expect((await docker("docker build -q -f other/My.Dockerfile .")).exitCode).toBe(0);
    expect((await docker("docker build -q -f - .", "FROM ubuntu\nCOPY a.txt /b\n")).exitCode).toBe(0);
  });

  test.each([
    ["docker build nosuch", 'unable to prepare context: path "nosuch" not found'],
    ["docker build a.txt", "unable to prepare context: a.txt is not a directory"],
    ["docker build .", "failed to read dockerfile: open Dockerfile: no such file or directory"],
    ["docker build -f x .", "failed to read dockerfile: open x: no such file or directory"],
    ["docker build https://example.com/x.git", "is on the network"],
    ["docker build -t UPPER -", "repository name (library/UPPER) must be lowercase"],
    ["docker build --progress=fancy .", "invalid progress mode fancy"],
  ])("%s: what is wrong", async (line, message) => {
    const docker = await terminal(folder({ "a.txt": "a\n" }));
    const { stderr, exitCode } = await docker(line, "FROM ubuntu\n");
    expect(stderr).toContain(message);
    expect(exitCode).not.toBe(0);
  });

  test("in a notebook one display is written again and again, and ends as the table with the log under it", async () => {
    const shown: MimeBundle[] = [];
    const docker = await terminal(
      folder({ Dockerfile: DOCKERFILE, "app.sh": "echo '<b>'\n" }),
      (bundle) => void shown.push(bundle),
    );
    const { stdout, stderr } = await docker("docker build -t myapp .");
    expect(stdout + stderr).toBe("");
    const last = shown.at(-1);
    expect(last?.["text/html"]).toContain("COPY app.sh .");
    expect(last?.["text/html"]).toContain("The build&#39;s log");
    expect(last?.["text/plain"]).toContain("#8 exporting to image");
    expect(last?.["text/plain"]).toMatch(/STEP +RESULT/);
  });
});
