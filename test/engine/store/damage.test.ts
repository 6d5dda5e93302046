import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { DiskMedium } from "../../../src/content/disk-medium.js";
import { EmbeddedEngine } from "../../../src/engine/embedded/engine.js";
import { LayerlabError } from "../../../src/errors/base.js";
import { createLab } from "../../../src/lab/lab.js";
import { createRuntime } from "../../../src/programs/runtime.js";
import { stream } from "../../archives.js";
import { fixture } from "../../fixtures.js";
import { temporaryFolder } from "../../temporary-folder.js";
import { exec } from "../contract/support.js";

/**
 * One blob of a store is damaged or missing, each in its turn. It is one marked row of a list at most: lists are whole,
 * what does not need the blob works, and what does says which blob it is.
 */
const home = temporaryFolder();
const runtime = createRuntime();
const open = () => new EmbeddedEngine({ runtime, medium: new DiskMedium(home) });
const HOST = "/var/lib/docker/overlay2";
const blobs = join(home, "blobs", "sha256");

beforeAll(async () => {
  mkdirSync(home, { recursive: true });
  const engine = open();
  await engine.import(stream(fixture("docker-ops/tiny-base.tar")), { reference: "tiny" });
  await engine.create({ image: "tiny", name: "box", command: ["/bin/sh"], interactive: true });
  await engine.start("box");
  await exec(engine, "box", "echo 1 > /one; busybox seq 1 1000 > /long");
  await engine.commit("box", { reference: "child" });
  await engine.import(stream(fixture("docker-ops/tiny-base.tar")), {
    reference: "other",
    changes: ["LABEL a=b"],
  });
  await engine.create({ image: "other", name: "second", command: ["/bin/sh"] });
});

/** `undefined` for what went well; a refusal must be one of this project's own. */
async function refusal(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof LayerlabError) return error.message;
    throw error;
  }
}

async function lists() {
  const engine = open();
  const { docker } = await createLab({ engine });
  const images = await engine.images({ all: true });
  const { images: used, containers } = await engine.df();
  const host = engine.host();
  const directories = host.readdir(HOST).map(({ name }) => name);
  for (const name of directories) {
    const [only, ...more] = host.readdir(`${HOST}/${name}`);
    expect([only?.name === "damaged" || only?.name === "diff", more]).toEqual([true, []]);
  }
  return {
    damaged: images.filter(({ damage }) => damage !== undefined),
    images: images.map(({ id, tags, size }) => `${id} ${tags} ${size}`).sort(),
    used: used.items.map(({ id, uniqueSize }) => `${id} ${uniqueSize}`).sort(),
    rows: (await docker.images({ all: true })).length,
    containers: (await engine.containers({ all: true })).map(({ name }) => name),
    sizes: containers.items.length,
    directories,
  };
}

const DAMAGE: readonly (readonly [string, (path: string, bytes: Buffer) => void])[] = [
  [
    "has a changed byte",
    (path, bytes) =>
      writeFileSync(
        path,
        bytes.map((byte, at) => (at === 10 ? byte ^ 1 : byte)),
      ),
  ],
  ["is cut short", (path, bytes) => writeFileSync(path, bytes.subarray(0, bytes.length / 2))],
  ["is gone", (path) => rmSync(path)],
];

describe.each(DAMAGE)("each blob that %s", (_how, damage) => {
  test("leaves every list whole and everything else at work", async () => {
    const whole = await lists();
    expect(whole.damaged).toEqual([]);
    for (const name of readdirSync(blobs)) {
      const path = join(blobs, name);
      const bytes = readFileSync(path);
      damage(path, bytes);
      try {
        const { damaged, ...seen } = await lists().catch((error: unknown) => ({ damaged: [], error, name }));
        const { damaged: _none, ...expected } = whole;
        expect(seen).toEqual(expected);
        expect(damaged.length).toBeLessThanOrEqual(1);
        for (const image of damaged) {
          expect(image.id).toBe(`sha256:${name}`);
          expect(image.damage).toContain(name);
        }
        const engine = open();
        for (const image of ["tiny", "child", "other"])
          for (const call of [engine.inspectImage(image), engine.history(image), engine.contents(image)])
            expect((await refusal(call)) ?? name).toContain(name);
        for (const container of ["box", "second"])
          for (const call of [engine.diff(container), engine.inspectContainer(container)])
            expect((await refusal(call)) ?? name).toContain(name);
        // A change elsewhere, with its deletions.
        await engine.tag(damaged[0]?.tags[0] === "other:latest" ? "child" : "other", "again");
        expect(await engine.removeImage("again")).toEqual([{ kind: "untagged", reference: "again:latest" }]);
      } finally {
        writeFileSync(path, bytes);
      }
    }
  });
});

