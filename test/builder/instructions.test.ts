import { describe, expect, test } from "vitest";
import { parseDockerfile } from "../../src/dockerfile/parse.js";
import { splitWords } from "../../src/dockerfile/split-words.js";
import { expandWord } from "../../src/dockerfile/words.js";
import { createMemoryFileSystem } from "../../src/vfs/memory.js";
import { emptyChanges } from "../../src/vfs/node.js";
import { UnionFileSystem } from "../../src/vfs/union.js";
import { TestBuilder } from "./context.js";

async function filesOf(
  dockerfile: string,
  context = createMemoryFileSystem(),
  options: Parameters<TestBuilder["build"]>[2] = {},
) {
  const lab = new TestBuilder();
  const built = await lab.build(dockerfile, context, options);
  const { tree } = lab.snapshots.committed(built.layers);
  const fs = new UnionFileSystem({ lower: tree, upper: emptyChanges(tree), readOnly: true });
  return { built, lab, fs, read: (path: string) => new TextDecoder().decode(fs.readFile(path)) };
}

describe("heredocs", () => {
  test("RUN: a script for the shell", async () => {
    const { read, built } = await filesOf("FROM tiny-base\nRUN <<EOF\necho one > /1\necho two > /2\nEOF\n");
    expect([read("/1"), read("/2")]).toEqual(["one\n", "two\n"]);
    expect(built.steps).toHaveLength(1);
  });

  test("RUN: a file for a command", async () => {
    const { read } = await filesOf("FROM tiny-base\nRUN cat <<EOF > /out\nline $HOME\nEOF\n");
    expect(read("/out")).toBe("line /root\n");
  });

  test("COPY: files written in the Dockerfile, variables replaced unless quoted", async () => {
    const { read } = await filesOf(
      "FROM tiny-base\nARG V=1\nCOPY <<one <<'two' <<-three /made/\nv=$V\none\nv=$V\ntwo\n\tindented\nthree\n",
    );
    expect([read("/made/one"), read("/made/two"), read("/made/three")]).toEqual([
      "v=1\n",
      "v=$V\n",
      "indented\n",
    ]);
  });
});

describe("stages", () => {
  const dockerfile =
    "FROM tiny-base AS unused\nRUN false\nFROM tiny-base AS made\nRUN echo x > /x\nFROM made AS more\nRUN echo y > /y\nFROM tiny-base\nCOPY --from=more /x /y /out/\n";

  test("only what the target needs is built", async () => {
    const { read, built } = await filesOf(dockerfile);
    expect(read("/out/y")).toBe("y\n");
    expect(built.steps.map(({ label }) => label)).toEqual([
      "[made 2/2] RUN echo x > /x",
      "[more 1/1] RUN echo y > /y",
      "[stage-3 2/2] COPY --from=more /x /y /out/",
    ]);
  });

  test("--target stops there; unlike --from, it takes no number", async () => {
    expect((await filesOf(dockerfile, undefined, { target: "made" })).built.steps).toHaveLength(1);
    await expect(filesOf(dockerfile, undefined, { target: "1" })).rejects.toThrow('"1" could not be found');
    await expect(filesOf(dockerfile, undefined, { target: "unused" })).rejects.toThrow("exit code: 1");
  });

  test("COPY --from hits when what is copied is the same, though its stage was built again", async () => {
    const lab = new TestBuilder();
    const text = (note: string) =>
      `FROM tiny-base AS one\nRUN echo ${note} > /note; echo same > /same\nFROM tiny-base\nCOPY --from=one /same /\n`;
    await lab.build(text("a"), createMemoryFileSystem());
    const again = await lab.build(text("b"), createMemoryFileSystem());
    expect(again.steps.map(({ miss }) => miss?.reason)).toEqual(["instruction-changed", undefined]);
  });
});

