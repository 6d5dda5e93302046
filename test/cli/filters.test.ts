import { beforeAll, describe, expect, test } from "vitest";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import { stream } from "../archives.js";
import { engine } from "../layout/archives.js";
import { A, B, config, saved } from "../layout/saved-archives.js";
import { recordingIO } from "./recording-io.js";

/**
 * What real Docker lists with each filter, or how it refuses it: recorded from Docker Engine 20.10.24, refusals with the small
 * "invalid" of 23 and later, and `until` and several values of `before` as moby 26 has them.
 */
const lab = engine();

const labelled = (year: number): object =>
  config([A], {
    created: `${year}-05-05T00:00:00Z`,
    config: { Cmd: ["sh"], Labels: { n: String(year - 2020), [year % 2 === 1 ? "odd" : "even"]: "y" } },
  });

beforeAll(async () => {
  for (const [at, year] of [2021, 2022, 2023, 2024].entries())
    await lab.load(
      stream(saved({ tags: [`fil${at + 1}:1`, `grp/x:${at + 1}`], layers: [A], config: labelled(year) })),
    );
  await lab.load(stream(saved({ tags: ["r:1"], layers: [A, B], config: config([A, B]) })));
  await lab.load(stream(saved({ tags: null, layers: [A], config: config([A]) })));
  await lab.create({ image: "r:1", name: "a1", command: ["sh"] });
  await lab.create({ image: "r:1", name: "a2", command: ["sh"] });
  await lab.create({ image: "fil3:1", name: "a3", command: ["sh"], labels: { x: "y" } });
});

async function said(args: readonly string[]): Promise<string> {
  const { io, stdout, stderr } = recordingIO();
  const code = await runCommandLine(args, { engine: lab, io, now: () => new Date("2026-11-29T00:00:00Z") });
  return code === 0 ? stdout().trim().split("\n").sort().join(" ") : stderr().trim();
}

const given = (filters: string): string[] => filters.split(" ").flatMap((filter) => ["-f", filter]);
const no = (reason: string): string => `Error response from daemon: ${reason}`;

describe("docker images -f", () => {
  test.each([
    ["before=fil3:1 since=fil1:1", "fil2:1 grp/x:2"],
    ["before=fil2:1", "<none>:<none> fil1:1 grp/x:1 r:1"],
    ["before=fil3:1 before=fil2:1 since=r:1", "fil1:1 grp/x:1"],
    ["since=fil2:1", "fil3:1 fil4:1 grp/x:3 grp/x:4"],
    ["since=fil2", no("No such image: fil2:latest")],
    ["before=nosuch", no("No such image: nosuch:latest")],
    ["label=odd", "fil1:1 fil3:1 grp/x:1 grp/x:3"],
    ["label=n=2", "fil2:1 grp/x:2"],
    ["label=odd label=n=1", "fil1:1 grp/x:1"],
    ["label=n=1 label=n=2", ""],
    ["label=", ""],
    ["reference=fil1 reference=fil2", "fil1:1 fil2:1"],
    ["reference=grp/x:2", "grp/x:2"],
    ["reference=*:1", "fil1:1 fil2:1 fil3:1 fil4:1 r:1"],
    ["reference=[", no("syntax error in pattern")],
    ["until=2022-01-01", "<none>:<none> fil1:1 grp/x:1 r:1"],
    ["dangling=true", "<none>:<none>"],
    ["dangling=true dangling=false", no("invalid filter 'dangling=[true false]'")],
    ["dangling=maybe", no("invalid filter 'dangling=[maybe]'")],
    ["foo=bar", no("invalid filter 'foo'")],
    ["Reference=r", "r:1"],
  ])("%s", async (filters, expected) => {
    expect(await said(["images", "--format", "{{.Repository}}:{{.Tag}}", ...given(filters)])).toBe(expected);
  });

  test("foo", async () => {
    expect(await said(["images", "-f", "foo"])).toContain(
      'invalid argument "foo" for "-f, --filter" flag: bad format of filter (expected name=value)',
    );
  });
});

describe("docker ps -a -f", () => {
  test.each([
    ["before=a2", "a1"],
    ["since=a2", "a3"],
    ["before=nosuch", no("no such container nosuch")],
    ["status=created", "a1 a2 a3"],
    ["status=nope", no("invalid filter 'status=nope'")],
    ["status=", no("invalid filter 'status='")],
    ["health=none", "a1 a2 a3"],
    ["health=healthy", ""],
    ["health=nope", no("Unrecognised filter value for health: nope")],
    ["is-task=true", ""],
    ["is-task=false", "a1 a2 a3"],
    ["is-task=x", no("invalid filter 'is-task=[x]'")],
    ["exited=0", ""],
    ["exited=x", no('strconv.Atoi: parsing "x": invalid syntax')],
    ["network=bridge", "a1 a2 a3"],
    ["network=none", ""],
    ["publish=80", ""],
    ["expose=80-90/udp publish=8080", ""],
    ["publish=0.0.0.0:80", no("filter for 'publish' should not contain ':': 0.0.0.0:80")],
    [
      "expose=http",
      no('error while looking up for expose http: strconv.ParseUint: parsing "http": invalid syntax'),
    ],
    ["volume=x", ""],
    ["ancestor=r:1", "a1 a2"],
    ["ancestor=nosuch", ""],
    ["label=x", "a3"],
    ["label=x=z", ""],
    ["label=x label=z", ""],
    ["name=^a1$", "a1"],
    ["name=^/a1$", "a1"],
    ["name=/a1", "a1"],
    ["name=[", ""],
    ["name=1 name=2", "a1 a2"],
    ["name=", "a1 a2 a3"],
    ["until=1h", no("invalid filter 'until'")],
    ["NAME=a1", "a1"],
  ])("%s", async (filters, expected) => {
    expect(await said(["ps", "-a", "--format", "{{.Names}}", ...given(filters)])).toBe(expected);
  });
});

test("docker save REPOSITORY saves every tag of it", async () => {
  const names = async (...references: string[]): Promise<string[]> => {
    const other = engine();
    return (await other.load(lab.save(references))).flatMap(({ references: found }) => found).sort();
  };
  expect(await names("grp/x")).toEqual(["grp/x:1", "grp/x:2", "grp/x:3", "grp/x:4"]);
  expect(await names("r", "fil2:1")).toEqual(["fil2:1", "r:1"]);
  expect(await said(["save", "r:9"])).toBe(no("reference does not exist"));
  expect(await said(["save", "nosuch"])).toBe(no("No such image: nosuch"));
});
