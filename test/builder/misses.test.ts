import { describe, expect, test } from "vitest";
import { explainBuild } from "../../src/builder/explanation.js";
import { missesText } from "../../src/builder/miss-text.js";
import { createMemoryFileSystem } from "../../src/vfs/memory.js";
import { TestBuilder } from "./context.js";

type Files = Readonly<Record<string, string>>;

function contextOf(files: Files) {
  const fs = createMemoryFileSystem({ now: () => 1 });
  for (const [path, content] of Object.entries(files))
    fs.writeFile(`/${path}`, new TextEncoder().encode(content));
  return fs;
}

interface Request {
  readonly dockerfile: string;
  readonly files?: Files;
  readonly buildArgs?: Record<string, string>;
  readonly tag?: string;
}

async function build(lab: TestBuilder, { dockerfile, files = { a: "a\n", b: "b\n" }, ...options }: Request) {
  const { steps } = await lab.build(dockerfile, contextOf(files), options);
  return steps;
}

/** Each step that missed, and why: `RUN x: the instruction changed`. */
async function reasons(builds: readonly Request[], prune: boolean) {
  const lab = new TestBuilder();
  const [last, ...before] = [...builds].reverse();
  for (const each of before.reverse()) await build(lab, each);
  if (prune) lab.cache.prune();
  const steps = last === undefined ? [] : await build(lab, last);
  return steps.flatMap((step) =>
    step.outcome === "built" ? [`${step.label.replace(/^\[.*?\] /, "")}: ${missesText(step)}`] : [],
  );
}

const from = (...lines: string[]) => `FROM tiny-base\n${lines.join("\n")}\n`;
const heredoc = (line: string, ...body: string[]) => [`${line} <<EOF`, ...body, "EOF"].join("\n");

/** What was built before, what is built now, and what is said of each step that missed. */
const CASES: Readonly<
  Record<string, { builds: readonly Request[]; told: readonly string[]; prune?: boolean }>
