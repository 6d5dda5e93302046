import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { machineFiles } from "../../src/cli/disk/machine.js";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { asDocker26 } from "../differential/docker-20.js";
import { Normaliser } from "../differential/normalise.js";
import { fixturePath } from "../fixtures.js";
import { NOW } from "./engine.js";
import { recordingIO } from "./recording-io.js";
import { wordsOf } from "./words.js";

interface Recorded {
  readonly line: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

const CHAPTERS: Readonly<Record<string, readonly Recorded[]>> = JSON.parse(
  readFileSync(fixturePath("docker-engine/recorded.json"), "utf8"),
);

describe("what a real engine was told, and what it said", () => {
  let engine: EmbeddedEngine;
  let seconds = NOW;
  const theirs = new Normaliser("/nowhere");
  const ours = new Normaliser("/nowhere");
  beforeAll(() => {
    engine = new EmbeddedEngine({
      ...{ runtime: createRuntime(), binds: machineFiles().binds(), clock: () => seconds },
    });
  });

  test.each(Object.entries(CHAPTERS))("%s", async (_, steps) => {
    const said: { readonly real: string; readonly ours: string }[] = [];
    for (const step of steps)
      said.push({
        real: asDocker26("20.10", shown(theirs, step)),
        ours: shown(ours, { line: step.line, ...(await run(step.line)) }),
      });
    expect(said.map((one) => one.ours)).toEqual(said.map((one) => one.real));
  });

  async function run(line: string): Promise<Omit<Recorded, "line">> {
    const { io, stdout, stderr } = recordingIO();
    const files = machineFiles(fixturePath("docker-ops"));
    // The client asks for events up to the last whole second.
    seconds += 1;
    const now = (): Date => new Date(seconds * 1000);
    const exitCode = await runCommandLine(wordsOf(line).slice(1), { engine, now, io: { ...io, files } });
    return { stdout: stdout(), stderr: stderr(), exitCode };
  }
});

/** What each side says of itself: options that change nothing here, and what the recording machine's kernel lacked. */
const NOTES = /^(?:layerlab: |WARNING: |IPv4 forwarding is disabled)[^\n]*\n/gm;

function shown(normaliser: Normaliser, { line, stdout, stderr, exitCode }: Recorded): string {
  const text = normaliser.text(stdout.includes("\0") ? "<archive>" : stdout.replace(NOTES, ""));
  const lines = text
    .replace(/"execDuration":"\d+",|execDuration=\d+, |"time(?:Nano)?":\d+/g, "")
    .split("\n")
    .filter((each, at, all) => !isRepeated(each, all.slice(0, at)));
  // Docker walks a map of mounts.
  const printed = line.includes("range .Mounts") ? lines.sort() : lines;
  return `$ ${line}\n${printed.join("\n")}\n[stderr]\n${normaliser.text(stderr.replace(NOTES, ""))}\n[exit ${exitCode}]`;
}

/** Docker 20.10 tells of a volume's creation whenever one is asked for, later ones only when it is made. */
function isRepeated(line: string, before: readonly string[]): boolean {
  return /^volume create|"Type":"volume","Action":"create"/.test(line) && before.includes(line);
}