describe("settings", () => {
  test("ONBUILD runs in the image built on top, and not before", async () => {
    const lab = new TestBuilder();
    const context = createMemoryFileSystem();
    const base = await lab.build(
      "FROM tiny-base\nONBUILD RUN echo triggered > /t\nONBUILD ENV FROM_BASE=1\n",
      context,
      { tag: "base" },
    );
    expect(base.config.config?.OnBuild).toEqual(["RUN echo triggered > /t", "ENV FROM_BASE=1"]);
    expect(base.steps).toEqual([]);
    const built = await lab.build("FROM base\n", context);
    expect(built.steps.map(({ step }) => step.original)).toEqual(["RUN echo triggered > /t"]);
    expect(built.config.config?.Env).toContain("FROM_BASE=1");
    expect(built.config.config?.OnBuild).toBeUndefined();
  });

  test("SHELL changes what runs, ENTRYPOINT takes an inherited CMD away", async () => {
    const { built } = await filesOf(
      'FROM tiny-base\nSHELL ["/bin/sh", "-ec"]\nRUN echo 1\nENTRYPOINT ["a"]\n',
    );
    expect(built.config.history?.at(-2)?.created_by).toBe("RUN /bin/sh -ec echo 1 # buildkit");
    expect(built.config.config).toMatchObject({ Entrypoint: ["a"] });
    expect(built.config.config?.Cmd).toBeUndefined();
  });

  test("--label and build arguments before FROM", async () => {
    const { built } = await filesOf("ARG BASE=nosuch\nFROM $BASE\nARG BASE\nRUN echo $BASE\n", undefined, {
      buildArgs: { BASE: "tiny-base" },
    });
    expect(built.steps[0]?.step.createdBy).toBe("RUN |1 BASE=tiny-base /bin/sh -c echo $BASE # buildkit");
  });

  test("a proxy given as a build argument is RUN's, and not the image's or the cache's", async () => {
    const lab = new TestBuilder();
    const dockerfile = "FROM tiny-base\nRUN echo $http_proxy $HTTP_PROXY > /p\nENV P=$HTTP_PROXY\n";
    const buildArgs = { HTTP_PROXY: "http://proxy" };
    const built = await lab.build(dockerfile, createMemoryFileSystem(), { buildArgs });
    const { tree } = lab.snapshots.committed(built.layers);
    const fs = new UnionFileSystem({ lower: tree, upper: emptyChanges(tree), readOnly: true });
    expect(new TextDecoder().decode(fs.readFile("/p"))).toBe("http://proxy http://proxy\n");
    expect(built.config.config?.Env).toContain("P=");
    expect(built.config.history?.at(-2)?.created_by).not.toContain("proxy=");
    const again = await lab.build(dockerfile, createMemoryFileSystem());
    expect(again.steps.map(({ miss }) => miss)).toEqual([undefined]);
  });

  test("a directory that .dockerignore takes out, but for one file", async () => {
    const context = createMemoryFileSystem();
    const put = (path: string, text: string) => context.writeFile(path, new TextEncoder().encode(text));
    context.mkdir("/node_modules/keep", { recursive: true });
    put("/.dockerignore", "# comment\nnode_modules\n!node_modules/keep/this\n**/*.tmp\n");
    put("/node_modules/big", "big");
    put("/node_modules/keep/this", "kept");
    put("/a.tmp", "x");
    put("/a.txt", "a");
    const { fs } = await filesOf("FROM tiny-base\nCOPY . /c\n", context);
    expect(fs.readdir("/c").map(({ name }) => name)).toEqual([".dockerignore", "a.txt", "node_modules"]);
    expect(fs.readdir("/c/node_modules").map(({ name }) => name)).toEqual(["keep"]);
  });
});

test("what stands on a linked layer stands on the layers below that too", async () => {
  const context = createMemoryFileSystem({ now: () => 1 });
  context.writeFile("/x", new Uint8Array([1]));
  const { read } = await filesOf(
    "FROM tiny-base\nCOPY --link x /x\nRUN echo 1 >> /n\nCOPY --link x /x\nRUN echo 1 >> /n\n",
    context,
  );
  expect(read("/n")).toBe("1\n1\n");
});

