import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { fixturePath } from "../fixtures.js";
import { BASE, ODD_ARCHIVES } from "./odd-archives.js";
import { type Docker, told } from "./odd-archives-told.js";

const RECORDED: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(join(fixturePath("docker-archives"), "outcomes.json"), "utf8"),
);

describe("an archive is taken or refused as by a real engine, and the same files come out", () => {
  const engine = new EmbeddedEngine({ runtime: createRuntime() });
  const docker: Docker = async (args, stdin = Buffer.alloc(0)) => {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    const exitCode = await runCommandLine(args, {
      engine,
      io: {
        stdout: (chunk) => void stdout.push(Buffer.from(chunk)),
        stderr: (chunk) => void stderr.push(Buffer.from(chunk)),
        readAll: async () => stdin,
        isTTY: false,
        isNotebook: false,
      },
    });
    return { stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString(), exitCode };
  };

  beforeAll(async () => {
    await docker(["import", "-", "base"], BASE);
  });

  test("every archive is recorded", () => {
    expect(Object.keys(RECORDED)).toEqual(Object.keys(ODD_ARCHIVES));
  });

  test.each(Object.entries(ODD_ARCHIVES).map(([name, archive], number) => ({ name, archive, number })))(
    "$name",
    async ({ name, archive, number }) => {
      expect(await told(docker, number, archive)).toEqual(RECORDED[name]);
    },
  );
});
