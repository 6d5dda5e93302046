import { expect, test } from "vitest";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { stream } from "../archives.js";
import { fixture } from "../fixtures.js";
import { refusal } from "./contract/support.js";

const runtime = createRuntime();

interface Row {
  readonly name: string;
  /** What a container does before it is committed with this WORKDIR. */
  readonly before: string;
  readonly workdir: string;
  readonly user?: string;
  /** `docker diff` of the container that was created and not started. */
  readonly diff?: readonly string[];
  /** What lies at {@link workdir} then, as `ls -ld` tells it in a container. */
  readonly made?: string;
  readonly error?: string;
}

/** Recorded from Docker Engine 20.10: `docker create`, `docker diff`, and `docker cp` of the directory. */
const ROWS: readonly Row[] = [
  {
    name: "what is missing is made, and root's",
    ...{ before: "true", workdir: "/a/b/c", user: "1000:1000" },
    ...{ diff: ["A /a", "A /a/b", "A /a/b/c"], made: "755 0:0" },
  },
  {
    name: "what is there stays as it is",
    ...{ before: "mkdir -p /a/b; chmod 700 /a/b; chown 5:6 /a/b", workdir: "/a/b" },
    ...{ diff: [], made: "700 5:6" },
  },
  {
    name: "a link to nowhere gets its target",
    ...{ before: "ln -s /to/nowhere /l", workdir: "/l", diff: ["A /to", "A /to/nowhere"], made: "755 0:0" },
  },
  {
    name: "a link on the way is followed",
    ...{ before: "mkdir /real; ln -s real /l", workdir: "/l/x/y" },
    ...{ diff: ["C /real", "A /real/x", "A /real/x/y"], made: "755 0:0" },
  },
  {
    name: "a link that leads above the root ends at the root",
    ...{ before: "ln -s ../../../up /l", workdir: "/l", diff: ["A /up"], made: "755 0:0" },
  },
  {
    name: "a directory of a set-group-ID one keeps the bit and is root's",
    ...{ before: "mkdir /g; chgrp 7 /g; chmod 2755 /g", workdir: "/g/x" },
    ...{ diff: ["C /g", "A /g/x"], made: "2755 0:0" },
  },
  {
    name: "a file is refused",
    ...{ before: "echo x > /f", workdir: "/f", error: "Cannot mkdir: /f is not a directory" },
  },
  {
    name: "so is what would lie below one",
    ...{ before: "echo x > /f", workdir: "/f/x", error: "lstat ROOT/f/x: not a directory" },
  },
  {
    name: "and a link that leads to itself",
    ...{ before: "ln -s /l /l", workdir: "/l", error: "evalSymlinksInScope: too many links in ROOT/l" },
  },
];

test.each(ROWS)("at create: $name", async ({ before, workdir, user, diff, made, error }) => {
  const engine = new EmbeddedEngine({ runtime });
  await engine.import(stream(fixture("docker-ops/tiny-base.tar")), { reference: "tiny" });
  await engine.create({ image: "tiny", name: "base", command: ["sh", "-c", before] });
  const stdio = { stdout: () => {}, stderr: () => {} };
  await engine.start("base", stdio);
  await engine.wait("base");
  const changes = [`WORKDIR ${workdir}`, ...(user === undefined ? [] : [`USER ${user}`])];
  await engine.commit("base", { reference: "wd", changes });
  const created = engine.create({ image: "wd", name: "box", command: ["true"] });
  if (error !== undefined) {
    expect((await refusal(created)).replace(/\/\S+\/merged/, "ROOT")).toBe(error);
    await expect(engine.inspectContainer("box")).rejects.toMatchObject({ code: "ENOSUCHCONTAINER" });
    return;
  }
  await created;
  expect((await engine.diff("box")).map(({ kind, path }) => `${kind} ${path}`)).toEqual(diff);
  await engine.commit("box", { reference: "seen" });
  let seen = "";
  const command = ["stat", "-L", "-c", "%a %u:%g", workdir];
  await engine.create({ image: "seen", name: "look", command, user: "0", workdir: "/" });
  const stdout = (chunk: Uint8Array) => {
    seen += new TextDecoder().decode(chunk);
  };
  await engine.start("look", { ...stdio, stdout });
  await engine.wait("look");
  expect(seen.trim()).toBe(made);
});