describe("links where a directory is copied to", () => {
  const stages = (last: string): string =>
    `FROM tiny-base AS made\nRUN mkdir -p /out/lib64/deep; echo hi > /out/lib64/deep/file\nFROM tiny-base\nRUN mkdir /lib; ln -s /lib /lib64\n${last}\n`;

  test("the destination itself is followed", async () => {
    const { read } = await filesOf(stages("COPY --from=made /out/lib64 /lib64"));
    expect(read("/lib/deep/file")).toBe("hi\n");
  });

  test("one below it is no directory", async () => {
    await expect(filesOf(stages("COPY --from=made /out /"))).rejects.toThrow(
      "cannot copy to non-directory: /lib64",
    );
  });
});

describe("mounts of RUN", () => {
  const step = "RUN --mount=type=cache,target=cache,mode=0700 echo x >> cache/n; cat cache/n > /lines\n";
  const dockerfile = `FROM tiny-base\nWORKDIR /w\n${step}`;

  test("a cache is there again in the next build, and not in the layer", async () => {
    const lab = new TestBuilder();
    await lab.build(dockerfile, createMemoryFileSystem());
    const { layers } = await lab.build(dockerfile, createMemoryFileSystem(), { noCache: true });
    const { tree } = lab.snapshots.committed(layers);
    const fs = new UnionFileSystem({ lower: tree, upper: emptyChanges(tree), readOnly: true });
    expect(new TextDecoder().decode(fs.readFile("/lines"))).toBe("x\nx\n");
    expect(fs.readdir("/w")).toEqual([]);
  });

  test("a tmpfs hides what is below it while the step runs; an optional secret is just not there", async () => {
    const { read, fs } = await filesOf(
      "FROM tiny-base\nRUN --mount=type=tmpfs,target=/data --mount=type=secret,id=s ls /data > /listed; echo x > /data/x\n",
    );
    expect(read("/listed")).toBe("");
    expect(fs.lstatIfExists("/data/x")).toBeUndefined();
    expect(fs.lstatIfExists("/data/a.txt")).toBeDefined();
  });

  test("other settings of a mount are another step to the cache", async () => {
    const lab = new TestBuilder();
    await lab.build(dockerfile, createMemoryFileSystem());
    const other = dockerfile.replace("mode=0700", "mode=0755");
    const { steps } = await lab.build(other, createMemoryFileSystem());
    expect(steps.map(({ miss }) => miss?.reason)).toEqual([undefined, "instruction-changed"]);
  });
});

describe("words", () => {
  const variables = (name: string) => ({ A: "a", EMPTY: "", PATHS: "x/y/z.txt" })[name];
  const cases: readonly (readonly [string, string])[] = [
    ["$A", "a"],
    ["$" + "{A}b", "ab"],
    ["'$A'", "$A"],
    ['"$A b"', "a b"],
    ["\\$A", "$A"],
    ["$" + "{NO:-x $A}", "x a"],
    ["$" + "{EMPTY:-x}", "x"],
    ["$" + "{EMPTY-x}", ""],
    ["$" + "{A:+yes}", "yes"],
    ["$" + "{NO:+yes}", ""],
    ["$" + "{PATHS##*/}", "z.txt"],
    ["$" + "{PATHS%.*}", "x/y/z"],
    ["$" + "{PATHS//\\//-}", "x-y-z.txt"],
    ["$", "$"],
    ["a$", "a$"],
    ["$NO", ""],
  ];
  test.each(cases)("%s → %s", (word, expected) =>
    expect(expandWord(word, variables, { escapeCharacter: "\\" })).toBe(expected),
  );

  test("white space in quotes does not cut", () => {
    expect(splitWords(`a "b c"  d\\ e 'f g'`, "\\")).toEqual(["a", '"b c"', "d\\ e", "'f g'"]);
  });
});

test("comments and blank lines between continued ones do not count; directives come first", () => {
  const { instructions, escapeCharacter } = parseDockerfile(
    "# escape=`\nFROM a\nRUN one `\n# note\n\n  two\n",
  );
  expect(escapeCharacter).toBe("`");
  expect(instructions[1]).toMatchObject({
    keyword: "RUN",
    args: ["one   two"],
    location: { line: 3, endLine: 6 },
  });
});
