import { readFileSync } from "node:fs";
import { Volume } from "memfs";
import { beforeAll, describe, expect, test } from "vitest";
import type { HostFiles } from "../../src/cli/disk/host-files.js";
import { memoryFiles } from "../../src/cli/disk/memory.js";
import { run, runConsoleLine, type TestLab, ubuntuLab } from "./engine.js";
import { recordingIO } from "./recording-io.js";

const LINES: readonly { readonly line: string; readonly prints: string }[] = JSON.parse(
  readFileSync(new URL("../fixtures/published-lines/lines.json", import.meta.url), "utf8"),
);

/** One sentence for each option without effect; none is more than a line. */
const NOTE = /^layerlab: [^\n]+\.\n/gm;
/** Docker says these of what it does all the same. */
const WARNING = /^(WARNING: .*|Current context is now "default")\n/gm;

describe("lines that people paste", () => {
  let lab: TestLab;
  let files: HostFiles;
  beforeAll(async () => {
    lab = await ubuntuLab();
    files = memoryFiles(
      Volume.fromJSON({ "app.env": "NAME=from a file\n", "labels.txt": "team=web\n" }, "/work"),
      "/work",
    );
    // Like the services of tutorials it has a command that goes on.
    await run("docker run -dit --name base ubuntu", lab);
    await run('docker commit -c \'CMD ["sleep", "600"]\' base app', lab);
    await run("docker tag ubuntu app2", lab);
    await run("docker rm -f base", lab);
  });

  for (const { line, prints } of LINES)
    test(line, async () => {
      const { io, stdout, stderr } = recordingIO({ isNotebook: true });
      const exitCode = await runConsoleLine(line, { ...lab, io: { ...io, files } });
      const rest = stderr().replace(NOTE, "").replace(WARNING, "");
      expect({ exitCode, stderr: rest }).toEqual({ exitCode: 0, stderr: "" });
      expect(stdout()).toMatch(new RegExp(prints));
    });
});
