import { readFileSync } from "node:fs";
import { Volume } from "memfs";
import { beforeAll, describe, expect, test } from "vitest";
import type { HostFiles } from "../../src/cli/disk/host-files.js";
import { memoryFiles } from "../../src/cli/disk/memory.js";
import { mediumWith } from "../engine/filled-medium.js";
import { NOW, run, runConsoleLine, type TestLab, testLab } from "./engine.js";
import { recordingIO } from "./recording-io.js";

interface Row {
  readonly line: string;
  /** A regular expression for stdout. */
  readonly prints: string;
  /** What the line writes to stderr, but for notes and warnings; nothing where it is absent. */
  readonly stderr?: string;
}

function rows<Kind>(name: string): readonly Kind[] {
  return JSON.parse(readFileSync(new URL(`../fixtures/published-lines/${name}`, import.meta.url), "utf8"));
}

/** One sentence for each option without effect; none is more than a line. */
const NOTE = /^layerlab: [^\n]+\.\n/gm;
/** Docker says these of what it does all the same. */
const WARNING = /^(WARNING: .*|Current context is now "default"|the input device is not a TTY.*)\n/gm;
/** What there is of a lesson's folder. */
const FOLDER = {
  "app.env": "NAME=from a file\n",
  "labels.txt": "team=web\n",
  "script.sh": "echo script\n",
};

const DONE = ["lines.json", "files.json", "told.json"];

test("of all lines, 98 in 100 do their work", () => {
  const done = DONE.reduce((count, name) => count + rows(name).length, 0);
  const refused = rows("refused.json").length;
  expect(done + refused).toBeGreaterThanOrEqual(200);
  expect(done / (done + refused)).toBeGreaterThanOrEqual(0.98);
});

describe.each(DONE)("lines that people paste: %s", (name) => {
  let lab: TestLab;
  let files: HostFiles;
  beforeAll(async () => {
    files = memoryFiles(Volume.fromJSON(FOLDER, "/work"), "/work");
    lab = testLab(await mediumWith("ubuntu", NOW), files.binds());
    // Like the services of tutorials it has a command that goes on.
    await run("docker run -dit --name base ubuntu", lab);
    await run('docker commit -c \'CMD ["sleep", "600"]\' base app', lab);
    await run("docker tag ubuntu app2", lab);
    await run("docker rm -f base", lab);
  });

  test.each(rows<Row>(name))("$line", async ({ line, prints, stderr = "" }) => {
    const { io, ...said } = recordingIO({ isNotebook: true });
    const exitCode = await runConsoleLine(line, { ...lab, io: { ...io, files } });
    const rest = said.stderr().replace(NOTE, "").replace(WARNING, "");
    expect({ exitCode, stderr: rest }).toEqual({ exitCode: 0, stderr });
    expect(said.stdout()).toMatch(new RegExp(prints));
  });
});

test.each(rows<{ readonly line: string; readonly says: string }>("refused.json"))(
  "$line is answered in a sentence",
  async ({ line, says }) => {
    const { stdout, stderr, exitCode } = await run(line, testLab());
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 1 });
    expect(stderr).toContain(says);
    expect(stderr.trimEnd().split("\n").length).toBeLessThanOrEqual(3);
  },
);
