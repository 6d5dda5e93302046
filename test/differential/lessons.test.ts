import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConsoleLines } from "../../kernel/magics/console/lines.js";
import { withoutChance } from "../../src/lesson/compare.js";
import type { CodeCell } from "../../src/lesson/notebook.js";
import { describeWith } from "../components.js";
import { cellText, LESSONS, lessonPath, readLesson } from "../lessons/claims.js";
import { asDocker26 } from "./docker-20.js";
import { type Dockerd, type Outcome, startDockerd } from "./dockerd.js";
import { standInBase } from "./stand-in-base.js";

const WORDS = "the words are the program's, and the stand-in's programs are busybox's";
const NODE = "needs Node.js in the container";
const PYTHON = "needs Python in the container";
const TYPESCRIPT = "shows images that TypeScript cells have built";

interface Scenario {
  /** Cells whose output is not compared, and which are not run: why. */
  readonly excluded: Readonly<Record<string, string>>;
  /** What cells in TypeScript do to images and containers, as the lines that do the same. */
  readonly instead?: Readonly<Record<string, readonly string[]>>;
}

/** Of these lessons every cell with `$` lines is run by real Docker and compared, but for those that are excluded. */
const SCENARIOS: Readonly<Record<string, Scenario>> = {
  "00-welcome": { excluded: { other: WORDS } },
  "01-understanding-image-layers": {
    excluded: {
      "hello-again": NODE,
      "still-works": NODE,
      "run-sample": NODE,
      inspect:
        "the whole of inspect has the machine's architecture and paths; its members are compared elsewhere",
    },
  },
  "02-the-union-view": {
    excluded: {},
    instead: {
      reads: ["docker run -dti --name who-box who", "docker exec who-box sh -c 'echo the container > /who'"],
    },
  },
  "03-the-container-layer-is-not-the-image": {
    excluded: { "install-pip": "prints what apt prints", "with-pip": PYTHON },
    instead: { removed: ["docker rm first"] },
  },
  "04-from-dockerfile-to-layers": { excluded: {} },
  "05-the-build-cache": {
    excluded: {
      "build-1": PYTHON,
      five: PYTHON,
      "run-1": PYTHON,
      meanwhile: PYTHON,
      "build-2": PYTHON,
      "build-3": PYTHON,
      "run-3": PYTHON,
    },
  },
  "06-what-an-image-is": {
    excluded: {},
    instead: { rebuild: ["docker run -dti --name parts-box parts bash"] },
  },
  "07-sharing-and-size": { excluded: { images: TYPESCRIPT, df: TYPESCRIPT, "secret-gone": WORDS } },
};

const WITHOUT: Readonly<Record<string, string>> = {
  "08-pull-and-push": "needs a registry; what push and pull print is compared in test/registry",
  "09-capstone": PYTHON,
};

/** Their log has a test of its own: build.test.ts. */
const BUILDS = /^docker build (?!-q)[^|]*$/;
/** Docker comes to these in no order that means anything: images of one second, a map of changes. */
const UNORDERED = /^docker (images|diff|rmi)\b/;

test("every lesson is compared with real Docker, or says why not; and no exclusion is out of date", () => {
  expect([...Object.keys(SCENARIOS), ...Object.keys(WITHOUT)].sort()).toEqual(LESSONS);
  const stale = Object.entries(SCENARIOS).flatMap(([lesson, { excluded, instead = {} }]) => {
    const ids = new Set(codeCells(lesson).map(({ id }) => id));
    return [...Object.keys(excluded), ...Object.keys(instead)].filter((id) => !ids.has(id));
  });
  expect(stale).toEqual([]);
});