> = {
  "the text of RUN <<EOF": {
    builds: [
      { dockerfile: from(heredoc("RUN", "echo one", "echo two > /x")) },
      { dockerfile: from(heredoc("RUN", "echo one", "echo 2 > /x")) },
    ],
    told: [
      'RUN <<EOF (echo one...): the text up to EOF changed: line 2 was "echo two > /x", is "echo 2 > /x"',
    ],
  },
  "the text of RUN cat <<EOF, and SHELL": {
    builds: [
      { dockerfile: from("RUN cat <<EOF > /x", "one", "EOF") },
      { dockerfile: from('SHELL ["/bin/sh", "-ec"]', "RUN cat <<EOF > /x", "two", "EOF") },
    ],
    told: [
      'RUN cat <<EOF > /x: SHELL before it changed from /bin/sh -c to /bin/sh -ec; also the text up to EOF changed: line 1 was "one", is "two"',
    ],
  },
  "a script with an interpreter of its own": {
    builds: [
      { dockerfile: from(heredoc("RUN", "#!/bin/sh", "echo 1 > /x")) },
      { dockerfile: from(heredoc("RUN", "#!/bin/sh", "echo 1 > /x", "echo 2 > /y")) },
    ],
    told: ['RUN <<EOF (#!/bin/sh...): the text up to EOF changed: line 3 was "", is "echo 2 > /y"'],
  },
  "the text of COPY <<EOF": {
    builds: [
      { dockerfile: from(heredoc("COPY", "one").replace("<<EOF", "<<EOF /x")) },
      { dockerfile: from(heredoc("COPY", "two").replace("<<EOF", "<<EOF /x")) },
    ],
    told: ['COPY <<EOF /x: the text up to EOF changed: line 1 was "one", is "two"'],
  },
  "a build argument in the text of COPY <<EOF": {
    builds: ["1", "2"].map((V) => ({
      dockerfile: from("ARG V", "COPY <<EOF /x", "version $V", "EOF"),
      buildArgs: { V },
    })),
    told: ['COPY <<EOF /x: build argument V changed from "1" to "2"'],
  },
  "a variable in the text of COPY <<EOF and the text itself": {
    builds: [
      { dockerfile: from("ENV V=1", "COPY <<EOF /x", "version $V", "EOF") },
      { dockerfile: from("ENV V=2", "COPY <<EOF /x", "Version $V", "EOF") },
    ],
    told: [
      'COPY <<EOF /x: variable V changed from "1" to "2"; also the text up to EOF changed: line 1 was "version $V", is "Version $V"',
    ],
  },
  "WORKDIR before a COPY to a relative path": {
    builds: [
      { dockerfile: from("WORKDIR /one", "COPY a .") },
      { dockerfile: from("WORKDIR /two", "COPY a .") },
    ],
    told: [
      "WORKDIR /two: the instruction changed: was WORKDIR /one",
      "COPY a .: WORKDIR before it changed from /one to /two; also it stands on [2/3] WORKDIR /two, which was rebuilt",
    ],
  },
  "WORKDIR before a relative WORKDIR": {
    builds: [
      { dockerfile: from("WORKDIR /one", "WORKDIR sub") },
      { dockerfile: from("WORKDIR /two", "WORKDIR sub") },
    ],
    told: [
      "WORKDIR /two: the instruction changed: was WORKDIR /one",
      "WORKDIR sub: WORKDIR before it changed from /one to /two; also it stands on [2/3] WORKDIR /two, which was rebuilt",
    ],
  },
  "a build argument in a COPY's target": {
    builds: ["/one", "/two"].map((D) => ({ dockerfile: from("ARG D", "COPY a $D/"), buildArgs: { D } })),
    told: ['COPY a /two/: build argument D changed from "/one" to "/two"'],
  },
  "a variable in a WORKDIR, one of which is not set at first": {
    builds: [{ dockerfile: from("WORKDIR /x/$D") }, { dockerfile: from("ENV D=sub", "WORKDIR /x/$D") }],
    told: ['WORKDIR /x/sub: variable D changed from unset to "sub"'],
  },
  "USER before a WORKDIR": {
    builds: [{ dockerfile: from("WORKDIR /x") }, { dockerfile: from("USER 7", "WORKDIR /x") }],
    told: ["WORKDIR /x: USER before it changed from none to 7"],
  },
  "another tag for each build": {
    builds: [
      { dockerfile: from("RUN echo 1 > /1", "COPY a /"), tag: "app:1" },
      { dockerfile: from("RUN echo 1 > /1", "COPY a /"), tag: "app:2", files: { a: "new\n" } },
    ],
    told: ["COPY a /: /a: its content changed"],
  },
  "another tag, and a registry with a port": {
    builds: [
      { dockerfile: from("RUN echo 1 > /1"), tag: "localhost:5000/app:1" },
      { dockerfile: from("RUN echo 2 > /1"), tag: "localhost:5000/app:2" },
    ],
    told: ["RUN echo 2 > /1: the instruction changed: was RUN echo 1 > /1"],
  },
  "another image with the same step on other steps": {
    builds: [
      { dockerfile: from("RUN echo 1 > /1", "RUN echo 2 > /2"), tag: "one" },
      { dockerfile: from("RUN echo 2 > /2", "RUN echo 3 > /3"), tag: "two" },
    ],
    told: [
      "RUN echo 2 > /2: this step was built here before, but on other steps or with other files",
      "RUN echo 3 > /3: this step was never built here before",
    ],
  },
  "a stage with a new name, and an edit": {
    builds: [
      {
        dockerfile: `FROM tiny-base AS one\nCOPY a /\nRUN echo 1 > /1\nFROM scratch\nCOPY --from=one /1 /\n`,
      },
      {
        dockerfile: `FROM tiny-base AS two\nCOPY a /\nRUN echo 1 > /1\nFROM scratch\nCOPY --from=two /1 /\n`,
        files: { a: "new\n" },
      },
    ],
    told: [
      "COPY a /: /a: its content changed",
      "RUN echo 1 > /1: it stands on [two 2/3] COPY a /, which was rebuilt",
    ],
  },
  "a stage put in front, and an edit": {
    builds: [
      { dockerfile: `FROM tiny-base\nCOPY a /\nRUN echo 1 > /1\n` },
      {
        dockerfile: `FROM tiny-base AS tools\nRUN echo t > /t\nFROM tiny-base\nCOPY a /\nRUN echo 1 > /1\nCOPY --from=tools /t /\n`,
        files: { a: "new\n" },
      },
    ],
    told: [
      "RUN echo t > /t: this step was never built here before",
      "COPY a /: /a: its content changed",
      "RUN echo 1 > /1: it stands on [stage-1 2/4] COPY a /, which was rebuilt",
      "COPY --from=tools /t /: this instruction is new; also it stands on [stage-1 2/4] COPY a /, which was rebuilt",
    ],
  },
  "a stage put in front: what is copied from another one is the same": {
    builds: ["", "FROM tiny-base AS tools\nRUN echo t > /t\n"].map((front) => ({
      dockerfile: `${front}FROM tiny-base AS one\nRUN echo 1 > /1\nFROM tiny-base\nCOPY --from=one /1 /\n${front === "" ? "" : "COPY --from=tools /t /\n"}`,
    })),
    told: [
      "RUN echo t > /t: this step was never built here before",
      "COPY --from=tools /t /: this instruction is new",
    ],
  },
  "everything pruned": {
    builds: [
      { dockerfile: from("RUN echo 1 > /1", "COPY a /", "RUN echo 2 > /2") },
      { dockerfile: from("RUN echo 1 > /1", "COPY a /", "RUN echo 2 > /2") },
    ],
    prune: true,
    told: ["RUN echo 1 > /1", "COPY a /", "RUN echo 2 > /2"].map(
      (line) => `${line}: its result was pruned from the cache`,
    ),
  },
  "everything pruned, and one edit": {
    builds: [
      { dockerfile: from("RUN echo 1 > /1", "COPY a /", "RUN echo 2 > /2") },
      { dockerfile: from("RUN echo 1 > /1", "COPY a /", "RUN echo 2 > /2"), files: { a: "new\n" } },
    ],
    prune: true,
    told: [
      "RUN echo 1 > /1: its result was pruned from the cache",
      "COPY a /: /a: its content changed",
      "RUN echo 2 > /2: it stands on [3/4] COPY a /, which was rebuilt",
    ],
  },
  "two variables": {
    builds: [
      { dockerfile: from("ENV A=1 B=1", "RUN echo 1 > /1") },
      { dockerfile: from("ENV A=2 B=2", "RUN echo 1 > /1") },
    ],
    told: ['RUN echo 1 > /1: variable A changed from "1" to "2"; also variable B changed from "1" to "2"'],
  },
  "a file and --chown": {
    builds: [
      { dockerfile: from("COPY a b /x/") },
      { dockerfile: from("COPY --chown=1:1 a b /x/"), files: { a: "new\n", b: "b\n" } },
    ],
    told: [
      "COPY --chown=1:1 a b /x/: the instruction changed: was COPY a b /x/; also /a: its content changed",
    ],
  },
  "USER, WORKDIR and a build argument": {
    builds: [
      { dockerfile: from("ARG V=1", "RUN echo 1 > /1") },
      { dockerfile: from("ARG V=2", "USER 7", "RUN echo 1 > /1 || true") },
    ],
    told: [
      'RUN echo 1 > /1 || true: the instruction changed: was RUN echo 1 > /1; also build argument V changed from "1" to "2"; also USER before it changed from none to 7',
    ],
  },
  "the stage that another one is built FROM": {
    builds: [
      { dockerfile: "FROM tiny-base AS one\nCOPY a /\nFROM one\nRUN echo 1 > /1\n" },
      { dockerfile: "FROM tiny-base AS one\nCOPY a /\nFROM one\nRUN echo 1 > /1\n", files: { a: "new\n" } },
    ],
    told: [
      "COPY a /: /a: its content changed",
      "RUN echo 1 > /1: it stands on [one 2/2] COPY a /, which was rebuilt",
    ],
  },
  "FROM a stage instead of an image": {
    builds: ["tiny-base", "one"].map((base) => ({
      dockerfile: `FROM tiny-base AS one\nCOPY a /\nFROM ${base}\nCOPY --from=one /a /b\n`,
    })),
    told: ["COPY --from=one /a /b: the base image is another one"],
  },
  "FROM a stage with a file as it was two builds ago": {
    builds: ["old\n", "new\n", "old\n"].map((a, at) => ({
      dockerfile: `FROM tiny-base AS one\nCOPY a /\nFROM one\n${at > 0 ? "RUN echo 1 > /1\n" : ""}`,
      files: { a },
    })),
    told: ["RUN echo 1 > /1: it stands on [one 2/2] COPY a /, which is not what it was in the last build"],
  },
  "a file as it was two builds ago": {
    builds: [
      { dockerfile: from("COPY a /") },
      { dockerfile: from("COPY a /", "RUN echo 1 > /1"), files: { a: "new\n" } },
      { dockerfile: from("COPY a /", "RUN echo 1 > /1") },
    ],
    told: ["RUN echo 1 > /1: it stands on [2/3] COPY a /, which is not what it was in the last build"],
  },
};

