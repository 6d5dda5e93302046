import { describe, expect, test } from "vitest";
import { COMMANDS, findCommand } from "../../src/cli/commands/table.js";
import { helpText } from "../../src/cli/help/command-help.js";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import { parseOptions } from "../../src/cli/syntax/parse-options.js";
import type { Engine } from "../../src/engine/engine.js";
import { recordings } from "../display/recorded.js";
import { recordingIO } from "./recording-io.js";

/** A command line that is refused must never get as far as the engine. */
const UNTOUCHABLE = new Proxy({} as Engine, {
  get: (_, name) => {
    throw new Error(`the engine was asked for ${String(name)}`);
  },
});

async function run(argv: readonly string[]): Promise<{ stdout: string; stderr: string; exitCode: number }> {
  const { io, stdout, stderr } = recordingIO();
  const exitCode = await runCommandLine(argv, { engine: UNTOUCHABLE, io });
  return { stdout: stdout(), stderr: stderr(), exitCode };
}

/** Help of a group lists what is there; the client's own slip `SRun` is not copied. */
const OWN_TEXT = new Set(["image", "container"]);

describe("wrong command lines are refused in the client's words", () => {
  for (const { args, stdout, stderr, exitCode } of recordings("parse")) {
    if (OWN_TEXT.has(args.join(" "))) continue;
    test(`docker ${args.join(" ")}`, async () => {
      expect(await run(args)).toEqual({ stdout, stderr: stderr.replace("SRun '", "Run '"), exitCode });
    });
  }
});

/** One option of a help text: its two names, its type, and its words without line breaks. */
function optionsOf(help: string): ReadonlyMap<string, string> {
  const [, text = ""] = help.split("\nOptions:\n");
  const options = new Map<string, string>();
  let current = "";
  for (const line of text.split("\n")) {
    const match = /^ {2}(?:-\w, | {4})(--[\w-]+(?: [\w-]+)?)(?: {2,}(.*))?$/.exec(line);
    if (match?.[1] !== undefined) {
      current = line.slice(0, 6) + match[1];
      options.set(current, match[2] ?? "");
    } else if (current !== "") {
      options.set(current, `${options.get(current)} ${line.trim()}`);
    }
  }
  return new Map([...options].map(([name, words]) => [name, words.replace(/\s+/g, " ").trim()]));
}

describe("help", () => {
  const recorded = recordings("help").filter(({ args }) => args.at(-1) === "--help");
  for (const { args, stdout } of recorded) {
    const path = args.slice(0, -1).join(" ");
    const found = findCommand(args.slice(0, -1));
    if (found === undefined) continue;
    test(`docker ${path}`, async () => {
      const ours = await run(args);
      expect(ours.exitCode).toBe(0);
      const [ourHead = "", theirHead = ""] = [ours.stdout, stdout].map((text) =>
        text.split("\n\nOptions:\n")[0]?.trimEnd(),
      );
      expect(ourHead).toBe(path === "info" ? theirHead.replace(/\n\nAliases:[\s\S]*/, "") : theirHead);
      const theirs = optionsOf(stdout);
      for (const [option, words] of optionsOf(ours.stdout)) {
        if (words.includes("Not an option of Docker's")) continue;
        expect(words, `${option} of docker ${path}`).toBe(
          theirs.get(option)?.replace('"|missing"', '"missing"'),
        );
      }
      // Where we have every option, the whole text is the same.
      const own = optionsOf(ours.stdout);
      if (own.size === theirs.size && [...own.keys()].every((option) => theirs.has(option))) {
        expect(ours.stdout.trimEnd()).toBe(
          path === "info" ? ours.stdout.trimEnd() : stdout.trimEnd().replace('"|missing"', '"missing"'),
        );
      }
    });
  }

  test("knows every option of Docker's: has it, or refuses it by name", () => {
    for (const { args, stdout } of recorded) {
      const found = findCommand(args.slice(0, -1));
      if (found === undefined) continue;
      const known = new Set([
        "help",
        ...found.spec.options.map((option) => option.long),
        ...(found.spec.refused ?? "")
          .split(/\s+/)
          .map((word) => word.replace(/^\w\//, "").replace(/:.*/, "")),
      ]);
      for (const option of optionsOf(stdout).keys()) {
        expect([...known], `docker ${args.join(" ")}`).toContain(/--([\w-]+)/.exec(option)?.[1]);
      }
    }
  });

  test("docker alone, and docker --help, list every command", async () => {
    for (const argv of [[], ["--help"], ["help"]]) {
      const { stdout, exitCode } = await run(argv);
      expect(exitCode).toBe(0);
      for (const spec of COMMANDS) {
        const name = spec.paths.find((path) => !path.includes(" "));
        if (name !== undefined) expect(stdout).toContain(`\n  ${name} `);
      }
    }
  });

  test("a group lists its commands", async () => {
    const { stdout } = await run(["image", "--help"]);
    expect(stdout).toContain(
      "Usage:  docker image COMMAND\n\nManage images\n\nCommands:\n  build       Build an image from a Dockerfile\n  history     Show the history of an image\n",
    );
  });
});

describe("options", () => {
  const spec = COMMANDS.find((command) => command.paths.includes("run"));
  if (spec === undefined) throw new Error("there is a run command");
  const parse = (...words: string[]) => parseOptions(spec, "docker run", words);

  test("of one letter, bundled; the last may have a value", () => {
    const { options, args } = parse("-ti", "-eA=1", "-e", "B=2", "-e=C=3", "ubuntu");
    expect([options.flag("tty"), options.flag("interactive")]).toEqual([true, true]);
    expect(options.list("env")).toEqual(["A=1", "B=2", "C=3"]);
    expect(args).toEqual(["ubuntu"]);
  });

  test("long, with = or a word after", () => {
    expect(parse("--name=x", "ubuntu").options.text("name")).toBe("x");
    expect(parse("--name", "x", "ubuntu").options.text("name")).toBe("x");
    expect(parse("--rm=false", "ubuntu").options.flag("rm")).toBe(false);
  });

  test("after the image belong to the command", () => {
    expect(parse("--rm", "ubuntu", "ls", "-l", "--help").args).toEqual(["ubuntu", "ls", "-l", "--help"]);
    expect(parse("--rm", "ubuntu", "ls", "--help").help).toBe(false);
  });

  test("-- ends them", () => expect(parse("--", "-x").args).toEqual(["-x"]));

  test("that Docker has and we do not are refused by name, with the reason", async () => {
    const { stderr, exitCode } = await run(["run", "-p", "8080:80", "ubuntu"]);
    expect(stderr).toContain("--publish");
    expect(stderr).toContain("no port of this machine");
    expect(exitCode).toBe(125);
  });
});

test("Docker's other commands are not called unknown", async () => {
  const { stderr, exitCode } = await run(["swarm", "init"]);
  expect(stderr).toBe(
    "docker: 'docker swarm' is a command of Docker's that layerlab does not have: a swarm is many machines, and this is one engine; run each service as a container: docker run -d --name NAME IMAGE\n\nRun 'docker --help' for those it has\n",
  );
  expect(exitCode).toBe(1);
});

test("help never repeats a name", () => {
  const paths = COMMANDS.flatMap((spec) => [...spec.paths, ...Object.keys(spec.otherNames ?? {})]);
  expect(new Set(paths).size).toBe(paths.length);
  for (const spec of COMMANDS) expect(helpText(spec, `docker ${spec.paths[0]}`)).toContain(spec.summary);
});
