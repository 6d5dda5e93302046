import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { History, ImageConfig } from "../../src/oci/types.js";
import type { Entry } from "../../src/tar/entry.js";
import { readArchive } from "../../src/tar/read.js";
import { fixturePath } from "../fixtures.js";
import { CONTEXT_TIME, recordedContext, TestBuilder } from "./context.js";

const folder = fixturePath("docker-build");
const file = (name: string) => readFileSync(join(folder, name), "utf8");
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".Dockerfile"))
  .map((name) => name.replace(".Dockerfile", ""));

interface Recorded {
  readonly history: readonly History[];
  readonly config: ImageConfig;
  readonly layers: readonly (readonly string[])[];
}

/** Mount points the recording's base lacked, which RUN left in its layers. */
const NOISE = /\s(dev|etc|proc|sys)\/$/;

const FLAGS = ["---", "--x", "-w-", "-wx", "r--", "r-x", "rw-", "rwx"];

/** How well gzip packed the context's archive is not the build's doing. */
const packed = (line: string) => line.replace(/ \d+ (\S+ \S+\.gz)$/, " gz $1");

/** As `tar tvf` prints an entry, the time told as the fixed ones or `now`. */
function listed(entry: Entry): string {
  const kind = {
    directory: "d",
    symlink: "l",
    link: "h",
    fifo: "p",
    file: "-",
    "character-device": "c",
    "block-device": "b",
  }[entry.type];
  const bits = [6, 3, 0].map((shift) => FLAGS[(entry.mode >> shift) & 7]).join("");
  const sticky = (entry.mode & 0o1000) !== 0 ? bits.replace(/x$/, "t").replace(/-$/, "T") : bits;
  const link = entry.linkname === "" ? "" : ` -> ${entry.linkname}`;
  return `${kind}${sticky} ${entry.uid}/${entry.gid} ${entry.data.size} ${when(entry.mtime)} ${entry.name}${link}`;
}

function when(time: number): string {
  if (time === 0) return "epoch";
  if (time === CONTEXT_TIME) return "context";
  if (time === Date.UTC(2020, 8, 13, 12, 26, 40) / 1000) return "archive";
  return time === Date.UTC(2024, 0, 1) / 1000 ? "base" : "now";
}

function recordedLine(line: string): string {
  const [, mode = "", owner = "", size = "", date = "", time = "", rest = ""] =
    /^(\S+) (\S+)\s+(\d+) (\S+) (\S+) (.*)$/.exec(line) ?? [];
  const seconds = Date.parse(`${date}T${time}Z`) / 1000;
  return `${mode} ${owner} ${size} ${when(seconds)} ${rest.replace(" link to ", " -> ")}`;
}

describe("Dockerfiles that BuildKit built", () => {
  test.each(names)("%s: the same history, configuration and layers", async (name) => {
    const recorded: Recorded = JSON.parse(file(`${name}.json`));
    const lab = new TestBuilder();
    const built = await lab.build(file(`${name}.Dockerfile`), recordedContext());
    const said = ({ created: _, ...step }: History) => step;
    expect((built.config.history ?? []).map(said)).toEqual(recorded.history.map(said));
    expect(JSON.stringify(built.config.config)).toBe(JSON.stringify(recorded.config.config));
    const skip = name.includes("scratch") ? 0 : 1;
    expect(
      built.layers.slice(skip).map((diffId) =>
        [...readArchive(lab.entries(diffId))]
          .map(listed)
          .map(packed)
          .filter((line) => !NOISE.test(line)),
      ),
    ).toEqual(
      recorded.layers.slice(skip).map((lines) =>
        lines
          .filter((line) => !/^</.test(line) && !NOISE.test(line))
          .map(recordedLine)
          .map(packed),
      ),
    );
  });
});