describe("why a step missed: all that has changed, the root reason first", () => {
  test.each(Object.entries(CASES))("%s", async (_, { builds, told, prune = false }) => {
    expect(await reasons(builds, prune)).toEqual(told);
  });
});

/** A line after the one that changes, and what had become of it in front of that; settings make no layer. */
type After = readonly [
  line: string,
  outcome: "reused" | "reused-if-independent" | "missed as well" | "a setting",
];

const ORDERS: Readonly<Record<string, { root?: string; after: readonly After[] }>> = {
  "a COPY needs nothing of what it stands on, a program may": {
    after: [
      ["RUN cat /a > /copy", "reused-if-independent"],
      ["COPY b /", "reused"],
    ],
  },
  "a user is looked up in a file, a number is not": {
    after: [
      ["COPY --chown=0:0 b /1", "reused"],
      ["COPY --chown=root b /2", "reused-if-independent"],
    ],
  },
  "without its variable it would be another step": {
    after: [
      ["ENV V=1", "a setting"],
      ["RUN echo $V > /v", "missed as well"],
      ["COPY b /b$V", "missed as well"],
      ["COPY b /b", "reused"],
    ],
  },
  "a WORKDIR moves with what is relative to it": {
    after: [
      ["WORKDIR /w", "reused"],
      ["COPY b .", "reused"],
    ],
  },
  "and stays where the step in front would mean something else": {
    root: "COPY a sub/",
    after: [
      ["WORKDIR /w", "missed as well"],
      ["COPY b .", "missed as well"],
      ["COPY b /c", "reused"],
    ],
  },
  "lines with text below them and continued ones move whole": {
    after: [
      ["COPY <<EOF /x\nRUN text\nEOF", "reused"],
      ["COPY b \\\n # a comment\n  /d/", "reused"],
    ],
  },
};

