import { execFileSync } from "node:child_process";
import { beforeAll, describe, expect, test } from "vitest";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import { run, type TestLab, ubuntuLab } from "./engine.js";
import { recordingIO } from "./recording-io.js";

let lab: TestLab;
beforeAll(async () => {
  lab = await ubuntuLab();
  await run("docker create --name my-box ubuntu", lab);
  await run("docker tag ubuntu mine:2", lab);
});

async function complete(...words: readonly string[]): Promise<readonly string[]> {
  const { io, stdout } = recordingIO();
  expect(await runCommandLine(["__complete", ...words], { ...lab, io })).toBe(0);
  return stdout()
    .split("\n")
    .filter((line) => line !== "");
}

describe("what a word may become", () => {
  test("commands, groups, and the commands of a group", async () => {
    expect(await complete("re")).toEqual(["rename", "restart"]);
    expect(await complete("le")).toEqual(["lesson"]);
    expect(await complete("sys")).toEqual(["system"]);
    expect(await complete("system", "")).toEqual(["df", "events", "info", "prune"]);
    expect(await complete("completion", "")).toEqual(["bash", "zsh"]);
  });

  test("options, long and short", async () => {
    expect(await complete("rm", "--f")).toEqual(["--force"]);
    expect(await complete("rm", "-")).toContain("-f");
  });

  test("containers where a container is wanted, images where an image is", async () => {
    expect(await complete("rm", "-f", "my")).toEqual(["my-box"]);
    expect(await complete("history", "")).toEqual(["mine:2", "ubuntu", "ubuntu:latest"]);
    expect(await complete("inspect", "m")).toEqual(["mine:2", "my-box"]);
    expect(await complete("cp", "")).toEqual(["my-box:"]);
  });

  test("nothing for a value, for a container's own command, or for what is unknown", async () => {
    expect(await complete("run", "--name", "")).toEqual([]);
    const pulled = ["ubuntu", "ubuntu:latest"];
    const builtin = ["ubuntu:22.04", "ubuntu:24.04", "ubuntu:jammy", "ubuntu:noble"];
    expect(await complete("run", "-it", "ub")).toEqual([...pulled, ...builtin].sort());
    expect(await complete("history", "ub")).toEqual(pulled);
    expect(await complete("run", "-it", "ubuntu", "")).toEqual([]);
    expect(await complete("nosuch", "")).toEqual([]);
  });
});

test("bash, asked with the script: what follows a colon is what is left to write", async () => {
  const { stdout } = await run("docker completion bash", lab);
  const asked = (line: string, answer: string): string =>
    execFileSync("bash", ["--norc"], {
      input: `${stdout}
layerlab() { printf '%s\\n' "$*" >&2; printf '%s\\n' ${answer}; }
compopt() { :; }
COMP_LINE='${line}' COMP_POINT=${line.length}
COMP_WORDBREAKS=' :'
_layerlab
printf '[%s]' "\${COMPREPLY[@]}"`,
      encoding: "utf8",
      stdio: ["pipe", "pipe", "pipe"],
    });
  expect(asked("layerlab rm my", "my-box")).toBe("[my-box]");
  expect(asked("layerlab history ubuntu:la", "ubuntu:latest")).toBe("[latest]");
});

test("a shell that has no script is named", async () => {
  expect(await run("docker completion fish", lab)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("bash, zsh"),
  });
});