test("a damaged image is marked in the table, with a sentence that helps, and can be removed", async () => {
  const { Id } = await open().inspectImage("other");
  const path = join(blobs, Id.slice("sha256:".length));
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(1));
  const lab = await createLab({ home });
  const run = async (line: string) => {
    let stdout = "";
    let stderr = "";
    const code = await lab.console(line, {
      stdout: (chunk) => {
        stdout += String(chunk);
      },
      stderr: (chunk) => {
        stderr += String(chunk);
      },
      isTTY: false,
      isNotebook: false,
    });
    return { code, stdout, stderr };
  };
  for (const line of ["docker images", "docker system df -v"]) {
    const { code, stdout, stderr } = await run(line);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^other +latest +[0-9a-f]{12} +N\/A \(damaged\) +1\.98\d?MB/m);
    expect(stdout).toMatch(/^child +latest/m);
    expect(stderr).toBe(
      `WARNING: image other:latest cannot be read: blob ${Id} is damaged: its ${bytes.length - 1} bytes have the digest ${/digest (sha256:\w+)/.exec(stderr)?.[1]}; pull, load or build the image that needs it again (that puts the right bytes in their place), or remove the container that does\n`,
    );
  }
  expect((await run("docker images -q")).stdout.split("\n")).toHaveLength(4);
  expect(JSON.stringify(await lab.docker.images())).toContain("is damaged");
  await run("docker rm second");
  expect((await run("docker rmi other")).stdout).toContain("Untagged: other:latest");
  expect((await run("docker images")).stdout).not.toContain("damaged");
});

describe("a container whose record is damaged", () => {
  const DAMAGED: readonly (readonly [string, (bytes: Buffer) => Buffer, string])[] = [
    ["is cut short", (bytes) => bytes.subarray(0, bytes.length - 20), "hurt"],
    ["is cut in its name", (bytes) => bytes.subarray(0, bytes.indexOf('"name"') + 8), ""],
    [
      "is of another version",
      (bytes) => Buffer.from(String(bytes).replace('"version":1', '"version":9')),
      "hurt",
    ],
    ["has no state", (bytes) => Buffer.from(String(bytes).replace('"status":', '"statue":')), "hurt"],
    ["is empty", () => Buffer.alloc(0), ""],
    ["is not text", (bytes) => Buffer.concat([bytes.subarray(0, -40), Buffer.from([0xff, 0xfe])]), "hurt"],
  ];

  test.each(DAMAGED)(
    "that %s is one marked row, and goes by its name where that is known",
    async (_how, damage, name) => {
      const engine = open();
      const id = await engine.create({ image: "tiny", name: "hurt", command: ["/bin/sh"] });
      const path = join(home, "containers", id, "container.json");
      writeFileSync(path, damage(readFileSync(path)));
      const lab = await createLab({ home });
      let said = "";
      const run = async (line: string): Promise<string> => {
        let stdout = "";
        said = "";
        await lab.console(line, {
          stdout: (chunk) => {
            stdout += String(chunk);
          },
          stderr: (chunk) => {
            said += String(chunk);
          },
          isTTY: false,
          isNotebook: false,
        });
        return stdout;
      };
      const short = id.slice(0, 12);
      const shown = name === "" ? short : name;
      const rows = await run("docker ps -a --format '{{.ID}} {{.Names}} {{.Status}} {{.State}} {{.Image}}'");
      expect(rows.split("\n").filter((row) => row.startsWith(short))).toEqual([
        `${short} ${name} Dead (damaged) dead ${name === "" ? "<no image>" : "tiny"}`,
      ]);
      expect(rows).toContain(" box Up");
      expect(said).toMatch(new RegExp(`^WARNING: container ${shown} cannot be read: containers/${id}/`));
      expect(said).toContain(`docker rm -f ${short}`);
      expect(await run("docker system df")).toMatch(/^Containers +\d/m);
      expect(await run("docker ps")).not.toContain(short);
      // Whatever is asked of it says what is wrong with it, and of no other.
      for (const verb of ["start", "inspect", "logs", "diff", "stop"]) {
        await run(`docker ${verb} ${shown}`);
        expect(said).toContain(`containers/${id}/container.json is damaged`);
      }
      if (name !== "") {
        await run("docker diff nobody");
        expect(said).toContain("No such container: nobody");
        await run("docker create --name hurt tiny sh");
        expect(said).toContain('The container name "/hurt" is already in use');
      }
      expect(await run(`docker rm -f ${shown}`)).toBe(`${shown}\n`);
      expect(said).toBe("");
      expect(await run("docker ps -a")).not.toContain(short);
    },
  );
});
