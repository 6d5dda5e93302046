import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { transformSync } from "oxc-transform";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConsoleLines } from "../../kernel/magics/console/lines.js";
import { withoutChance } from "../../src/lesson/compare.js";
import type { CodeCell } from "../../src/lesson/notebook.js";
import { describeWith } from "../components.js";
import { cellText, LESSONS, lessonPath, readLesson } from "../lessons/claims.js";
import { oneAtATime } from "../lessons/one-at-a-time.js";
import { asDocker26 } from "./docker-20.js";
import { type Dockerd, type Outcome, startDockerd } from "./dockerd.js";
import { standInBase } from "./stand-in-base.js";

const WORDS = "the words are the program's, and the stand-in's programs are busybox's";
const NODE = "needs Node.js in the container";
const PYTHON = "needs Python in the container";
const APT = "counts what apt has written";
const HUB = "Docker Hub has other releases by now";
const DIRECTORY = "where Docker keeps its directories is a setting of the daemon";
const ARCHIVE = "reads the archive that docker save writes since 25";

interface Scenario {
  /** Cells whose output is not compared, and which are not run: why. */
  readonly excluded: Readonly<Record<string, string>>;
  /** What cells that are not compared, or are in TypeScript, do to images and containers, as lines that do the same. */
  readonly instead?: Readonly<Record<string, readonly string[]>>;
  /** The cell whose code is a registry that the lesson talks to. */
  readonly registry?: string;
}

/** Of these lessons every cell with `$` lines is run by real Docker and compared, but for those that are excluded. */
const SCENARIOS: Readonly<Record<string, Scenario>> = {
  "00-welcome": { excluded: { other: WORDS } },
  "01-understanding-image-layers": { excluded: { diff: APT, "hello-again": NODE, "still-works": NODE } },
  "02-the-union-view": { excluded: { directories: DIRECTORY, "upper-directories": DIRECTORY } },
  "03-the-container-layer-is-not-the-image": {
    excluded: {
      "install-pip": "prints what apt prints",
      "with-pip": PYTHON,
      hundred: `${APT}, and a hundred containers take a minute`,
      "volume-commit": "a notebook also says what is not in the image",
    },
    instead: { "volume-commit": ["docker commit writer diary-copy"] },
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
    excluded: Object.fromEntries(
      [
        ...["save", "verify", "follow-index", "follow-manifest", "follow-config", "hashes", "layer-hashes"],
        ...["compressed", "gzip", "delta", "unpack", "whiteout", "lists"],
        ...["swapped", "swapped-files", "swapped-gone", "commit-lists", "forged-look"],
      ].map((cell) => [cell, ARCHIVE]),
    ),
    instead: {
      save: ["docker save -o parts.tar parts"],
      rebuild: ["docker run -dti --name parts-box parts bash"],
    },
  },
  "07-sharing-and-size": { excluded: { images: APT, df: APT, "secret-gone": WORDS } },
  "08-pull-and-push": {
    excluded: {
      "node-18": HUB,
      "node-18-layers": HUB,
      "node-20": HUB,
      forget: "removes those releases, too",
    },
    instead: {
      forget: [
        "docker rmi localhost:5055/hello localhost:5055/goodbye localhost:5055/node-base ubuntu",
        "docker builder prune --all --force",
      ],
    },
    registry: "registry",
  },
  "09-capstone": {
    excluded: { dump: "ls has columns in a terminal", works: PYTHON, history: APT },
    instead: { dump: ["seq 1000000 1599999 > orders/dump.sql"] },
  },
  "10-ask-the-layers": {
    excluded: {},
    instead: {
      history: [
        "mkdir shop",
        "printf 'apples 3\\npears 4\\n' > shop/prices.txt",
        `cat > shop/Dockerfile <<'END'
FROM ubuntu
RUN mkdir /app && echo "open" > /app/state
COPY prices.txt /app/
RUN cp /app/prices.txt /app/sale.txt && echo "sale" > /app/state
CMD ["cat", "/app/sale.txt"]
END`,
        "docker build -q -t shop shop",
      ],
      tidy: ["docker create --name asked shop"],
    },
  },
};

/** Their log has a test of its own: build.test.ts. */
const BUILDS = /^docker build (?!-q)[^|]*$/;
/** Docker comes to these in no order that means anything: images of one second, a map of changes. */
const UNORDERED = /^docker (images|diff|rmi)\b/;