/** What the lessons show is what a learner will see in a terminal of his own. */
describeWith(["dockerd"], "the lessons' docker lines in real Docker", (path) => {
  let dockerd: Dockerd;
  let base: Buffer;
  let directory: string;

  beforeAll(async () => {
    [dockerd, base] = await Promise.all([startDockerd(path("dockerd")), standInBase()]);
    directory = mkdtempSync(join(tmpdir(), "layerlab-lessons-"));
  });
  afterAll(async () => {
    if (directory !== undefined) rmSync(directory, { recursive: true });
    await dockerd?.stop();
  });

  test.each(Object.keys(SCENARIOS))("%s", { timeout: 180_000 }, (lesson) => {
    forgetEverything();
    docker(["load"], base);
    const { excluded, instead = {} } = SCENARIOS[lesson] ?? { excluded: {} };
    // All of it is run before any is judged: one difference must not hide those after it.
    const shown: string[] = [];
    const real: string[] = [];
    for (const cell of codeCells(lesson)) {
      // Lines for a shell, which take away what is not there: each lesson has a Docker that holds nothing else.
      if (cell.id === "fresh-start") continue;
      if (cell.id !== undefined && cell.id in excluded) continue;
      for (const line of instead[cell.id ?? ""] ?? []) dockerd.shell(line, directory);
      const [first = "", ...rest] = cell.source.split("\n");
      if (first.startsWith("$ ")) {
        const lines = readConsoleLines(cell.source.split("\n")).map(({ text }) => text);
        const texts = textsOf(cell, lines);
        for (const [at, line] of lines.entries()) {
          const outcome = dockerd.shell(line, directory);
          const text = texts[at] ?? "";
          if (BUILDS.test(line)) {
            shown.push(`${line}: ${/\[exit \d+\]/.test(text) ? "fails" : "succeeds"}`);
            real.push(`${line}: ${outcome.exitCode === 0 ? "succeeds" : "fails"}`);
            continue;
          }
          shown.push(comparable(line, text));
          real.push(comparable(line, asDocker26(dockerd.version, withoutChance(printed(outcome)))));
        }
      } else if (first.startsWith("%%sh ")) {
        // What its terminal would show is not Docker's.
        for (const line of rest)
          dockerd.shell(`docker exec ${first.slice(5)} sh -c ${quoted(line)}`, directory);
      } else if (first.startsWith("%%writefile ")) {
        const path = join(directory, first.slice(12));
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, `${rest.join("\n")}\n`);
      } else if (first.startsWith("%%dockerfile ")) {
        // The log has a test of its own: build.test.ts.
        const tag = first.replace(/^.*-t /, "");
        const { exitCode, stderr } = build(tag, rest.join("\n"));
        shown.push(`build of ${tag}: ${/\[exit \d+\]/.test(cellText(cell)) ? "fails" : "succeeds"}`);
        real.push(`build of ${tag}: ${exitCode === 0 ? "succeeds" : "fails"}`);
        if (exitCode !== 0 && shown.at(-1) !== real.at(-1)) throw new Error(stderr);
      }
    }
    expect(shown.length).toBeGreaterThan(1);
    expect(shown).toEqual(real);
  });

  function docker(args: readonly string[], stdin?: Buffer): string {
    const { stdout, stderr, exitCode } = dockerd.docker(args, {
      cwd: directory,
      ...(stdin === undefined ? {} : { stdin }),
    });
    if (exitCode !== 0) throw new Error(`docker ${args.join(" ")}: ${stderr}`);
    return stdout.toString();
  }

  function build(tag: string, dockerfile: string): Outcome {
    return dockerd.docker(["build", "--network=none", "-t", tag, "-f", "-", "."], {
      cwd: directory,
      stdin: Buffer.from(dockerfile),
      env: { DOCKER_BUILDKIT: "1" },
    });
  }

  function forgetEverything(): void {
    const containers = docker(["ps", "-aq"]).split("\n").filter(Boolean);
    if (containers.length > 0) docker(["rm", "-f", ...containers]);
    docker(["image", "prune", "-af"]);
    docker(["builder", "prune", "-af"]);
  }
});

function codeCells(lesson: string): CodeCell[] {
  return readLesson(lessonPath(lesson)).cells.filter((cell): cell is CodeCell => cell.cell_type === "code");
}

/** What the lesson shows under each of a cell's lines; the image was there already in real Docker. */
function textsOf(cell: CodeCell, lines: readonly string[]): string[] {
  const text = cellText(cell).replace(/^Unable to find image [\s\S]*?\nStatus: .*\n/m, "");
  if (lines.length === 1) return [text];
  const starts: number[] = [];
  for (const line of lines) starts.push(text.indexOf(`$ ${line}\n`, (starts.at(-1) ?? -1) + 1));
  return lines.map((line, at) =>
    text.slice((starts[at] ?? 0) + `$ ${line}\n`.length, starts[at + 1] ?? text.length),
  );
}

function printed({ stdout, stderr, exitCode }: Outcome): string {
  return `${stdout}${stderr}${exitCode === 0 ? "" : `[exit ${exitCode}]\n`}`;
}

/** Without ids, times and the width of columns. */
function comparable(line: string, text: string): string {
  // The parts of a build's log are numbered, and which of them there are is BuildKit's version's matter.
  const unnumbered = withoutChance(text).replace(/^#\d+ /gm, "#<n> ");
  const lines = unnumbered.trimEnd().split("\n");
  return `$ ${line}\n${(UNORDERED.test(line) ? lines.sort() : lines).join("\n")}`;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