describe("what would have been reused before the step that made it miss", () => {
  test.each(Object.entries(ORDERS))("%s", async (_, { root = "COPY a /", after }) => {
    const lab = new TestBuilder();
    const edited = { a: "new\n", b: "b\n" };
    const dockerfile = from(root, ...after.map(([line]) => line));
    await build(lab, { dockerfile });
    const [first, ...others] = explainBuild(await build(lab, { dockerfile, files: edited })).steps;
    expect(first?.miss?.reason).toBe("files-changed");
    expect(others.map((step) => (step.hit ? "hit" : (step.ifEarlier ?? "missed as well")))).toEqual(
      after.flatMap(([, outcome]) => (outcome === "a setting" ? [] : [outcome])),
    );
    // It is so: with these lines in front, the same edit leaves them in the cache.
    const moved = after.filter(([, outcome]) => outcome === "reused");
    const rest = after.filter((each) => !moved.includes(each));
    const careful = from(...moved.map(([line]) => line), root, ...rest.map(([line]) => line));
    await build(lab, { dockerfile: careful, tag: "careful" });
    const again = await build(lab, { dockerfile: careful, files: edited, tag: "careful" });
    expect(again.slice(0, moved.length).map(({ outcome }) => outcome)).toEqual(moved.map(() => "reused"));
    expect(again[moved.length]?.outcome).toBe("built");
  });

  test("none, if what comes before it has changed as well", async () => {
    const lab = new TestBuilder();
    await build(lab, { dockerfile: from("RUN echo 0 > /0", "COPY a /", "COPY b /") });
    const { roots } = explainBuild(await build(lab, { dockerfile: from("COPY a /", "COPY b /") }));
    expect(roots).toMatchObject([
      { miss: { reason: "instruction-removed" }, wouldHaveHit: [], mightHaveHit: [], rebuilt: { steps: 2 } },
    ]);
  });
});