test("every lesson is compared with real Docker, and no exclusion is out of date", () => {
  expect(Object.keys(SCENARIOS).sort()).toEqual(LESSONS);
  const stale = Object.entries(SCENARIOS).flatMap(([lesson, { excluded, instead = {} }]) => {
    const ids = new Set(codeCells(lesson).map(({ id }) => id));
    return [...Object.keys(excluded), ...Object.keys(instead)].filter((id) => !ids.has(id));
  });
  expect(stale).toEqual([]);
});

/** What the lessons show is what a learner will see in a terminal of his own. */
describeWith(["dockerd", "jq"], "the lessons' docker lines in real Docker", (path) => {
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

  test.each(Object.keys(SCENARIOS))("%s", { timeout: 240_000 }, (lesson) =>
    oneAtATime(lesson, async () => {
      forgetEverything();
      docker(["load"], base);
      const { excluded, instead = {}, registry } = SCENARIOS[lesson] ?? { excluded: {} };
      await using _ = registry === undefined ? undefined : await startRegistry(lesson, registry);
      // All of it is run before any is judged: one difference must not hide those after it.
      const shown: string[] = [];
      const real: string[] = [];
      for (const cell of codeCells(lesson)) {
        // Lines for a shell, which take away what is not there: each lesson has a Docker that holds nothing else.
        if (cell.id === "fresh-start") continue;
        for (const line of instead[cell.id ?? ""] ?? []) succeeds(line);
        if (cell.id !== undefined && cell.id in excluded) continue;
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
          const options = first.slice("%%dockerfile ".length);
          const { exitCode, stderr } = dockerd.shell(
            `docker build ${options} -f - .`,
            directory,
            rest.join("\n"),
          );
          shown.push(`build ${options}: ${/\[exit \d+\]/.test(cellText(cell)) ? "fails" : "succeeds"}`);
          real.push(`build ${options}: ${exitCode === 0 ? "succeeds" : "fails"}`);
          if (exitCode !== 0 && shown.at(-1) !== real.at(-1)) throw new Error(stderr);
        }
      }
      expect(shown.length).toBeGreaterThan(1);
      expect(shown).toEqual(real);
    }),
  );

  function docker(args: readonly string[], stdin?: Buffer): string {
    const { stdout, stderr, exitCode } = dockerd.docker(args, {
      cwd: directory,
      ...(stdin === undefined ? {} : { stdin }),
    });
    if (exitCode !== 0) throw new Error(`docker ${args.join(" ")}: ${stderr}`);
    return stdout.toString();
  }

  function succeeds(line: string): void {
    const { exitCode, stderr } = dockerd.shell(line, directory);
    if (exitCode !== 0) throw new Error(`${line}: ${stderr}`);
  }

  /** The lesson's own registry, in a process of its own: this one waits for its clients. */
  async function startRegistry(lesson: string, id: string): Promise<AsyncDisposable> {
    const source = codeCells(lesson).find((cell) => cell.id === id)?.source ?? "";
    const file = join(directory, "registry.mjs");
    writeFileSync(file, transformSync("registry.ts", source).code);
    const child = spawn(process.execPath, [file], { stdio: ["ignore", "pipe", "inherit"] });
    await Promise.race([
      once(child.stdout, "data"),
      once(child, "exit").then(() => Promise.reject(new Error("the lesson's registry ended"))),
    ]);
    return { [Symbol.asyncDispose]: () => ended(child) };
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

async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, "exit");
  child.kill();
  await exit;
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
  const texts = /^docker (push|pull)\b/.test(line) ? transfer(lines) : lines;
  return `$ ${line}\n${(UNORDERED.test(line) ? texts.sort() : texts).join("\n")}`;
}

/** What a notebook's table says of a layer, and what the last of a terminal's lines about it says. */
const ENDS: readonly (readonly [table: RegExp, line: string])[] = [
  [/ sent$/, "<id>: Pushed"],
  [/ already in the registry$/, "<id>: Layer already exists"],
  [/ received$/, "<id>: Pull complete"],
  [/ already here$/, "<id>: Already exists"],
];

/** A push or a pull with how it ended for each layer, and nothing of the way there. */
function transfer(lines: readonly string[]): string[] {
  const ends = lines.flatMap((line) => {
    const end = line.startsWith("<id> ") ? ENDS.find(([table]) => table.test(line))?.[1] : line;
    return ENDS.some(([, known]) => known === end) ? [end ?? ""] : [];
  });
  // Of an image that is here as a whole, under whatever name, Docker lists no layers, and the table does.
  const layers = ends.every((end) => end.endsWith(": Already exists")) ? [] : ends.sort();
  const others = lines.filter((line) => !/^<id>|^LAYER|^\d+ layers?: /.test(line));
  return [...layers, ...others.map((line) => line.replace(/size: \d+$/, "size: <n>"))];
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
