import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { DiskMedium } from "../../src/content/disk-medium.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { LayerlabError } from "../../src/errors/base.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { exec } from "../engine/contract/support.js";
import { temporaryFolder } from "../temporary-folder.js";
import { damaged, oddDocument } from "./mutations.js";
import { prepare, stateOf } from "./store-steps.js";
import { type Random, rounds, TIMEOUT } from "./stress.js";

const runtime = createRuntime();

function filesOf(home: string): readonly string[] {
  return readdirSync(home, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(home, path)).isFile(),
  );
}

/** Another content, no content, no file, or a directory in its place. Returns what was done. */
function damage(path: string, random: Random): string {
  const bytes = readFileSync(path);
  const kind = random.below(5);
  if (kind === 0) rmSync(path);
  else if (kind === 1) {
    rmSync(path);
    mkdirSync(path);
  } else if (kind === 2 && bytes[0] === "{".charCodeAt(0)) {
    const document: unknown = JSON.parse(bytes.toString());
    writeFileSync(path, JSON.stringify(oddDocument(document, random)) ?? "null");
  } else writeFileSync(path, damaged(bytes, random));
  return ["gone", "a directory", "odd"][kind] ?? "other bytes";
}

/** Every call: it does what it should, or says in our words what is wrong. */
async function useAll(engine: EmbeddedEngine): Promise<{ readonly refused: number; readonly calls: number }> {
  const calls: readonly (() => Promise<unknown>)[] = [
    () => engine.images({ all: true }),
    () => engine.containers({ all: true }),
    () => engine.df(),
    () => engine.buildCache(),
    () => engine.inspectImage("first:1"),
    () => engine.history("first:1"),
    () => engine.contents("first:1"),
    () => engine.diff("box"),
    () => engine.logs("ended"),
    () => engine.inspectContainer("ended"),
    () => exec(engine, "box", "cat /data/long > /data/copy; ls /data"),
    () => engine.commit("box", { reference: "again:1" }),
    () => engine.tag("tiny", "tagged:1"),
    () => engine.removeImage("tagged:1"),
    async () => {
      for await (const chunk of engine.save(["first:1"])) void chunk;
    },
    async () => void engine.host(),
    () => engine.verify("first:1"),
    () => engine.prune({ kind: "system" }),
  ];
  let refused = 0;
  for (const call of calls)
    await call().catch((error: unknown) => {
      if (!(error instanceof LayerlabError)) throw error;
      expect(error.message).not.toBe("");
      refused += 1;
    });
  return { refused, calls: calls.length };
}

test(
  "any file of a store damaged in any way: every command answers, and the right bytes heal it",
  TIMEOUT,
  async () => {
    const root = temporaryFolder();
    const open = (home: string) => new EmbeddedEngine({ runtime, medium: new DiskMedium(home) });
    const whole = join(root, "whole");
    await prepare(open(whole));
    const files = filesOf(whole);
    const expected = await stateOf(open(whole));
    const counts = await rounds({ part: "damage", name: "damaged files", few: 12 }, async (random, at) => {
      const home = join(root, `round-${at}`);
      cpSync(whole, home, { recursive: true });
      const hurt = random.shuffled(files).slice(0, 1 + random.below(3));
      const done = hurt.map((file) => `${file}: ${damage(join(home, file), random)}`);
      const { refused, calls } = await useAll(open(home)).catch((error: unknown) => {
        throw new Error(done.join("; "), { cause: error });
      });
      // A look alone changes nothing that the right bytes would not heal.
      rmSync(home, { recursive: true });
      cpSync(whole, home, { recursive: true });
      for (const file of hurt) damage(join(home, file), random);
      await open(home)
        .images()
        .catch(() => {});
      await open(home)
        .containers({ all: true })
        .catch(() => {});
      for (const file of hurt) {
        rmSync(join(home, file), { recursive: true, force: true });
        mkdirSync(dirname(join(home, file)), { recursive: true });
        cpSync(join(whole, file), join(home, file));
      }
      expect([done, await stateOf(open(home))]).toEqual([done, expected]);
      // And whatever it was, a new start in another folder is never in the way.
      expect(existsSync(join(home, "lock"))).toBe(false);
      rmSync(home, { recursive: true });
      return { "files damaged": hurt.length, "commands on damaged stores": calls, refused };
    });
    expect(counts["files damaged"]).toBeGreaterThan(0);
  },
);
