import { describe, expect, test } from "vitest";
import { createMemoryFileSystem } from "../../src/vfs/memory.js";
import { TestBuilder } from "./context.js";

/** The daemon's words for builds that cannot be made; the first block was recorded from Docker 26. */
describe("what is wrong with a Dockerfile, in BuildKit's words", () => {
  const table: readonly (readonly [string, string])[] = [
    ["FROM tiny-base\nRUN false", 'process "/bin/sh -c false" did not complete successfully: exit code: 1'],
    [
      "FROM tiny-base\nFOO bar",
      "dockerfile parse error on line 2: unknown instruction: FOO (did you mean FROM?)",
    ],
    ["RUN x", "no build stage in current context"],
    ["", "the Dockerfile cannot be empty"],
    ["FROM tiny-base\nENV A", "ENV must have two arguments"],
    ["FROM tiny-base\nCOPY nope /x", '"/nope": not found'],
    ["FROM tiny-base\nCOPY ../x /x", '"/x": not found'],
    [
      'FROM tiny-base\nCOPY ["a[", "/x"]',
      "failed to compute cache key: failed to calculate checksum of ref: syntax error in pattern",
    ],

    [
      "FROM tiny-base\nCOPY one",
      "COPY requires at least two arguments, but only one was provided. Destination could not be determined",
    ],
    ["FROM tiny-base\nWORKDIR", "WORKDIR requires exactly one argument"],
    ["FROM tiny-base\nCOPY --form=x a b", "unknown flag: form (did you mean from?)"],
    ["FROM a b", "FROM requires either one or three arguments"],
    ["FROM tiny-base AS one\nCOPY --from=one a b", "circular dependency detected on stage: one"],
    ["FROM tiny-base\nCOPY --from=0 a b", "circular dependency detected on stage: stage-0"],
    ["FROM tiny-base\nLABEL =x", "LABEL names can not be blank"],
    ["FROM tiny-base\nONBUILD ONBUILD RUN x", "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"],
    ["FROM tiny-base\nONBUILD FROM x", "FROM isn't allowed as an ONBUILD trigger"],
    ["FROM tiny-base\nSHELL bash", "SHELL requires the arguments to be in JSON form"],
    ["FROM tiny-base\nHEALTHCHECK x", 'Unknown type "X" in HEALTHCHECK (try CMD)'],
    ["FROM tiny-base\nHEALTHCHECK --interval=soon CMD x", 'time: invalid duration "soon"'],
    ["FROM tiny-base\nEXPOSE many", "invalid containerPort: many"],
    ["FROM tiny-base\nRUN <<EOF\nx", "unterminated heredoc"],
    ["FROM tiny-base\nWORKDIR $" + "{X:?needed}", "X: needed"],
    ["FROM $" + "{NOTHING}", "base name ($" + "{NOTHING}) should not be blank"],
    ["# escape=x\nFROM tiny-base", "invalid escape token 'x'"],
    ["FROM tiny-base\nRUN --mount=type=cache true", 'invalid mount target "/"'],
    ["FROM tiny-base\nRUN --mount=type=bind,source=/no,target=/x true", '"/no": not found'],
    ["FROM tiny-base\nRUN --mount=type=secret,id=key,required=true true", "secret key: not found"],
    ["FROM tiny-base\nRUN --mount=type=cash,target=/x true", 'unsupported mount type "cash"'],
    ["FROM tiny-base\nCOPY --parents a b", "unknown flag: parents"],
    [
      "FROM tiny-base\nADD https://example.org/x /x",
      "ADD https://example.org/x: a build reaches no network here",
    ],
    ["FROM tiny-base\nADD --checksum=sha256:00 hello /x", "checksum can't be specified for non-HTTP sources"],
  ];
  test.each(table)("%j", async (dockerfile, message) => {
    const context = createMemoryFileSystem();
    context.writeFile("/hello", new Uint8Array([1]));
    await expect(new TestBuilder().build(dockerfile, context)).rejects.toThrow(message);
  });

  test("a target that is not there names the one that is meant", async () => {
    const lab = new TestBuilder();
    const dockerfile = "FROM tiny-base AS build\nRUN true\nFROM tiny-base\n";
    await expect(lab.build(dockerfile, createMemoryFileSystem(), { target: "biuld" })).rejects.toThrow(
      'target stage "biuld" could not be found (did you mean build?)',
    );
  });

  test("the steps before a failing one are kept: mended, the build goes on from there", async () => {
    const lab = new TestBuilder();
    const context = createMemoryFileSystem();
    await expect(lab.build("FROM tiny-base\nRUN echo 1 > /1\nRUN false", context)).rejects.toThrow(
      "exit code: 1",
    );
    const built = await lab.build("FROM tiny-base\nRUN echo 1 > /1\nRUN true", context);
    expect(built.steps.map(({ miss }) => miss?.reason)).toEqual([undefined, "never-built"]);
  });
});

describe("an image that cannot be had", () => {
  const errorOf = (dockerfile: string) =>
    new TestBuilder().build(dockerfile, createMemoryFileSystem()).then(
      () => undefined,
      (error: unknown) => error,
    );

  test("the error names it, says why, and suggests a stage or a common image", async () => {
    const error = await errorOf("FROM tiny-base AS base\nRUN true\nFROM bose\n");
    expect(error).toMatchObject({
      code: "EBASEIMAGE",
      message:
        "bose: failed to resolve source metadata for docker.io/library/bose:latest: No such image: bose (did you mean base?)",
      data: { reference: "bose", line: 3 },
    });
  });

  test("of COPY --from, before anything runs", async () => {
    const error = await errorOf("FROM tiny-base\nRUN false\nCOPY --from=alpin /x /x\n");
    expect(error).toMatchObject({ code: "EBASEIMAGE", data: { reference: "alpin", line: 3 } });
    expect(error).toMatchObject({ message: expect.stringContaining("(did you mean alpine?)") });
  });

  test("a name that is none", async () => {
    expect(await errorOf("FROM Bad\n")).toMatchObject({
      message:
        'failed to parse stage name "Bad": invalid reference format: repository name (library/Bad) must be lowercase',
    });
  });
});
